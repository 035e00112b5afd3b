package org.lectern.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.demo.Script.Line;
import org.lectern.queue.QueueCommands;
import org.lectern.queue.SignUp;
import org.lectern.queue.SlotCommands;
import org.lectern.store.Database;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyCommands;
import org.lectern.testimony.TestimonyCommands.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the line of Marlow's live hearing move by itself, so that whoever looks in sees a hearing and not a photograph. Keeps
 * its hands off a hearing for good as soon as a clerk or chair acts on it, and is done after {@value #MOST} acts.
 */
public final class DemoLife {

  private static final Logger LOG = LoggerFactory.getLogger(DemoLife.class);
  static final int MOST = 200;
  private static final long TURN_MILLIS = 45_000;
  private static final long WALK_MILLIS = 7_000;
  private static final int LINE = 7;
  /** Whoever is called can also begin and finish. */
  private static final int RESERVE = 3;

  /** The hearing as it stands: who is at the microphone (a slot's status, or null) and how many wait. */
  private record Scene(long number, String microphone, int waiting) {
    static Scene from(Row row) {
      return new Scene(row.getLong("number"), row.getString("microphone"), row.getInteger("waiting"));
    }
  }

  private final Vertx vertx;
  private final Database database;
  private final Secrets secrets;
  private final Random dice = new Random();
  private final Iterator<String> names = Script.names();
  private final List<Line> lines = Script.testimony().get("life");
  private final Instant since = Instant.now();
  private Jurisdiction place;
  private boolean busy;
  private int acts;
  private int turns;
  private long timer = -1;
  private long walk = -1;

  private DemoLife(Vertx vertx, Database database, Secrets secrets) {
    this.vertx = vertx;
    this.database = database;
    this.secrets = secrets;
    for (var i = dice.nextInt(100); i > 0; i--) names.next();
  }

  /** After the service has started. A place without Marlow has no such life. */
  public static DemoLife start(Vertx vertx, Database database, Secrets secrets) {
    var life = new DemoLife(vertx, database, secrets);
    life.timer = vertx.setPeriodic(TURN_MILLIS / 2, TURN_MILLIS, tick -> life.turn().onFailure(DemoLife::missed));
    return life;
  }

  /** For whoever turns the pages by hand. */
  static DemoLife still(Vertx vertx, Database database, Secrets secrets) {
    return new DemoLife(vertx, database, secrets);
  }

  public void stop() {
    vertx.cancelTimer(timer);
    vertx.cancelTimer(walk);
    acts = MOST;
  }

  private static void missed(Throwable failure) {
    LOG.debug("The demo's hearing did not move: {}", failure.toString());
  }

  int acts() {
    return acts;
  }

  /** The speaker finishes, the next is called and in a moment begins, somebody joins the line, now and then somebody writes. */
  Future<Void> turn() {
    if (busy || acts >= MOST) return Future.succeededFuture();
    busy = true;
    turns++;
    return scene()
        .compose(scene -> scene.isEmpty() ? Future.<Void>succeededFuture() : turn(scene.get()))
        .onComplete(done -> busy = false);
  }

  private Future<Void> turn(Scene scene) {
    var keeper = Caller.system(place, "clock");
    var free = scene.microphone == null ? Future.<Void>succeededFuture()
        : scene.microphone.equals("called") ? act(keeper, QueueCommands.start(scene.number))
        : act(keeper, QueueCommands.finish(scene.number));
    return free
        .compose(spoke -> "called".equals(scene.microphone) || scene.waiting == 0 || acts > MOST - RESERVE ? Future.<Void>succeededFuture()
            : act(keeper, QueueCommands.callNext(scene.number)).onSuccess(called -> walk = vertx.setTimer(WALK_MILLIS, there -> begin().onFailure(DemoLife::missed))))
        .compose(called -> scene.waiting < LINE && acts < MOST - RESERVE ? act(Caller.visitor(place), signUp(scene)) : Future.succeededFuture())
        .compose(joined -> turns % 3 == 0 && acts < MOST - RESERVE ? act(Caller.visitor(place), testimony(scene)) : Future.succeededFuture());
  }

  /** The one who was called is at the microphone now, unless a human saw to it meanwhile. */
  Future<Void> begin() {
    return scene().compose(scene -> scene.isPresent() && "called".equals(scene.get().microphone)
        ? act(Caller.system(place, "clock"), QueueCommands.start(scene.get().number))
        : Future.succeededFuture());
  }

  private Future<Void> act(Caller caller, Command<?> command) {
    if (acts >= MOST) return Future.succeededFuture();
    acts++;
    return database.write(caller, command).mapEmpty();
  }

  /** The live hearing whose item is open for comment and on which no clerk or chair has acted since this began. */
  private Future<Optional<Scene>> scene() {
    return there().compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.<Scene>empty())
        : database.read(Caller.system(place, "clock"), (db, caller) -> db.preparedQuery("""
            SELECT h.number,
              (SELECT s.status FROM slot s WHERE s.hearing = h.id AND s.status IN ('called', 'speaking', 'paused') ORDER BY s.status = 'called' LIMIT 1) AS microphone,
              (SELECT count(*)::int FROM slot s WHERE s.item = i.id AND s.status IN ('confirmed', 'checked_in')) AS waiting
            FROM hearing h
            JOIN agenda_item i ON i.hearing = h.id AND i.status = 'comment'
            WHERE h.jurisdiction = $1 AND h.status = 'live'
              AND NOT EXISTS (
                SELECT FROM journal j
                WHERE j.jurisdiction = h.jurisdiction AND j.topics @> ARRAY['hearings/' || h.number] AND j.at >= $2 AND j.actor IS NOT NULL
                  AND EXISTS (SELECT FROM role_grant g WHERE g.person = j.actor AND g.role IN ('clerk', 'chair')))
            ORDER BY h.number DESC
            LIMIT 1""")
        .execute(Tuple.of(place.id(), Rows.at(since)))
        .map(rows -> Rows.maybe(rows, Scene::from))));
  }

  private Future<Optional<Jurisdiction>> there() {
    if (place != null) return Future.succeededFuture(Optional.of(place));
    return database.read(DemoCity.NOBODY, DemoCity.place()).onSuccess(found -> place = found.orElse(null));
  }

  private Command<?> signUp(Scene scene) {
    var mode = List.of("room", "room", "room", "phone", "video").get(dice.nextInt(5));
    return SlotCommands.signUp(scene.number, new SignUp(null, dice.nextInt(8) == 0 ? null : names.next(), null, mode, null, "en", "none"), secrets);
  }

  private Command<?> testimony(Scene scene) {
    var line = lines.get(turns / 3 % lines.size());
    var name = line.name() != null ? line.name() : names.next();
    return TestimonyCommands.submit(Target.hearing(scene.number, null),
        new Words(null, line.text(), line.privacy(), name, null, line.position(), line.language(), null, null), secrets);
  }
}
