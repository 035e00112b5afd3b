package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.testimony.Ground;

/**
 * The open case of a testimony, claimed for the transaction: who is at it, and in which version it was looked at. {@code ofRevision}
 * is true where it is not about the testimony, which is public, but about new words for it.
 */
record Docket(UUID id, CaseStatus status, int version, Ground ground, Instant heldAt, UUID lockedBy, boolean locked, UUID decidedBy, String reason, boolean ofRevision) {

  private static final String COLUMNS = "SELECT id, status, version, ground, held_at, locked_by, coalesce(locked_until > now(), false) AS locked, decided_by, reason, of_revision FROM moderation_case ";

  /** The open one; a 409 if it has been decided. */
  static Future<Docket> claim(SqlConnection tx, Subject subject) {
    return tx.preparedQuery(COLUMNS + "WHERE testimony = $1 AND status IN ('open', 'hide_proposed') FOR UPDATE")
        .execute(Tuple.of(subject.id()))
        .map(rows -> Rows.maybe(rows, Docket::from).orElseThrow(() -> Problem.conflict("case_decided")));
  }

  /** The open one, for whoever looked at this version of it while nobody else is at it. */
  static Future<Docket> claim(SqlConnection tx, Caller caller, Subject subject, int version) {
    return claim(tx, subject).map(docket -> {
      if (docket.lockedFrom(caller)) throw Problem.conflict("case_locked");
      if (docket.version != version) throw Problem.conflict("case_changed");
      return docket;
    });
  }

  private static Docket from(Row row) {
    return new Docket(row.getUUID("id"), Rows.word(row, "status", CaseStatus.class), row.getInteger("version"), Rows.word(row, "ground", Ground.class),
        Rows.instant(row, "held_at"), row.getUUID("locked_by"), row.getBoolean("locked"), row.getUUID("decided_by"), row.getString("reason"), row.getBoolean("of_revision"));
  }

  boolean lockedFrom(Caller caller) {
    return locked && !caller.is(lockedBy);
  }

  /** The case comes to its end or back to the start, and nobody is at it any more; who reported is forgotten. */
  Future<Void> move(SqlConnection tx, Caller caller, Subject subject, CaseStatus target, Ground ground, String reason) {
    status.to(target);
    return tx.preparedQuery("""
            UPDATE moderation_case
            SET status = $2, version = version + 1, ground = coalesce($3, ground), reason = coalesce($4, reason), locked_by = NULL, locked_until = NULL,
              decided_at = CASE WHEN $2 = 'open' THEN NULL ELSE now() END,
              decided_by = CASE WHEN $2 = 'open' THEN NULL WHEN $2 = 'hidden' THEN decided_by ELSE $5 END,
              seconded_by = CASE WHEN $2 = 'hidden' THEN $5 END,
              appeal_until = CASE WHEN $2 IN ('hidden', 'redacted') THEN now() + make_interval(days => $6) END
            WHERE id = $1""")
        .execute(Tuple.from(new Object[] {id, target.word(), Rows.word(ground), reason, caller.person(), HoldClock.APPEAL_DAYS}))
        .compose(moved -> target.undecided() ? Future.succeededFuture() : settle(tx, subject));
  }

  private static Future<Void> settle(SqlConnection tx, Subject subject) {
    return tx.preparedQuery("UPDATE testimony_report SET settled_at = now(), source_hash = NULL WHERE testimony = $1 AND settled_at IS NULL").execute(Tuple.of(subject.id())).mapEmpty();
  }
}
