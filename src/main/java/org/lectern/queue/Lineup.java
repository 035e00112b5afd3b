package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Event;
import org.lectern.core.Rows;

/** The rows of a line kept in the order of its rule: after every change of who waits, and nowhere else. */
final class Lineup {
  private Lineup() {}

  /** Somebody who waits, as the rows have it. */
  private record Waiting(UUID id, Order.Entrant entrant, long key, Double moved, boolean waitlisted, OrderReason reason) {
    double stands() {
      return moved == null ? key : moved;
    }

    Waiting at(Order.Stand stand) {
      return stand == null ? this : new Waiting(id, entrant, stand.key(), moved, waitlisted, stand.reason());
    }

    Waiting movedTo(double there) {
      return new Waiting(id, entrant, key, there, waitlisted, reason);
    }
  }

  private record Facts(OrderRule rule, Integer cap, int taken, Order.SoFar soFar) {}

  /**
   * One change of a line at a time: whoever comes by a secret link holds the hearing with a key share, the clerk holds it
   * altogether (the claim), and then both wait for the same lock.
   */
  static Future<Void> enter(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("SELECT 1 FROM hearing WHERE id = $1 FOR KEY SHARE")
        .execute(Tuple.of(hearing))
        .compose(held -> tx.preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 1))").execute(Tuple.of(hearing.toString())))
        .mapEmpty();
  }

  /**
   * The line anew after somebody left or came: whoever moves up from the waitlist is an event, and whoever has somebody put
   * ahead counts it, so that they can be told. {@code fresh} are those who were not in line before.
   */
  static Future<List<Event>> settle(SqlConnection tx, long hearing, UUID item, Set<Integer> fresh) {
    return facts(tx, item).compose(facts -> promote(tx, hearing, item, facts)
        .compose(promoted -> waiting(tx, item)
            .compose(before -> {
              var after = arranged(facts, before);
              return write(tx, before, after, fresh);
            })
            .map(promoted)));
  }

  private static Future<Facts> facts(SqlConnection tx, UUID item) {
    return tx.preparedQuery("""
            SELECT coalesce(i.order_rule, h.order_rule) AS order_rule, coalesce(i.speaker_cap, h.speaker_cap) AS speaker_cap,
              EXISTS (SELECT FROM lottery l WHERE l.item = i.id AND l.drawn_at IS NOT NULL) AS drawn,
              (SELECT count(*)::int FROM slot s WHERE s.item = i.id AND s.status IN ('confirmed', 'checked_in', 'called', 'speaking', 'paused', 'spoke')) AS taken,
              (SELECT s.order_key FROM slot s WHERE s.item = i.id AND s.moved IS NULL AND s.called_at IS NOT NULL
               ORDER BY s.called_at DESC, s.number DESC LIMIT 1) AS last,
              ARRAY(SELECT side FROM (
                SELECT CASE WHEN s.position IN ('support', 'oppose') THEN s.position ELSE 'neither' END AS side, min(s.number) AS first
                FROM slot s WHERE s.item = i.id GROUP BY 1) AS sides ORDER BY first) AS sides
            FROM agenda_item i
            JOIN hearing h ON h.id = i.hearing
            WHERE i.id = $1""")
        .execute(Tuple.of(item))
        .map(rows -> Rows.one(rows, "item", row -> new Facts(Rows.word(row, "order_rule", OrderRule.class), row.getInteger("speaker_cap"),
            row.getInteger("taken"), new Order.SoFar(row.getBoolean("drawn"), Rows.strings(row, "sides"), row.getLong("last")))));
  }

  /** As many of the waitlist as there are places free, in the order in which they wait. */
  private static Future<List<Event>> promote(SqlConnection tx, long hearing, UUID item, Facts facts) {
    if (facts.cap == null || facts.taken >= facts.cap) return Future.succeededFuture(List.of());
    return tx.preparedQuery("""
            UPDATE slot s
            SET status = 'confirmed'
            FROM agenda_item i
            WHERE i.id = s.item AND s.id IN (
              SELECT id FROM slot
              WHERE item = $1 AND status = 'waitlisted'
              ORDER BY coalesce(moved, order_key), number
              LIMIT $2)
            RETURNING s.number, s.display_name, i.number AS item_number""")
        .execute(Tuple.of(item, facts.cap - facts.taken))
        .map(rows -> Rows.list(rows, row -> (Event) new QueueEvent.SpeakerConfirmed(hearing, row.getString("item_number"), row.getInteger("number"), row.getString("display_name"))));
  }

  private static Future<List<Waiting>> waiting(SqlConnection tx, UUID item) {
    return tx.preparedQuery("""
            SELECT id, number, position, first_time, draw IS NOT NULL AS drawn, order_key, moved, status = 'waitlisted' AS waitlisted, order_reason
            FROM slot s
            WHERE item = $1 AND status IN ('confirmed', 'waitlisted', 'checked_in')
            ORDER BY\s""" + Slot.ORDER)
        .execute(Tuple.of(item))
        .map(rows -> Rows.list(rows, Lineup::waiting));
  }

  private static Waiting waiting(Row row) {
    var entrant = new Order.Entrant(row.getInteger("number"), row.getString("position"), row.getBoolean("first_time"),
        row.getBoolean("drawn") ? row.getLong("order_key") : null);
    return new Waiting(row.getUUID("id"), entrant, row.getLong("order_key"), row.getDouble("moved"), row.getBoolean("waitlisted"),
        Rows.word(row, "order_reason", OrderReason.class));
  }

  private static List<Waiting> arranged(Facts facts, List<Waiting> before) {
    var arranging = before.stream().filter(one -> one.moved == null)
        .sorted(Comparator.comparing(Waiting::waitlisted).thenComparingInt(one -> one.entrant.number())).map(Waiting::entrant).toList();
    Map<Integer, Order.Stand> stands = new HashMap<>();
    Order.arrange(facts.rule, arranging, facts.soFar).forEach(stand -> stands.put(stand.number(), stand));
    return sorted(before.stream().map(one -> one.at(stands.get(one.entrant.number()))).toList());
  }

  private static List<Waiting> sorted(List<Waiting> line) {
    return line.stream().sorted(Comparator.comparing(Waiting::waitlisted).thenComparingDouble(Waiting::stands)
        .thenComparingInt(one -> one.entrant.number())).toList();
  }

  private static Future<Void> write(SqlConnection tx, List<Waiting> before, List<Waiting> after, Set<Integer> fresh) {
    var known = new HashMap<UUID, Waiting>();
    before.forEach(one -> known.put(one.id, one));
    var back = setBack(before, after, fresh);
    var rows = new ArrayList<Tuple>();
    for (var one : after) {
      if (!one.equals(known.get(one.id)) || back.contains(one.entrant.number())) {
        rows.add(Tuple.of(one.id, one.key, one.moved, Rows.word(one.reason), back.contains(one.entrant.number()) ? 1 : 0));
      }
    }
    if (rows.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("UPDATE slot SET order_key = $2, moved = $3, order_reason = $4, reorders = reorders + $5 WHERE id = $1").executeBatch(rows).mapEmpty();
  }

  /** Whoever waited before and now has more people ahead. */
  private static Set<Integer> setBack(List<Waiting> before, List<Waiting> after, Set<Integer> fresh) {
    var were = before.stream().map(one -> one.entrant.number()).filter(number -> !fresh.contains(number)).toList();
    var are = after.stream().map(one -> one.entrant.number()).toList();
    var back = new HashSet<Integer>();
    for (var number : were) if (are.indexOf(number) > were.indexOf(number)) back.add(number);
    return back;
  }

  /** Puts somebody at a place by hand, between two others; the clerk's reason goes with the slot. Returns the place. */
  static Future<Integer> move(SqlConnection tx, UUID item, int number, int place) {
    return waiting(tx, item).compose(before -> {
      var mover = before.stream().filter(one -> one.entrant.number() == number).findFirst().orElseThrow();
      var others = before.stream().filter(one -> one.entrant.number() != number && one.waitlisted == mover.waitlisted).toList();
      var index = Math.min(Math.max(place, 1), others.size() + 1) - 1;
      var moved = mover.movedTo(between(others, index));
      var after = sorted(before.stream().map(one -> one.entrant.number() == number ? moved : one).toList());
      return write(tx, before, after, Set.of()).map(after.indexOf(moved) + 1);
    });
  }

  private static double between(List<Waiting> others, int index) {
    if (others.isEmpty()) return 0;
    if (index == 0) return others.get(0).stands() - 1;
    if (index == others.size()) return others.get(index - 1).stands() + 1;
    return (others.get(index - 1).stands() + others.get(index).stands()) / 2;
  }

  /** The key of whoever comes behind everyone. */
  static Future<Double> behind(SqlConnection tx, UUID item) {
    return tx.preparedQuery("SELECT coalesce(max(coalesce(moved, order_key)), 0) + 1 AS behind FROM slot WHERE item = $1 AND status IN ('confirmed', 'waitlisted', 'checked_in')")
        .execute(Tuple.of(item))
        .map(rows -> rows.iterator().next().getDouble("behind"));
  }
}
