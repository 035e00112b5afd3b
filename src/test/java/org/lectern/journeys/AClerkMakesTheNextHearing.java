package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Ines makes the next hearing, or a year of them, of the last one. */
class AClerkMakesTheNextHearing extends Story {

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private long past(String title) {
    var draft = town.ines.draft("council", title, ZonedDateTime.now(ZONE).plusDays(10).withHour(18).withMinute(0).toInstant(), Map.of("number", "2.10", "title", "Second"), Map.of("number", "2.9", "title", "First", "minutes", 15));
    draft.put("areas", List.of(town.bayo.reads("areas").text("/items/0/slug")));
    draft.put("video_url", "https://video.example/room");
    draft.put("testimony_closes_at", ZonedDateTime.now(ZONE).plusDays(10).withHour(12).withMinute(0).truncatedTo(ChronoUnit.MINUTES).toInstant());
    var hearing = town.ines.drafts(draft);
    town.ines.notices(hearing);
    return hearing;
  }

  @Test
  void aCopyIsADraftWithTheSameAgenda() {
    var hearing = past("To be copied");
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "The room is taken.")).expect(200);
    var ear = town.bayo.follows("ashgrove");
    var start = Instant.now().plus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    var copy = town.ines.asks("hearings/" + hearing + "/copies", Map.of("starts_at", start)).expect(201);
    assertThat(copy.text("/status")).isEqualTo("draft");
    assertThat(copy.text("/video_url")).as("the way in of a cancelled one comes along").isEqualTo("https://video.example/room");
    var sheet = town.ines.reads("hearings/" + copy.text("/number"));
    assertThat(sheet.at("/items").findValuesAsText("number")).containsExactly("2.9", "2.10");
    assertThat(sheet.at("/items/0/minutes").asInt()).isEqualTo(15);
    assertThat(sheet.at("/hearing/areas").size()).isEqualTo(1);
    assertThat(sheet.has("/hearing/predecessor")).isFalse();
    town.bayo.reads("hearings/" + copy.text("/number")).refused(404, "missing");
    town.noor.asks("hearings/" + hearing + "/copies", Map.of("starts_at", start)).refused(403, "not_your_body");
    town.ines.notices(copy.at("/number").asLong());
    assertThat(ear.sees("HearingNoticed").getString("title")).isEqualTo("To be copied");
  }

  @Test
  void aSeriesKeepsItsHourAndItsWeekday() {
    var hearing = past("Monthly");
    var first = Instant.parse(town.bayo.reads("hearings/" + hearing).text("/hearing/starts_at")).atZone(ZONE);
    var items = town.ines.asks("hearings/" + hearing + "/repeat", Map.of("every", "month", "times", 12)).expect(201).at("/items");
    assertThat(items.size()).isEqualTo(12);
    items.forEach(item -> {
      var start = Instant.parse(item.get("starts_at").asText()).atZone(ZONE);
      assertThat(start.getHour()).isEqualTo(18);
      assertThat(start.getDayOfWeek()).isEqualTo(first.getDayOfWeek());
      var draft = town.ines.reads("hearings/" + item.get("number").asLong());
      assertThat(draft.text("/hearing/status")).isEqualTo("draft");
    });
    assertThat(town.ines.reads("hearings?when=draft&limit=100").at("/items").findValuesAsText("title")).contains("Monthly");
    assertThat(town.bayo.reads("hearings?when=draft&limit=100").at("/items").size()).isZero();
    assertThat(town.ines.asks("hearings/" + hearing + "/repeat", Map.of("every", "month", "times", 53)).expect(422).faults()).hasSize(1);
    town.ines.asks("hearings/" + hearing + "/repeat", Map.of("every", "year", "times", 1)).expect(422);
  }

  @Test
  void aDayOffIsNamed() {
    var monday = LocalDate.now(ZONE).plusDays(90).with(DayOfWeek.MONDAY);
    town.ada.asks("clocks/days", Map.of("date", monday.plusWeeks(1), "closed", true, "reason", "A feast")).expect(200);
    var hearing = town.ines.drafts(town.ines.draft("council", "On Mondays", monday.atTime(18, 0).atZone(ZONE).toInstant(), "Item"));
    var items = town.ines.asks("hearings/" + hearing + "/repeat", Map.of("every", "week", "times", 1)).expect(201).at("/items");
    assertThat(items.get(0).get("closed_by").asText()).isEqualTo("local");
  }

  @Test
  void withThePagesAlone() {
    Person ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var page = "/ashgrove/hearings/" + past("Next by the pages");
    var form = ines.onPage(page + "/copy", page + "/copy");
    assertThat(form.value("starts_at")).as("the same weekday of a month to come").contains("T18:00");
    var checked = form.pressing("check").comesBack(422, "Nothing was saved");
    assertThat(ines.page(checked.leadsTo()).expect(200).text()).contains("Next by the pages", "This is a draft");
    assertThat(ines.onPage(page + "/copy", page + "/repeat").with("every", "two_weeks").with("times", 0).comesBack(422, "How many times").with("times", 2).succeeds().text()).contains("Next by the pages");
  }
}
