package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Ada sets Ashgrove's own clocks and closed days; what was noticed keeps its version, and papers that come late say so. */
class APlaceKeepsItsClocks extends Story {

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private static Instant in(long hours) {
    return Instant.now().plus(hours, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
  }

  @Test
  void stricterThanTheLawAndNeverLaxer() {
    var before = town.ines.drafts(town.ines.draft("council", "Noticed before", in(80), "Item"));
    town.ines.notices(before);
    var ear = town.bayo.follows("ashgrove/place");
    assertThat(town.ada.asks("clocks", Map.of("regular", 71, "reason", "Laxer than the law")).expect(422).faults()).containsExactly("/regular below_the_preset");
    var set = town.ada.asks("clocks", Map.of("regular", 96, "materials_hours", 200, "allotment_seconds", 120, "reason", "Resolution 12")).expect(200);
    var version = set.at("/version").asInt();
    assertThat(version).isGreaterThanOrEqualTo(1001);
    assertThat(ear.sees("ClocksSet").getString("reason")).isEqualTo("Resolution 12");

    var short80 = town.ines.drafts(town.ines.draft("council", "Too short now", in(80), "Item"));
    assertThat(town.ines.asks("hearings/" + short80 + "/notice", Map.of()).expect(422).faults()).containsExactly("/starts_at too_late_to_notice");
    var after = town.ines.drafts(town.ines.draft("council", "Noticed after", in(120), "Item"));
    town.ines.notices(after);
    var sheet = town.bayo.reads("hearings/" + after);
    assertThat(sheet.at("/certificate/profile_version").asInt()).isEqualTo(version);
    assertThat(sheet.at("/hearing/allotment").asInt()).isEqualTo(120);
    assertThat(town.bayo.reads("hearings/" + before).at("/certificate/profile_version").asInt()).isLessThan(version);
    assertThat(town.ada.asks("clocks", Map.of("reason", "Back to the preset")).expect(200).at("/version").asInt()).isEqualTo(version + 1);
    assertThat(town.ines.asks("hearings/" + after + "/reschedule", Map.of("starts_at", in(80), "reason", "Sooner")).expect(422).faults()).as("by its own version").containsExactly("/starts_at too_late_to_notice");
    town.ines.asks("hearings/" + before + "/reschedule", Map.of("starts_at", in(76), "reason", "Sooner")).expect(200);
    town.bayo.signsUp(after, 1);

    assertThat(town.ines.asks("hearings/" + after + "/materials", Map.of("title", "Late paper", "url", "https://city.example/a.pdf", "item", 1)).expect(201).at("/late").asBoolean()).isTrue();
    assertThat(town.ines.asks("hearings/" + before + "/materials", Map.of("title", "Timely paper", "url", "https://city.example/b.pdf")).expect(201).at("/late").asBoolean()).isFalse();
    assertThat(town.ines.asks("hearings/" + after + "/materials", Map.of("title", "x", "url", "https://city.example/c.pdf", "item", 9)).expect(422).faults()).containsExactly("/item item_unknown");
    assertThat(town.ines.asks("hearings/" + after + "/materials", Map.of("title", "x", "url", "javascript:alert(1)")).expect(422).faults()).hasSize(1);
    town.ines.asks("hearings/" + short80 + "/materials", Map.of("title", "x", "url", "https://city.example/d.pdf")).refused(409, "notice_first");
    var page = town.stranger().page("/ashgrove/hearings/" + after).text();
    assertThat(page).contains("Late paper", "Came late");
    assertThat(town.stranger().page("/ashgrove/hearings/" + before).text()).contains("Timely paper").doesNotContain("Came late");
    var proof = town.stranger().page("/ashgrove/hearings/" + after + "/certificate").expect(200).text();
    assertThat(proof).contains("CA " + version, "96 hours of elapsed time before that", "print-button");
    assertThat(town.bayo.reads("hearings/" + before + "/certificates").expect(200).at("/items").findValuesAsText("serial")).containsExactly("2", "1");
    assertThat(town.stranger().page("/ashgrove/clocks?lang=es").expect(200).text()).contains("Resolution 12", "Acción de Gracias");
  }

  @Test
  void theCalendarIsThePlacesOwn() {
    var monday = LocalDate.now(ZONE).plusDays(200).with(DayOfWeek.MONDAY).plusWeeks(1);
    town.ada.asks("clocks/days", Map.of("date", monday, "closed", true, "reason", "A local feast")).expect(200);
    assertThat(town.bayo.reads("clocks").at("/closed").findValuesAsText("date")).contains(monday.toString());
    town.ada.asks("clocks/days", Map.of("date", monday, "closed", true, "reason", "Once more")).refused(409, "day_is_so_already");
    town.ada.asks("clocks/days", Map.of("date", monday, "closed", false, "reason", "Not this year")).expect(200);
    assertThat(town.bayo.reads("clocks").at("/closed").findValuesAsText("date")).doesNotContain(monday.toString());
    for (var odd : List.of(monday.minusDays(1), LocalDate.of(1999, 1, 4))) town.ada.asks("clocks/days", Map.of("date", odd, "closed", true, "reason", "Odd")).expect(422);
    town.ines.asks("clocks/days", Map.of("date", monday, "closed", true, "reason", "A clerk")).refused(403, "not_your_role");
  }

  @Test
  void withThePagesAlone() {
    Person ada = town.person("ashgrove", "Ada");
    Person ines = town.person("ashgrove", "Ines");
    ada.signsInAtThePage();
    ines.signsInAtThePage();
    ada.onPage("/ashgrove/clocks", "/ashgrove/clocks").with("special", 12).with("reason", "Too bold").comesBack(422, "Set that or more").with("special", 36).succeeds();
    var day = LocalDate.now(ZONE).plusDays(300).with(DayOfWeek.TUESDAY).toString();
    ada.onPage("/ashgrove/clocks", "/ashgrove/clocks/days").with("date", day).with("closed", "true").comesBack(422, "Fill this in").with("reason", "A feast").succeeds();
    assertThat(town.bayo.reads("clocks").text()).contains(day);
    assertThat(town.stranger().page("/ashgrove/clocks").text()).doesNotContain("<form class=\"form\"");
    var hearing = town.ines.drafts(town.ines.draft("council", "Papers by the pages", in(500), "Item"));
    town.ines.notices(hearing);
    var page = "/ashgrove/hearings/" + hearing;
    ines.onPage(page, page + "/materials").with("title", "The budget").comesBack(422, "Fill this in").with("url", "https://city.example/budget.pdf").with("item", 1).succeeds();
    assertThat(town.stranger().page(page).text()).contains("The budget", "https://city.example/budget.pdf");
  }
}
