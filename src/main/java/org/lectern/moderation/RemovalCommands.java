package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.moderation.Removal.Outcome;
import org.lectern.people.Outbox;
import org.lectern.people.Outbox.Letter;

/** Anybody may ask that personal data be taken off; moderators decide within 48 hours, and everyone sees whether they did. */
public final class RemovalCommands {
  private RemovalCommands() {}

  /** What should go, and where it stands: a testimony, or any other page. */
  public record Asking(String testimony, String spot, String what, String contact) {}

  /** The request, and the id from which its secret link is made. */
  public record Asked(UUID id, long number, Instant dueAt) {}

  public record Deciding(Outcome outcome, String reason) {}

  public record Removals(List<Removal> items, int overdue) {}

  public static Command<Asked> ask(Asking asking, Secrets secrets) {
    var id = Ids.blind();
    return (tx, caller) -> {
      if (blankToNull(asking.testimony) == null && blankToNull(asking.spot) == null) throw Problem.invalid("/spot", "spot_or_testimony");
      return testimony(tx, caller, asking)
          .compose(testimony -> Numbers.next(tx, caller, "removal", 0)
              .compose(number -> tx.preparedQuery("""
                      INSERT INTO removal (id, jurisdiction, number, testimony, spot, what, contact, secret_hash)
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                      RETURNING asked_at + interval '48 hours' AS due_at""")
                  .execute(Tuple.of(id, caller.place().id(), number, testimony, blankToNull(asking.spot), asking.what.strip(), blankToNull(asking.contact),
                      Buffer.buffer(Secrets.hash(secrets.link("removal", id)))))
                  .map(rows -> new Asked(id, number, Rows.instant(rows.iterator().next(), "due_at")))))
          .map(asked -> Change.of(asked, new RemovalEvent.RemovalRequested(asked.number)));
    };
  }

  private static Future<UUID> testimony(SqlConnection tx, Caller caller, Asking asking) {
    if (blankToNull(asking.testimony) == null) return Future.succeededFuture();
    return tx.preparedQuery("SELECT id FROM testimony WHERE jurisdiction = $1 AND number = $2 AND privacy <> 'confidential'")
        .execute(Tuple.of(caller.place().id(), asking.testimony.strip()))
        .map(rows -> Rows.maybe(rows, row -> row.getUUID("id")).orElseThrow(() -> Problem.invalid("/testimony", "testimony_unknown")));
  }

  /** What is open, the soonest due first; then what was decided last. */
  public static Query<Removals> list() {
    return (db, caller) -> db.preparedQuery(Removal.COLUMNS + """
            WHERE r.jurisdiction = $1 AND ($2 OR coalesce(h.body, x.issuer, c.owner) = ANY ($3))
            ORDER BY r.outcome IS NOT NULL, CASE WHEN r.outcome IS NULL THEN r.asked_at END, r.decided_at DESC
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.MODERATOR), caller.bodiesAs(Role.MODERATOR)))
        .map(rows -> Rows.list(rows, Removal::from))
        .map(all -> new Removals(all, (int) all.stream().filter(one -> one.outcome() == null && one.overdue()).count()));
  }

  /** For whoever asked, behind their secret link. */
  public static Query<Removal> own(String secret) {
    return (db, caller) -> db.preparedQuery(Removal.COLUMNS + "WHERE r.jurisdiction = $1 AND r.secret_hash = $2")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "removal", Removal::from));
  }

  /** The place in which a secret link's request lives. */
  public static Query<String> placeOf(String secret) {
    return (db, caller) -> db.preparedQuery("SELECT j.slug FROM removal r JOIN jurisdiction j ON j.id = r.jurisdiction WHERE r.secret_hash = $1")
        .execute(Tuple.of(Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "removal", row -> row.getString("slug")));
  }

  /** Taking something off is done where it stands; here it is said that it was, and why not where it was not. */
  public static Command<Removal> decide(long number, Deciding deciding, Function<Removal, Letter> letter) {
    return (tx, caller) -> tx.preparedQuery("""
            SELECT r.id, r.outcome, coalesce(h.body, x.issuer, c.owner) AS body
            FROM removal r
            LEFT JOIN testimony t ON t.id = r.testimony
            LEFT JOIN hearing h ON h.id = t.hearing
            LEFT JOIN action x ON x.id = t.action
            LEFT JOIN policy_change c ON c.id = t.policy
            WHERE r.jurisdiction = $1 AND r.number = $2
            FOR UPDATE OF r""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "removal", row -> row))
        .compose(row -> {
          caller.in(row.getUUID("body"));
          if (row.getString("outcome") != null) throw Problem.conflict("removal_decided");
          if (deciding.outcome != Outcome.REMOVED && blankToNull(deciding.reason) == null) throw Problem.invalid("/reason", "required");
          return tx.preparedQuery("UPDATE removal SET outcome = $2, reason = $3, decided_at = now(), decided_by = $4 WHERE id = $1")
              .execute(Tuple.of(row.getUUID("id"), Rows.word(deciding.outcome), blankToNull(deciding.reason), caller.person()));
        })
        .compose(decided -> one(tx, caller, number))
        .compose(one -> one.contact() == null || !one.contact().contains("@") ? Future.succeededFuture(one)
            : Outbox.put(tx, letter.apply(one).to(one.contact())).map(one))
        .map(one -> Change.of(one, new RemovalEvent.RemovalDecided(number, Rows.word(deciding.outcome))));
  }

  private static Future<Removal> one(SqlConnection tx, Caller caller, long number) {
    return tx.preparedQuery(Removal.COLUMNS + "WHERE r.jurisdiction = $1 AND r.number = $2")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "removal", Removal::from));
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
