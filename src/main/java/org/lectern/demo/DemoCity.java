package org.lectern.demo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.lectern.areas.AreaCommands;
import org.lectern.areas.Catalogue;
import org.lectern.assessments.ProposalCommands;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.demo.Script.Line;
import org.lectern.oversight.CrossingCommands;
import org.lectern.people.PersonCommands;
import org.lectern.store.Database;
import org.lectern.testimony.Target;

/** Settles the fictional city of the demo, and keeps it looking alive when the demo is started again. */
public final class DemoCity {
  private DemoCity() {}

  /** Its slug: {@code web.Settings.DEMO_PLACE} says the same. */
  static final String SLUG = "marlow";

  static final Caller NOBODY = Caller.system(Jurisdiction.INSTALLATION, "web");
  /** As many hearings are to come. */
  static final int AHEAD = 4;

  /**
   * Founds Marlow and fills it, unless it is there; the answer is whether it did. Before the service starts: the record is
   * rewritten at the end of it.
   *
   * @param ownerUrl of a role that owns the tables and is above their row policies; of the demo's own database, no other
   * @param say told one line before each step that takes a while
   */
  public static Future<Boolean> settle(Database database, Secrets secrets, String ownerUrl, Consumer<String> say) {
    return apart(() -> {
      var founded = Story.ask(database, NOBODY, founded());
      if (founded.isEmpty()) return settleNow(database, secrets, ownerUrl, say);
      if (founded.get().isAfter(Instant.now().minus(300, ChronoUnit.DAYS))) {
        throw new IllegalStateException("The city of the demo was left half built. Delete the demo's data directory and start again.");
      }
      return false;
    });
  }

  /** When Marlow was founded as told; it is told last of all, so a recent date means that the settling broke off. */
  private static Query<Optional<Instant>> founded() {
    return (db, caller) -> db.preparedQuery("SELECT created_at FROM jurisdiction WHERE slug = $1")
        .execute(Tuple.of(SLUG))
        .map(rows -> Rows.maybe(rows, row -> Rows.instant(row, "created_at")));
  }

  /** Sees to it that a hearing is live and that some are to come. At each start of the demo, before the service starts. */
  public static Future<Void> freshen(Database database, Secrets secrets, String ownerUrl, Consumer<String> say) {
    return apart(() -> {
      var place = Story.ask(database, NOBODY, place());
      if (place.isPresent()) new Freshening(database, secrets, ownerUrl, place.get()).freshen(say);
      return null;
    });
  }

  static Query<Optional<Jurisdiction>> place() {
    return (db, caller) -> BodyQueries.jurisdiction(db, SLUG);
  }

  /** Stories block, so they are played on a thread of their own. */
  private static <T> Future<T> apart(Callable<T> work) {
    var promise = Promise.<T>promise();
    var thread = new Thread(() -> {
      try {
        promise.complete(work.call());
      } catch (Exception | Error failure) {
        promise.fail(failure);
      }
    }, "demo-city");
    thread.setDaemon(true);
    thread.start();
    return promise.future();
  }

  private static boolean settleNow(Database database, Secrets secrets, String ownerUrl, Consumer<String> say) {
    say.accept("Settling the city of Marlow: its people, its hearings, what they said (a few seconds)");
    var now = Instant.now();
    var script = Script.read();
    var story = new Story(database, now.minus(402, ChronoUnit.DAYS), 0);
    var cast = found(story, script, now.minus(401, ChronoUnit.DAYS));
    var dice = new Random(184_000);
    var voices = new Voices(story, cast, secrets, Script.names(), dice, now);
    var hearings = new HearingScenes(story, cast, voices, secrets, dice, now);
    var actions = new ActionScenes(story, cast, hearings, voices, now);
    plan(script, hearings, actions, voices, now, cast.place().zone());
    AuditScenes.plan(story, cast.place(), now);
    new PolicyScenes(story, cast, hearings, voices, ownerUrl, now).plan(Script.policies());
    new ModerationScenes(story, cast, secrets, now).plan(() -> Target.hearing(hearings.numbers.get(script.live().get(0).key()), null));
    var words = new TestimonyScenes(story, cast, hearings, voices, secrets);
    script.past().values().forEach(words::after);
    words.before(script.coming().get(0), now.minus(script.coming().get(0).noticed(), ChronoUnit.DAYS), now);
    new WorksheetScenes(story, cast, now).plan(Script.worksheets());
    new OversightScenes(story, cast, actions).plan();
    story.play();
    Retelling.tell(ownerUrl, cast.place(), story, hearings.starts);
    story.tell(Instant.now(), Caller.system(cast.place(), "clock"), CrossingCommands.recordCrossings());
    story.tell(Instant.now(), Caller.system(cast.place(), "clock"), ProposalCommands.readOn());
    WorksheetScenes.settleNeighbours(database, Script.worksheets());
    Shelves.fill(story, cast, script);
    return true;
  }

