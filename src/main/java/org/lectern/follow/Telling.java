package org.lectern.follow;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Rows;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingQueries;
import org.lectern.people.Outbox;

/**
 * Tells everyone concerned, by mail, of what happens to a hearing: whoever signed up to speak, and whoever follows the hearing, its
 * areas, its body or the place; and of what happens to an action ({@link ActionTelling}) or to a policy change ({@link PolicyTelling}). The record itself says how far they have been told, in the transaction that writes the mail: so
 * nobody is told of what was not committed, and nobody twice of the same.
 */
public final class Telling {
  private Telling() {}

  private static final int AT_ONCE = 200;
  /** Types of the entries that somebody is told of. */
  public static final List<String> TYPES = Stream.concat(PolicyTelling.TYPES.stream(), Stream.of("HearingNoticed", "HearingPostponed", "HearingRescheduled", "HearingCancelled", "HearingContinued", "AgendaAmended",
      "ActionIssued", "ActionAnswered", "ActionAgreed", "ActionInsisted", "ActionAmended", "ExtensionAsked", "ExtensionGranted", "ExtensionRefused", "ActionReported", "ActionVerified",
      "ActionClosed", "ActionSuperseded", "ActionNotApplicable", "ActionReassessed", "ActionReopened", "ActionDueSoon", "ActionOverdue", "ActionPutForward",
      "AddresseeAnswered", "AddresseeReported", "AddresseeDueSoon", "AddresseeOverdue")).toList();

  /** A change to be told: the entry's type and data, and the hearing as it stands now, null where it is about an action or a policy change. */
  public record News(String type, JsonObject data, Hearing hearing) {}

  /** Somebody to be told, as the holder of a place in line or as a follower of a topic. */
  public record Concerned(String address, String language, UUID slot, UUID follower, String topic) {
    static Concerned from(Row row) {
      return new Concerned(row.getString("address"), row.getString("language"), row.getUUID("slot"), row.getUUID("follower"), row.getString("topic"));
    }
  }

  private record Mark(long seq, String address) {}

  private record Next(long seq, OffsetDateTime at, String type, JsonObject data) {}

  /** Tells the next of the changes of {@link #TYPES} to the next of those concerned; true if there may be more to tell. */
  public static Command<Boolean> next(BiFunction<News, Concerned, Outbox.Letter> letter) {
    return (tx, caller) -> mark(tx, caller).compose(mark -> {
      if (mark == null) return Future.succeededFuture(Change.of(false)); // another process is at it
      return head(tx, caller).compose(head -> entry(tx, caller, mark, head).compose(next -> next == null
          ? forgetTheUnconfirmed(tx, caller).compose(tidy -> keep(tx, caller, new Mark(head, ""))).map(Change.of(false))
          : tell(tx, caller, mark, next, letter).compose(reached -> keep(tx, caller, reached)).map(Change.of(true))));
    });
  }

  private static Future<Mark> mark(SqlConnection tx, Caller caller) {
    return tx.preparedQuery("INSERT INTO telling (jurisdiction, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING")
        .execute(Tuple.of(caller.place().id()))
        .compose(there -> tx.preparedQuery("SELECT seq, address FROM telling WHERE jurisdiction = $1 FOR UPDATE SKIP LOCKED").execute(Tuple.of(caller.place().id())))
        .map(rows -> Rows.first(rows, row -> new Mark(row.getLong("seq"), row.getString("address")), null));
  }

