package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lectern.bodies.Allotment;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingQueries;

/** What can be known about the speaker line: all of it, but for what speakers chose not to show. */
public final class QueueQueries {
  private QueueQueries() {}

  private static final int LONGEST = 500;

  /** The line of a hearing: who is at the microphone, who waits in what order, who was heard; {@code now} is the database's. */
  public record Line(long hearing, Slot current, List<Slot> waiting, List<Slot> heard, Instant now) {
    public Optional<Slot> atMicrophone() {
      return Optional.ofNullable(current);
    }
  }

  /** One speaker's own view: place, people ahead, and between how many seconds from now the turn may come. */
  public record OwnPlace(Hearing hearing, Slot slot, int ahead, Long earliest, Long latest, Instant now) {}

  static Future<Slot> one(SqlClient db, UUID id) {
    return db.preparedQuery(Slot.COLUMNS + "WHERE s.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "slot", Slot::from));
  }

  public static Query<Line> line(long number) {
    return (db, caller) -> HearingQueries.find(db, caller, number).compose(hearing -> line(db, hearing));
  }

  public static Future<Line> line(SqlClient db, Hearing hearing) {
    return db.preparedQuery(Slot.COLUMNS + """
            WHERE s.hearing = $1 AND s.status NOT IN ('withdrawn', 'rejected', 'ceded')
            ORDER BY i.ordinal, s.order_key
            LIMIT $2""")
        .execute(Tuple.of(hearing.id(), LONGEST))
        .compose(rows -> db.query("SELECT now() AS now").execute().map(clock -> {
          var slots = Rows.list(rows, Slot::from);
          return new Line(hearing.number(),
              slots.stream().filter(slot -> slot.status().atMicrophone()).findFirst().orElse(null),
              slots.stream().filter(slot -> slot.status().waiting()).toList(),
              slots.stream().filter(slot -> !slot.status().waiting() && !slot.status().atMicrophone()).toList(),
              Rows.instant(clock.iterator().next(), "now"));
        }));
  }

  /** The place in line behind a secret link. */
  public static Query<OwnPlace> own(String secret) {
    return (db, caller) -> db.preparedQuery("""
            SELECT s.id, h.number
            FROM slot s
            JOIN hearing h ON h.id = s.hearing
            WHERE s.jurisdiction = $1 AND s.secret_hash = $2""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "slot", row -> row))
        .compose(row -> HearingQueries.find(db, caller, row.getLong("number"))
            .compose(hearing -> line(db, hearing).compose(line -> one(db, row.getUUID("id")).map(slot -> own(hearing, line, slot)))));
  }

  private static OwnPlace own(Hearing hearing, Line line, Slot slot) {
    if (!slot.status().waiting()) return new OwnPlace(hearing, slot, 0, null, null, line.now());
    var ahead = ahead(line, slot);
    var wait = Allotment.untilTurn(ahead, turns(line));
    return new OwnPlace(hearing, slot, ahead.size(), wait.least().toSeconds(), wait.most().toSeconds(), line.now());
  }

  /** What everyone ahead may still use, in seconds, the present speaker's rest included. */
  private static List<Integer> ahead(Line line, Slot slot) {
    var ahead = new ArrayList<Integer>();
    line.atMicrophone().ifPresent(current -> ahead.add((int) Math.max(0, current.left(line.now()))));
    line.waiting().stream()
        .filter(other -> other.item().equals(slot.item()) && other.place() < slot.place())
        .forEach(other -> ahead.add(other.allotted()));
    return ahead;
  }

  private static List<Allotment.Turn> turns(Line line) {
    return line.heard().stream()
        .filter(slot -> slot.status() == SlotStatus.SPOKE)
        .map(slot -> new Allotment.Turn(slot.allotted(), (int) (slot.usedMs() / 1000)))
        .toList();
  }
}