  /** The place, its bodies, its people with their offices, its areas. */
  private static Cast found(Story story, Script script, Instant when) {
    var id = Ids.next();
    var founding = script.place();
    var place = new Jurisdiction(id, founding.slug(), founding.name(), founding.kind(), founding.ocdId(), ZoneId.of(founding.zone()),
        founding.languages(), founding.population(), founding.profile(), 1, Set.of());
    var system = Caller.system(place, "cli");
    story.tell(when, system, BodyCommands.found(id, founding));
    for (var body : script.bodies()) story.tell(when.plusSeconds(900), system, BodyCommands.establish(body));
    for (var player : script.people()) {
      if (player.role() == null) continue;
      for (var body : player.bodies()) {
        story.tell(when.plus(2, ChronoUnit.DAYS), system, PersonCommands.grant(
            new PersonCommands.Granting(player.key() + Cast.DOMAIN, player.name(), player.role(), body.equals("*") ? null : body, null)));
      }
    }
    Chamber.seat(story, when.plus(2, ChronoUnit.DAYS), system, script.seated());
    story.tell(when.plus(3, ChronoUnit.DAYS), system, (tx, caller) -> PersonCommands.person(tx, "resident" + Cast.DOMAIN, "Rosa Lindqvist")
        .map(person -> org.lectern.core.Change.of(person)));
    story.tell(when.plus(9, ChronoUnit.DAYS), system, AreaCommands.adopt(Catalogue.starter()));
    return story.ask(system, (db, caller) -> Cast.of(db, place));
  }

  private static void plan(Script script, HearingScenes hearings, ActionScenes actions, Voices voices, Instant now, ZoneId zone) {
    var testimony = Script.testimony();
    script.past().forEach((key, scene) -> hearings.past(scene, testimony.get(key), testimony.getOrDefault(key + Script.LETTERS, List.of())));
    var live = script.live().get(0);
    hearings.live(live, testimony.get(live.key()), now.minus(6, ChronoUnit.DAYS), now.minus(52, ChronoUnit.MINUTES), true);
    hearings.approved(script.scene("crisis"), live);
    for (var scene : script.coming().subList(0, AHEAD)) {
      hearings.coming(scene, hearings.start(scene), now.minus(scene.noticed(), ChronoUnit.DAYS), testimony.getOrDefault(scene.key(), List.of()));
    }
    hearings.coming(script.today(), halfHour(now.plus(150, ChronoUnit.MINUTES)), now.minus(3, ChronoUnit.HOURS), testimony.get(script.today().key()));
    var cancelled = script.cancelled();
    hearings.cancelled(cancelled, hearings.start(cancelled), now.minus(12, ChronoUnit.DAYS), now.minus(5, ChronoUnit.DAYS));
    hearings.drafted(script.draft(), hearings.start(script.draft()), now.minus(2, ChronoUnit.DAYS));
    script.actions().forEach(actions::plan);
    sections(testimony, "area ").forEach((slug, lines) -> voices.write(slug, () -> Target.area(slug), lines,
        now.minus(170, ChronoUnit.DAYS), now.minus(1, ChronoUnit.DAYS), Duration.ZERO));
    sections(testimony, "action ").forEach((key, lines) -> voices.write(key, () -> Target.action(actions.numbers.get(key)), lines,
        actions.at(-60, 0), now.minus(2, ChronoUnit.DAYS), Duration.ZERO));
  }

  private static Map<String, List<Line>> sections(Map<String, List<Line>> testimony, String kind) {
    var sections = new java.util.LinkedHashMap<String, List<Line>>();
    testimony.forEach((key, lines) -> {
      if (key.startsWith(kind)) sections.put(key.substring(kind.length()), lines);
    });
    return sections;
  }

  static Instant halfHour(Instant after) {
    return after.truncatedTo(ChronoUnit.HOURS).plus(after.atZone(ZoneId.of("UTC")).getMinute() < 30 ? 30 : 60, ChronoUnit.MINUTES);
  }
}