  private static Future<Long> head(SqlConnection tx, Caller caller) {
    return tx.preparedQuery("SELECT seq FROM journal_head WHERE jurisdiction = $1").execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.first(rows, row -> row.getLong("seq"), 0L));
  }

  /** What is older than two days is no news any more: the mail would come after the fact. */
  private static Future<Next> entry(SqlConnection tx, Caller caller, Mark mark, long head) {
    return tx.preparedQuery("""
            SELECT seq, at, type, data
            FROM journal
            WHERE jurisdiction = $1 AND seq > $2 AND seq <= $3 AND type = ANY ($4) AND (everyone OR type = ANY ($5)) AND at > now() - interval '2 days'
            ORDER BY seq
            LIMIT 1""")
        .execute(Tuple.of(caller.place().id(), mark.address.isEmpty() ? mark.seq : mark.seq - 1, head, TYPES.toArray(String[]::new), ActionTelling.PRIVATE))
        .map(rows -> Rows.first(rows, row -> new Next(row.getLong("seq"), row.getOffsetDateTime("at"), row.getString("type"), row.getJsonObject("data")), null));
  }

  private static Future<Mark> tell(SqlConnection tx, Caller caller, Mark mark, Next next, BiFunction<News, Concerned, Outbox.Letter> letter) {
    var number = next.data.getLong("hearing");
    var after = next.seq == mark.seq ? mark.address : "";
    if (next.data.getString("action") != null) {
      return ActionTelling.concerned(tx, caller, next.type, next.data.getString("action"), next.data.getString("agency"), ActionTelling.due(next.type, next.data), next.at, after, AT_ONCE).compose(all -> Outbox.put(tx, all.stream()
              .map(one -> letter.apply(new News(next.type, next.data, null), one).to(one.address)).toList())
          .map(all.size() < AT_ONCE ? new Mark(next.seq, "") : new Mark(next.seq, all.get(all.size() - 1).address)));
    }
    if (next.data.getString("policy") != null) {
      return PolicyTelling.concerned(tx, caller, next.type, next.data.getString("policy"), next.at, after, AT_ONCE).compose(all -> Outbox.put(tx, all.stream()
              .map(one -> letter.apply(new News(next.type, next.data, null), one).to(one.address)).toList())
          .map(all.size() < AT_ONCE ? new Mark(next.seq, "") : new Mark(next.seq, all.get(all.size() - 1).address)));
    }
    return HearingQueries.find(tx, caller, number)
        .compose(hearing -> concerned(tx, caller, next, hearing, after).compose(all -> Outbox.put(tx, all.stream()
                .map(one -> letter.apply(new News(next.type, next.data, hearing), one).to(one.address)).toList())
            .map(all.size() < AT_ONCE ? new Mark(next.seq, "") : new Mark(next.seq, all.get(all.size() - 1).address))));
  }

  /**
   * By address, each once, for the reason nearest to them. The followers of what a hearing continues follow it too. Whoever came
   * later has read it on the page.
   */
  private static Future<List<Concerned>> concerned(SqlConnection tx, Caller caller, Next next, Hearing hearing, String after) {
    // The notice of a continued hearing says nothing that the continuance did not say.
    if (next.type.equals("HearingNoticed") && hearing.predecessor() != null) return Future.succeededFuture(List.of());
    return tx.preparedQuery("""
            WITH RECURSIVE chain AS (
              SELECT id, number, body, predecessor, successor FROM hearing WHERE jurisdiction = $1 AND number = $2
              UNION ALL
              SELECT h.id, h.number, h.body, h.predecessor, NULL FROM hearing h JOIN chain c ON h.id = c.predecessor),
            topics AS (
              SELECT 'hearings/' || number AS topic, 1 AS distance FROM chain
              UNION SELECT 'areas/' || a.slug, 2 FROM chain c JOIN hearing_area ha ON ha.hearing = c.id JOIN area a ON a.id = ha.area
              UNION SELECT 'bodies/' || b.slug, 3 FROM chain c JOIN body b ON b.id = c.body
              UNION SELECT 'place', 4),
            everybody AS (
              SELECT coalesce(s.email, p.email) AS address, 0 AS distance, s.language, s.id AS slot, NULL::uuid AS follower, NULL::text AS topic
              FROM slot s
              LEFT JOIN person p ON p.id = s.person
              WHERE s.signed_up_at <= $5 AND s.hearing IN (SELECT id FROM chain WHERE number = $2 UNION SELECT successor FROM chain WHERE number = $2)
                AND s.status IN ('confirmed', 'waitlisted', 'checked_in', 'lapsed')
              UNION ALL
              SELECT f.email, t.distance, f.language, NULL, f.id, f.topic
              FROM follower f
              JOIN topics t ON t.topic = f.topic
              WHERE f.jurisdiction = $1 AND f.confirmed_at <= $5)
            SELECT DISTINCT ON (address COLLATE "C") address, language, slot, follower, topic
            FROM everybody
            WHERE address COLLATE "C" > $3
            ORDER BY address COLLATE "C", distance
            LIMIT $4""")
        .execute(Tuple.of(caller.place().id(), next.data.getLong("hearing"), after, AT_ONCE, next.at))
        .map(rows -> Rows.list(rows, Concerned::from));
  }

  private static Future<Void> keep(SqlConnection tx, Caller caller, Mark mark) {
    return tx.preparedQuery("UPDATE telling SET seq = $2, address = $3 WHERE jurisdiction = $1")
        .execute(Tuple.of(caller.place().id(), mark.seq, mark.address))
        .mapEmpty();
  }

  /** Whoever did not say yes within a week is forgotten. */
  private static Future<Void> forgetTheUnconfirmed(SqlConnection tx, Caller caller) {
    return tx.preparedQuery("DELETE FROM follower WHERE jurisdiction = $1 AND confirmed_at IS NULL AND asked_at < now() - interval '7 days'")
        .execute(Tuple.of(caller.place().id()))
        .mapEmpty();
  }
}
