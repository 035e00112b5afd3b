package org.lectern.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lectern.areas.AreaCommands;
import org.lectern.areas.Catalogue;
import org.lectern.assessments.Answer;
import org.lectern.assessments.AnswerChallenges;
import org.lectern.assessments.AssessmentCommands;
import org.lectern.assessments.AssessmentCommands.Answering;
import org.lectern.assessments.ImportCommands;
import org.lectern.assessments.ImportCommands.Brought;
import org.lectern.assessments.ImportCommands.Given;
import org.lectern.assessments.PublishingCommands;
import org.lectern.bodies.BodyCommands;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Role;
import org.lectern.store.Database;

/** Where Marlow's policies stand, what residents ask about that, and two places to compare with. */
final class WorksheetScenes {

  private final Story story;
  private final Cast cast;
  private final Instant now;
  private final Map<String, Integer> versions = new HashMap<>();

  WorksheetScenes(Story story, Cast cast, Instant now) {
    this.story = story;
    this.cast = cast;
    this.now = now;
  }

  void plan(JsonNode script) {
    script.get("sheets").forEach(this::sheet);
    script.get("requests").forEach(request -> at(request.get("day").asInt(), 3, when -> story.tell(when, member(), AnswerChallenges.request(
        request.get("area").asText(), new AnswerChallenges.Requesting(request.get("body").asText(), request.get("criterion").asText(), request.get("reason").asText())))));
  }

  private void sheet(JsonNode sheet) {
    var area = sheet.get("area").asText();
    var key = sheet.get("key").asText();
    var day = sheet.get("day").asInt();
    at(day, 0, when -> versions.put(key, story.tell(when, member(), AssessmentCommands.start(area,
        new AssessmentCommands.Starting(sheet.get("body").asText(), text(sheet, "agency"), text(sheet, "as_of")))).version()));
    sheet.get("answers").properties().forEach(answer -> at(day, 1, when -> story.tell(when, member(),
        AssessmentCommands.answer(area, versions.get(key), answering(answer.getKey(), answer.getValue(), sheet.get("manual").asText())))));
    at(day, 2, when -> story.tell(when, member(), AssessmentCommands.submit(area, versions.get(key))));
    at(day + 2, 3, when -> story.tell(when, cast.as("member2", Role.MEMBER), AssessmentCommands.pass(area, versions.get(key))));
    if (sheet.has("open")) return;
    if (sheet.has("reply")) {
      var liaison = text(sheet, "agency").equals("police") ? "agency" : "responder";
      at(day + 6, 4, when -> story.tell(when, cast.as(liaison, Role.LIAISON), PublishingCommands.reply(area, versions.get(key), new PublishingCommands.Replying(null, sheet.get("reply").asText(), null))));
    }
    at(day + 8, 5, when -> story.tell(when, cast.as("chair", Role.CHAIR), PublishingCommands.publish(area, versions.get(key))));
    if (sheet.has("challenges")) sheet.get("challenges").forEach(challenge -> challenge(area, key, challenge));
  }

  private void challenge(String area, String key, JsonNode challenge) {
    var number = new int[1];
    at(challenge.get("day").asInt(), 6, when -> number[0] = story.tell(when, cast.visitor("web"), AnswerChallenges.challenge(area, versions.get(key),
        new AnswerChallenges.Challenging(challenge.get("criterion").asText(), challenge.get("text").asText(), challenge.get("url").asText(), text(challenge, "quote"), text(challenge, "name")))).challenge());
    if (challenge.has("kept")) at(challenge.get("kept").asInt(), 2, when -> story.tell(when, cast.as("chair", Role.CHAIR),
        AnswerChallenges.keep(area, versions.get(key), number[0], new AssessmentCommands.Reason(challenge.get("reason").asText()))));
  }

  private Caller member() {
    return cast.as("member", Role.MEMBER);
  }

  private static String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.get(field).asText() : null;
  }

  /** In office hours of that day, later for later steps. */
  private void at(int day, int nth, java.util.function.Consumer<Instant> act) {
    var when = now.atZone(cast.place().zone()).toLocalDate().plusDays(day).atTime(10 + nth, 7 * nth % 60).atZone(cast.place().zone()).toInstant();
    story.plan(when, () -> act.accept(when));
  }

  private static Answering answering(String criterion, JsonNode said, String manual) {
    var answer = answer(said);
    var quote = said.size() > 1 && !said.get(1).isNull() ? said.get(1).asText() : null;
    return new Answering(criterion, answer, quote == null ? null : manual + "#" + criterion, quote, null, said.size() > 2 ? said.get(2).asText() : null, null);
  }

  /** YAML takes a bare yes and no for booleans. */
  private static Answer answer(JsonNode said) {
    if (said.get(0).isBoolean()) return said.get(0).asBoolean() ? Answer.YES : Answer.NO;
    return Answer.valueOf(said.get(0).asText().toUpperCase(Locale.ROOT));
  }

  /** The two other places; they have no story of their own, only what their policies say. */
  static void settleNeighbours(Database database, JsonNode script) {
    for (var beside : script.get("beside")) {
      var id = Ids.next();
      var place = new Jurisdiction(id, beside.get("slug").asText(), beside.get("name").asText(), "city", null, ZoneId.of("America/New_York"), List.of("en"),
          beside.get("population").asInt(), "generic", 1, Set.of());
      var caller = Caller.system(place, "import");
      Story.write(database, caller, BodyCommands.found(id, new BodyCommands.Founding(place.slug(), place.name(), place.kind(), null, "America/New_York", List.of("en"), place.population(), "generic")));
      var areas = new ArrayList<String>();
      beside.get("sheets").fieldNames().forEachRemaining(areas::add);
      Story.write(database, caller, AreaCommands.adopt(Catalogue.starter(), areas));
      beside.get("sheets").properties().forEach(sheet -> Story.write(database, caller, ImportCommands.bring(brought(place, sheet.getKey(), sheet.getValue(), beside.get("manual").asText()))));
    }
  }

  private static Brought brought(Jurisdiction place, String area, JsonNode sheet, String manual) {
    var given = new ArrayList<Given>();
    sheet.properties().forEach(said -> {
      if (said.getKey().equals("as_of")) return;
      var quote = said.getValue().size() > 1 ? said.getValue().get(1).asText() : null;
      given.add(new Given(said.getKey(), answer(said.getValue()), quote == null ? null : manual + "#" + said.getKey(), quote, null, null, List.of()));
    });
    return new Brought(area, "marlow-county-library", place.name(), "Policy shelf of the Marlow County Law Library", "https://library.example/policies", text(sheet, "as_of"), null, given);
  }
}
