package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingQueries;

/** Opening a lottery and drawing it; what it proves is written in {@link Lottery}. */
public final class LotteryCommands {
  private LotteryCommands() {}

  private static final int SEED_BYTES = 32;

  /** Publishes the hash of a fresh seed, before anyone is in the line; once for each item. */
  static Future<List<Event>> open(SqlConnection tx, Caller caller, long hearing, UUID item, String itemNumber, OrderRule rule) {
    if (rule != OrderRule.LOTTERY) return Future.succeededFuture(List.of());
    var seed = Secrets.random(SEED_BYTES);
    var hash = Lottery.commitment(seed);
    return tx.preparedQuery("""
            INSERT INTO lottery (jurisdiction, item, seed, seed_hash)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (item) DO NOTHING""")
        .execute(Tuple.of(caller.place().id(), item, Buffer.buffer(seed), Buffer.buffer(hash)))
        .map(made -> made.rowCount() == 0 ? List.of() : List.of(new QueueEvent.LotteryOpened(hearing, itemNumber, HexFormat.of().formatHex(hash))));
  }

  /** By the clock: every line whose sign-up has opened has its hash published, though nobody has signed up yet. */
  public static Command<Integer> openAll() {
    return (tx, caller) -> tx.preparedQuery("""
            SELECT h.number AS hearing, i.id, i.number
            FROM agenda_item i
            JOIN hearing h ON h.id = i.hearing
            WHERE h.jurisdiction = $1 AND h.status IN ('noticed', 'live', 'recessed') AND coalesce(h.sign_up_opens_at, h.noticed_at) <= now()
              AND coalesce(i.order_rule, h.order_rule) = 'lottery' AND i.kind <> 'closed' AND i.comment_mode <> 'none' AND i.status IN ('listed', 'called', 'comment')
              AND NOT EXISTS (SELECT FROM lottery l WHERE l.item = i.id)
            ORDER BY h.number, i.ordinal
            LIMIT 100""")
        .execute(Tuple.of(caller.place().id()))
        .compose(rows -> {
          var events = new ArrayList<Event>();
          var opening = Future.<Void>succeededFuture();
          for (var row : rows) {
            opening = opening.compose(before -> open(tx, caller, row.getLong("hearing"), row.getUUID("id"), row.getString("number"), OrderRule.LOTTERY))
                .map(opened -> {
                  events.addAll(opened);
                  return null;
                });
          }
          return opening.map(all -> new Change<>(events.size(), List.copyOf(events)));
        });
  }

  /** Publishes the seed and puts everyone who is in the line in the order that it gives; whoever comes later stands behind. */
  public static Command<Lottery> draw(long number, int ordinal) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (!hearing.status().ahead()) throw Problem.conflict("line_closed");
      return Lineup.enter(tx, hearing.id())
          .compose(entered -> tx.preparedQuery("""
              SELECT i.id, i.number, i.status IN ('listed', 'called', 'comment') AS open, l.seed, l.drawn_at IS NOT NULL AS drawn
              FROM agenda_item i
              JOIN lottery l ON l.item = i.id
              WHERE i.hearing = $1 AND i.ordinal = $2""").execute(Tuple.of(hearing.id(), ordinal)))
          .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.conflict("no_lottery")))
          .compose(row -> {
            if (row.getBoolean("drawn")) throw Problem.conflict("drawn_already");
            if (!row.getBoolean("open")) throw Problem.conflict("line_closed");
            return draw(tx, number, row.getUUID("id"), row.getString("number"), row.getBuffer("seed").getBytes());
          })
          .compose(drawn -> lottery(number, ordinal).ask(tx, caller).map(lottery -> new Change<>(lottery, drawn)));
    });
  }

  private static Future<List<Event>> draw(SqlConnection tx, long hearing, UUID item, String itemNumber, byte[] seed) {
    return tx.preparedQuery("SELECT number FROM slot WHERE item = $1 AND status IN ('confirmed', 'waitlisted', 'checked_in', 'ceded') ORDER BY number")
        .execute(Tuple.of(item))
        .compose(rows -> {
          if (rows.size() == 0) throw Problem.conflict("nobody_to_draw");
          var tickets = Lottery.draw(seed, Rows.list(rows, row -> row.getInteger("number")));
          var updates = tickets.stream()
              .map(one -> Tuple.of(item, one.slot(), Buffer.buffer(HexFormat.of().parseHex(one.ticket())), (long) one.rank())).toList();
          return tx.preparedQuery("UPDATE slot SET draw = $3, order_key = $4, order_reason = 'lottery_drawn', reorders = reorders + 1 WHERE item = $1 AND number = $2").executeBatch(updates)
              .compose(kept -> tx.preparedQuery("UPDATE lottery SET drawn_at = now() WHERE item = $1").execute(Tuple.of(item)))
              .compose(drawn -> Lineup.settle(tx, hearing, item, java.util.Set.of()))
              .map(settled -> {
                var events = new ArrayList<Event>(List.of(new QueueEvent.LotteryDrawn(hearing, itemNumber, HexFormat.of().formatHex(seed), tickets.size())));
                events.addAll(settled);
                return List.copyOf(events);
              });
        });
  }

  /** All that anyone needs to check a lottery; the seed only once it is drawn. */
  public static Query<Lottery> lottery(long number, int ordinal) {
    return (db, caller) -> HearingQueries.find(db, caller, number)
        .compose(hearing -> db.preparedQuery("""
                SELECT i.id, i.number, l.seed_hash, CASE WHEN l.drawn_at IS NOT NULL THEN l.seed END AS seed, l.opened_at, l.drawn_at
                FROM lottery l
                JOIN agenda_item i ON i.id = l.item
                WHERE i.hearing = $1 AND i.ordinal = $2""")
            .execute(Tuple.of(hearing.id(), ordinal)))
        .map(rows -> Rows.one(rows, "lottery", row -> row))
        .compose(row -> db.preparedQuery("SELECT number, draw, (row_number() OVER (ORDER BY draw, number))::int AS rank FROM slot WHERE item = $1 AND draw IS NOT NULL ORDER BY draw, number")
            .execute(Tuple.of(row.getUUID("id")))
            .map(tickets -> new Lottery(number, row.getString("number"), ordinal, Slot.hex(row.getBuffer("seed_hash")), Slot.hex(row.getBuffer("seed")),
                Rows.instant(row, "opened_at"), Rows.instant(row, "drawn_at"),
                Rows.list(tickets, ticket -> new Lottery.Ticket(ticket.getInteger("number"), Slot.hex(ticket.getBuffer("draw")), ticket.getInteger("rank"))))));
  }
}
