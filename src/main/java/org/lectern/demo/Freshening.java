package org.lectern.demo;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.demo.Script.Scene;
import org.lectern.store.Database;

/**
 * What happened in Marlow while the demo was off: a hearing that nobody went on with has ended, days that passed are gone,
 * another hearing is under way, and there are always some to come. What a visitor of the demo does is left alone.
 */
final class Freshening {

  private static final Duration QUIET = Duration.ofMinutes(10);

  /** A hearing in session. {@code latest} is its newest entry, {@code human} whether a visitor of the demo ran it lately. */
  private record Running(long number, boolean recessed, Instant latest, boolean human, String speaking, Integer open) {
    static Running from(Row row) {
      return new Running(row.getLong("number"), row.getString("status").equals("recessed"), Rows.instant(row, "latest"), row.getBoolean("human"),
          row.getString("speaking"), row.getInteger("open"));
    }

    boolean forgotten(Instant now) {
      return !human && latest.isBefore(now.minus(QUIET));
    }
  }

  private record End(Instant at, long seq) {}

  /** A hearing of the script that was noticed. */
  private record Ahead(long number, String title, Instant starts) {}

  private final Database database;
  private final Secrets secrets;
  private final String ownerUrl;
  private final Jurisdiction place;
  private final Caller asker;
  private final Instant now = Instant.now();
  private final Script script = Script.read();
  private Story story;
  private HearingScenes hearings;

  Freshening(Database database, Secrets secrets, String ownerUrl, Jurisdiction place) {
    this.database = database;
    this.secrets = secrets;
    this.ownerUrl = ownerUrl;
    this.place = place;
    this.asker = Caller.system(place, "clock");
  }

  /** Where the record leaves no room for a while past, the acts keep their order and follow each other closely. */
  void freshen(Consumer<String> say) {
    story = new Story(database, Instant.EPOCH, 0);
    var end = end();
    story = new Story(database, end.at, end.seq);
    var cast = story.ask(asker, (db, caller) -> Cast.of(db, place));
    var dice = new Random(end.seq);
    var names = Script.names();
    for (var i = dice.nextInt(80); i > 0; i--) names.next();
    var voices = new Voices(story, cast, secrets, names, dice, now);
    hearings = new HearingScenes(story, cast, voices, secrets, dice, now);
    var running = running(cast);
    var from = earlier(clear(running, end.at), now.minus(QUIET));
    if (running.stream().allMatch(hearing -> hearing.forgotten(now))) open(from);
    ahead(from);
    story.play();
    if (story.told().isEmpty()) return;
    say.accept("Bringing the city of Marlow up to this hour");
    Retelling.tell(ownerUrl, place, story, hearings.starts);
  }

  private End end() {
    return story.ask(asker, (db, caller) -> db.preparedQuery("""
            SELECT max(at) AS at, max(seq) AS seq
            FROM (SELECT at, seq FROM journal WHERE jurisdiction = $1 ORDER BY seq DESC LIMIT 200) AS newest""")
        .execute(Tuple.of(place.id()))
        .map(rows -> Rows.one(rows, "record", row -> new End(Rows.instant(row, "at"), row.getLong("seq")))));
  }

  private List<Running> running(Cast cast) {
    return story.ask(asker, (db, caller) -> db.preparedQuery("""
            SELECT h.number, h.status,
              (SELECT max(j.at) FROM journal j WHERE j.jurisdiction = h.jurisdiction AND j.topics @> ARRAY['hearings/' || h.number]) AS latest,
              EXISTS (SELECT FROM journal j
                WHERE j.jurisdiction = h.jurisdiction AND j.topics @> ARRAY['hearings/' || h.number] AND j.actor <> $2
                  AND j.at > now() - interval '12 hours'
                  AND EXISTS (SELECT FROM role_grant g WHERE g.person = j.actor AND g.role IN ('clerk', 'chair'))) AS human,
              (SELECT s.status FROM slot s WHERE s.hearing = h.id AND s.status IN ('called', 'speaking', 'paused') LIMIT 1) AS speaking,
              (SELECT i.ordinal FROM agenda_item i WHERE i.hearing = h.id AND i.status IN ('called', 'comment', 'deliberation')) AS open
            FROM hearing h
            WHERE h.jurisdiction = $1 AND h.status IN ('live', 'recessed')
            ORDER BY h.number""")
        .execute(Tuple.of(place.id(), cast.id("clerk2")))
        .map(rows -> Rows.list(rows, Running::from)));
  }

  /** Ends what was forgotten, soon after the last that was heard of it; the answer is from when on there is room to tell more. */
  private Instant clear(List<Running> running, Instant end) {
    var from = end.plusMillis(1);
    for (var hearing : running) {
      if (!hearing.forgotten(now)) continue;
      hearings.end(hearing.number, hearing.speaking, hearing.recessed, hearing.open, from);
      from = from.plusSeconds(180);
    }
    return from;
  }

  private void open(Instant from) {
    var scene = script.live().stream().min(Comparator.comparing(this::held)).orElseThrow();
    var noticed = later(now.minus(6, ChronoUnit.DAYS), between(from, now, 0.05));
    var opened = later(now.minus(52, ChronoUnit.MINUTES), between(noticed, now, 0.4));
    hearings.live(scene, Script.testimony().get(scene.key()), noticed, opened, true);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant between(Instant from, Instant to, double share) {
    return from.plusMillis((long) (Duration.between(from, to).toMillis() * share));
  }

  private long held(Scene scene) {
    return story.ask(asker, (db, caller) -> db.preparedQuery("SELECT count(*) AS n FROM hearing WHERE jurisdiction = $1 AND title = $2")
        .execute(Tuple.of(place.id(), scene.title()))
        .map(rows -> rows.iterator().next().getLong("n")));
  }

  /** Hearings of the script whose day has passed are called off; new ones are noticed until there are enough to come. */
  private void ahead(Instant from) {
    var noticed = noticed();
    for (var hearing : noticed) {
      if (hearing.starts.isBefore(now.minus(1, ChronoUnit.DAYS))) hearings.missed(hearing.number, later(hearing.starts.minus(2, ChronoUnit.HOURS), from));
    }
    var coming = noticed.stream().filter(hearing -> hearing.starts.isAfter(now.plus(12, ChronoUnit.HOURS))).toList();
    var titles = new HashSet<>(coming.stream().map(Ahead::title).toList());
    var day = coming.stream().map(hearing -> day(hearing.starts)).max(Comparator.naturalOrder()).orElse(day(now));
    var missing = DemoCity.AHEAD - coming.size();
    for (var scene : script.coming()) {
      if (missing <= 0 || !titles.add(scene.title())) continue;
      missing--;
      day = day.plusDays(6);
      hearings.coming(scene, hearings.start(day, scene), between(from, now, 0.5), List.of());
    }
  }

  private LocalDate day(Instant at) {
    return at.atZone(place.zone()).toLocalDate();
  }

  private List<Ahead> noticed() {
    var titles = java.util.stream.Stream.concat(script.coming().stream(), java.util.stream.Stream.of(script.today())).map(Scene::title).toArray(String[]::new);
    return story.ask(asker, (db, caller) -> db.preparedQuery("""
            SELECT number, title, starts_at
            FROM hearing
            WHERE jurisdiction = $1 AND status = 'noticed' AND title = ANY ($2)
            ORDER BY starts_at
            LIMIT 100""")
        .execute(Tuple.of(place.id(), (Object) titles))
        .map(rows -> Rows.list(rows, row -> new Ahead(row.getLong("number"), row.getString("title"), Rows.instant(row, "starts_at")))));
  }
}
