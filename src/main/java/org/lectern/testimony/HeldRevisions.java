package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Rows;
import org.lectern.testimony.RevisionCommands.Wording;

/**
 * New words for a testimony that is public, in which personal data was found: until moderators have decided they are nowhere,
 * and what was public stays so. One waits at a time; what became of each is kept.
 */
public final class HeldRevisions {
  private HeldRevisions() {}

  /** The case opens with it, or goes on about the newer words. */
  static Future<Event> hold(SqlConnection tx, Caller caller, Own own, Wording wording) {
    return tx.preparedQuery("UPDATE held_revision SET outcome = 'replaced' WHERE testimony = $1 AND outcome IS NULL").execute(Tuple.of(own.id()))
        .compose(before -> tx.preparedQuery("""
            INSERT INTO held_revision (id, jurisdiction, testimony, revision, text, language, position, salt, commitment, since)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, CASE WHEN $10 THEN date_trunc('hour', clock_timestamp(), 'UTC') ELSE clock_timestamp() END)""")
            .execute(Tuple.from(new Object[] {own.anonymous() ? Ids.blind() : Ids.next(), caller.place().id(), own.id(), wording.revision(), wording.text(), wording.language(),
                Rows.word(wording.position()), Buffer.buffer(wording.salt()), Buffer.buffer(wording.commitment()), own.anonymous()})))
        .compose(held -> tx.preparedQuery("SELECT body FROM moderation_case WHERE testimony = $1 AND status = 'open'").execute(Tuple.of(own.id())))
        .map(rows -> new TestimonyEvent.RevisionHeld(own.number(), own.target().address(), Rows.word(Hold.PERSONAL_DATA), Rows.first(rows, row -> row.getUUID("body"), null), own.anonymous()));
  }

  /** Newer words need nobody's decision: those that waited do not count any more, and their case closes. */
  static Future<Void> replaced(SqlConnection tx, Own own) {
    return tx.preparedQuery("UPDATE held_revision SET outcome = 'replaced' WHERE testimony = $1 AND outcome IS NULL").execute(Tuple.of(own.id()))
        .compose(before -> before.rowCount() == 0 ? Future.succeededFuture() : tx.preparedQuery("""
            UPDATE moderation_case SET status = 'withdrawn', version = version + 1, decided_at = date_trunc('hour', now(), 'UTC')
            WHERE testimony = $1 AND of_revision AND status IN ('open', 'hide_proposed')""").execute(Tuple.of(own.id())).mapEmpty());
  }

  /** What waits, or what was refused and came back by an appeal, is now what the testimony says; null if other words came after it. */
  public static Future<Event> publish(SqlConnection tx, UUID testimony, boolean refused) {
    return read(tx, testimony).compose(before -> apply(tx, testimony, refused ? "refused" : null, false).compose(applied -> {
      if (!applied) return Future.succeededFuture();
      return read(tx, testimony).compose(now -> tx.preparedQuery("SELECT coalesce(hearing, area, action, policy) AS target FROM testimony WHERE id = $1").execute(Tuple.of(testimony))
          .compose(rows -> TestimonyCounts.turn(tx, rows.iterator().next().getUUID("target"), before.position(), now.position()))
          .map(counted -> new TestimonyEvent.TestimonyRevised(now.number(), now.target().address(), now.revision(), Rows.word(now.position()), now.language(), now.text(), now.privacy() == Privacy.ANONYMOUS)));
    }));
  }

  private static Future<Testimony> read(SqlConnection tx, UUID testimony) {
    return tx.preparedQuery(Testimony.COLUMNS + "WHERE t.id = $1").execute(Tuple.of(testimony)).map(rows -> Rows.one(rows, "testimony", row -> Testimony.from(row, true)));
  }

  /** The whole testimony is held: its author's last words are what is decided about, and those before are not shown as an earlier version. */
  public static Future<Void> take(SqlConnection tx, UUID testimony) {
    return apply(tx, testimony, null, true).mapEmpty();
  }

  public static Future<Void> refuse(SqlConnection tx, UUID testimony) {
    return tx.preparedQuery("UPDATE held_revision SET outcome = 'refused' WHERE testimony = $1 AND outcome IS NULL").execute(Tuple.of(testimony)).mapEmpty();
  }

  private static Future<Boolean> apply(SqlConnection tx, UUID testimony, String outcome, boolean unseen) {
    return tx.preparedQuery("""
            WITH taken AS (
              UPDATE held_revision SET outcome = 'published'
              WHERE id = (
                SELECT r.id FROM held_revision r JOIN testimony t ON t.id = r.testimony AND t.revision + 1 = r.revision
                WHERE r.testimony = $1 AND r.outcome IS NOT DISTINCT FROM $2
                ORDER BY r.since DESC, r.id DESC
                LIMIT 1)
              RETURNING *),
            kept AS (
              INSERT INTO testimony_version (jurisdiction, testimony, revision, text, language, position, salt, commitment, since, unseen)
              SELECT t.jurisdiction, t.id, t.revision, t.text, t.language, t.position, t.salt, t.commitment, coalesce(t.revised_at, t.received_at), $3
              FROM testimony t JOIN taken ON taken.testimony = t.id)
            UPDATE testimony t
            SET text = r.text, language = r.language, position = r.position, revision = r.revision, salt = r.salt, commitment = r.commitment,
              revised_at = CASE WHEN t.privacy = 'anonymous' THEN date_trunc('hour', clock_timestamp(), 'UTC') ELSE clock_timestamp() END
            FROM taken r
            WHERE t.id = r.testimony""")
        .execute(Tuple.of(testimony, outcome, unseen))
        .map(updated -> updated.rowCount() == 1);
  }
}
