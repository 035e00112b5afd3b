package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * Giving one's time to somebody else in the same line: off unless the hearing allows it; the donor is present (checked in),
 * gives all of their turn, and may take it back until the other's clock starts.
 */
public final class CedingCommands {
  private CedingCommands() {}

  /** The number of the slot that gets the time. */
  public record Ceding(int to) {}

  /** By the clerk, for somebody who says so in the room. */
  public static Command<Slot> cedeFor(long hearing, int donor, Ceding ceding) {
    return LineCommands.inLine(hearing, donor, (tx, slot) -> cede(tx, hearing, slot, ceding.to));
  }

  public static Command<Slot> revokeFor(long hearing, int donor) {
    return LineCommands.inLine(hearing, donor, (tx, slot) -> revoke(tx, hearing, slot));
  }

  /** By the donor's secret link. */
  public static Command<Slot> cede(String secret, Ceding ceding) {
    return SlotCommands.owned(secret, (tx, hearing, slot) -> cede(tx, hearing, slot, ceding.to));
  }

  public static Command<Slot> revoke(String secret) {
    return SlotCommands.owned(secret, CedingCommands::revoke);
  }

  private static Future<Change<Slot>> cede(SqlConnection tx, long hearing, Slot donor, int to) {
    donor.status().to(SlotStatus.CEDED);
    return speaker(tx, donor, to).compose(speaker -> tx.preparedQuery("""
            UPDATE slot
            SET status = 'ceded', ceded_to = $2, ended_at = now()
            WHERE id = $1""")
        .execute(Tuple.of(donor.id(), speaker.id()))
        .compose(ceded -> giveBack(tx, hearing, donor)) // what was ceded to the donor is not passed on
        .compose(back -> count(tx, speaker).compose(counted -> Lineup.settle(tx, hearing, donor.item(), Set.of()).map(settled -> joined(back, settled))))
        .compose(more -> changed(tx, donor, speaker, more, (slot, other) ->
            new QueueEvent.TimeCeded(hearing, slot.itemNumber(), slot.number(), slot.displayName(), other.number(), other.allotted()))));
  }

  /** Whoever gets it: in the same line, not yet speaking, with fewer than three donors. */
  private static Future<Slot> speaker(SqlConnection tx, Slot donor, int to) {
    return tx.preparedQuery("""
            SELECT s.id, coalesce(i.ceding, h.ceding) AS ceding, (SELECT count(*)::int FROM slot d WHERE d.ceded_to = s.id) AS donors
            FROM slot s
            JOIN agenda_item i ON i.id = s.item
            JOIN hearing h ON h.id = s.hearing
            WHERE s.item = $1 AND s.number = $2 AND s.id <> $3 AND s.status IN ('confirmed', 'checked_in', 'called')
            FOR UPDATE OF s""")
        .execute(Tuple.of(donor.item(), to, donor.id()))
        .compose(rows -> {
          var row = Rows.maybe(rows, r -> r).orElseThrow(() -> Problem.invalid("/to", "cede_to_unknown"));
          if (!row.getBoolean("ceding")) throw Problem.conflict("no_ceding");
          if (row.getInteger("donors") >= SpeakingTime.MOST_DONORS) throw Problem.conflict("donors_enough", SpeakingTime.MOST_DONORS);
          return QueueQueries.one(tx, row.getUUID("id"));
        });
  }

  private static Future<Change<Slot>> revoke(SqlConnection tx, long hearing, Slot donor) {
    if (donor.status() != SlotStatus.CEDED) throw Problem.conflict("not_ceded");
    return tx.preparedQuery("SELECT s.id FROM slot d JOIN slot s ON s.id = d.ceded_to WHERE d.id = $1 AND s.status IN ('confirmed', 'checked_in', 'called') FOR UPDATE OF s")
        .execute(Tuple.of(donor.id()))
        .compose(rows -> QueueQueries.one(tx, Rows.maybe(rows, row -> row.getUUID("id")).orElseThrow(() -> Problem.conflict("ceded_for_good"))))
        .compose(speaker -> tx.preparedQuery("UPDATE slot SET status = 'checked_in', ceded_to = NULL, ended_at = NULL WHERE id = $1")
            .execute(Tuple.of(donor.id()))
            .compose(revoked -> count(tx, speaker))
            .compose(counted -> Lineup.settle(tx, hearing, donor.item(), Set.of(donor.number())))
            .compose(settled -> changed(tx, donor, speaker, settled, (slot, other) ->
                new QueueEvent.CedingRevoked(hearing, slot.itemNumber(), slot.number(), slot.displayName(), other.number(), other.allotted()))));
  }

  private interface Told {
    Event of(Slot donor, Slot speaker);
  }

  private static Future<Change<Slot>> changed(SqlConnection tx, Slot donor, Slot speaker, List<Event> more, Told told) {
    return QueueQueries.one(tx, donor.id()).compose(slot -> QueueQueries.one(tx, speaker.id())
        .map(other -> QueueCommands.with(Change.of(slot, told.of(slot, other)), more)));
  }

  /** What a speaker has with what is ceded now; the item's plain time from each donor. */
  static Future<Void> count(SqlConnection tx, Slot speaker) {
    return tx.preparedQuery("""
            SELECT coalesce(i.allotment, h.allotment) AS plain, (SELECT count(*)::int FROM slot d WHERE d.ceded_to = s.id) AS donors
            FROM slot s
            JOIN agenda_item i ON i.id = s.item
            JOIN hearing h ON h.id = s.hearing
            WHERE s.id = $1""")
        .execute(Tuple.of(speaker.id()))
        .compose(rows -> {
          var row = rows.iterator().next();
          var own = speaker.allotted() - speaker.cededSeconds() - speaker.extended();
          var ceded = SpeakingTime.ceded(own, Collections.nCopies(row.getInteger("donors"), row.getInteger("plain")));
          return tx.preparedQuery("UPDATE slot SET ceded_seconds = $2, allotted = $3 WHERE id = $1")
              .execute(Tuple.of(speaker.id(), ceded, own + ceded + speaker.extended()));
        })
        .mapEmpty();
  }

  /** Whoever gave time to a speaker who leaves the line has it back, and waits where they waited. */
  static Future<List<Event>> giveBack(SqlConnection tx, long hearing, Slot speaker) {
    return tx.preparedQuery("""
            UPDATE slot
            SET status = 'checked_in', ceded_to = NULL, ended_at = NULL
            WHERE ceded_to = $1 AND status = 'ceded'
            RETURNING number, display_name""")
        .execute(Tuple.of(speaker.id()))
        .compose(back -> {
          if (back.size() == 0) return Future.succeededFuture(List.<Event>of());
          var own = speaker.allotted() - speaker.cededSeconds();
          var events = Rows.list(back, row -> (Event) new QueueEvent.CedingRevoked(hearing, speaker.itemNumber(), row.getInteger("number"),
              row.getString("display_name"), speaker.number(), own));
          var fresh = Set.copyOf(Rows.list(back, row -> row.getInteger("number")));
          return tx.preparedQuery("UPDATE slot SET ceded_seconds = 0, allotted = allotted - ceded_seconds WHERE id = $1").execute(Tuple.of(speaker.id()))
              .compose(taken -> Lineup.settle(tx, hearing, speaker.item(), fresh))
              .map(settled -> joined(events, settled));
        });
  }

  private static List<Event> joined(List<Event> some, List<Event> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }
}
