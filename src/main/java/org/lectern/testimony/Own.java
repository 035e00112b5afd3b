package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** A testimony in the hands of its author, claimed by the secret of the receipt. */
record Own(
    UUID id, String number, UUID targetId, Target target, Privacy privacy, Position position, TestimonyStatus status, String text, String language,
    int revision, String name, String email, String kind) {

  static Future<Own> claim(SqlConnection tx, Caller caller, String secret) {
    return tx.preparedQuery("""
            SELECT t.id, t.number, coalesce(t.hearing, t.area, t.action, t.policy) AS target, %s, t.privacy, t.position, t.status, t.text, t.language, t.revision, t.name, t.email, t.kind
            FROM testimony t
            %s
            WHERE t.jurisdiction = $1 AND t.secret_hash = $2
            FOR UPDATE OF t""".formatted(Target.COLUMNS, Target.JOINS))
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "receipt", Own::from));
  }

  private static Own from(Row row) {
    return new Own(row.getUUID("id"), row.getString("number"), row.getUUID("target"), Target.from(row), Rows.word(row, "privacy", Privacy.class),
        Rows.word(row, "position", Position.class), Rows.word(row, "status", TestimonyStatus.class), row.getString("text"), row.getString("language"),
        row.getInteger("revision"), row.getString("name"), row.getString("email"), row.getString("kind"));
  }

  boolean anonymous() {
    return privacy == Privacy.ANONYMOUS;
  }

  /** What was entered in the record, or is cited in it, belongs to it. */
  Future<Void> notEntered(SqlConnection tx) {
    return tx.preparedQuery("SELECT 1 FROM testimony_trail WHERE testimony = $1 AND step IN ('entered', 'cited') LIMIT 1")
        .execute(Tuple.of(id))
        .map(rows -> {
          if (rows.size() > 0) throw Problem.conflict("already_entered");
          return null;
        });
  }

  Future<Testimony> read(SqlConnection tx) {
    return tx.preparedQuery(Testimony.COLUMNS + "WHERE t.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "testimony", row -> Testimony.from(row, true)));
  }
}
