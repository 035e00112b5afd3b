package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** Files that were shown as evidence: the original, and of what is confidential a redacted copy that everyone may have. */
public final class EvidenceFiles {
  private EvidenceFiles() {}

  /** A file as a reader may know of it: {@code sealed} says that this reader cannot have it. SHA-256 in hexadecimal, of the copy that is kept. */
  public record Shown(boolean redacted, String kind, long bytes, String sha256, boolean sealed) {
    static List<Shown> list(JsonArray all, boolean sealed) {
      return all == null ? List.of() : all.stream().map(JsonObject.class::cast)
          .map(one -> new Shown(one.getBoolean("redacted"), one.getString("kind"), one.getLong("bytes"), one.getString("sha256"), sealed && !one.getBoolean("redacted"))).toList();
    }
  }

  /** A file where it is kept; {@code everyone} may have it. */
  public record Kept(UUID id, String kind, long bytes, String sha256, String name, boolean everyone) {}

  /** As {@link Shown#list} reads it, of {@code action_evidence e}. */
  static final String FILES = """
      (SELECT jsonb_agg(jsonb_build_object('redacted', f.redacted, 'kind', f.kind, 'bytes', f.bytes, 'sha256', encode(f.sha256, 'hex')) ORDER BY f.redacted)
        FROM evidence_file f WHERE f.action = e.action AND f.evidence = e.number AND e.hidden IS NULL)""";

  /** What was sent before and waits under these secrets belongs to the evidence from now on. */
  static Future<Void> attach(SqlConnection tx, Caller caller, Action action, int evidence, Report.Proof proof) {
    return attach(tx, caller, action, evidence, proof.file(), false).compose(done -> attach(tx, caller, action, evidence, proof.redactedFile(), true));
  }

  private static Future<Void> attach(SqlConnection tx, Caller caller, Action action, int evidence, String upload, boolean redacted) {
    if (upload == null) return Future.succeededFuture();
    return tx.preparedQuery("""
            WITH taken AS (DELETE FROM attachment WHERE jurisdiction = $1 AND secret_hash = $5 AND testimony IS NULL RETURNING id, kind, bytes, sha256)
            INSERT INTO evidence_file (id, jurisdiction, action, evidence, redacted, kind, bytes, sha256)
            SELECT id, $1, $2, $3, $4, kind, bytes, sha256 FROM taken""")
        .execute(Tuple.of(caller.place().id(), action.id(), evidence, redacted, Buffer.buffer(Secrets.hash(upload))))
        .map(rows -> {
          if (rows.rowCount() == 0) throw Problem.invalid(redacted ? "/redacted_file" : "/file", "upload_unknown");
          return null;
        });
  }

  /**
   * The file of that evidence: for whoever is not of the board or the agencies the redacted copy of what is confidential. Not there, taken from
   * view and not for this reader look the same.
   *
   * @param original what is confidential itself, for those who may have it
   */
  public static Query<Kept> open(String number, int evidence, boolean original) {
    return (db, caller) -> ActionQueries.find(db, caller, number).compose(action -> db.preparedQuery("""
            SELECT f.id, f.kind, f.bytes, f.sha256, f.redacted, e.confidential
            FROM evidence_file f
            JOIN action_evidence e ON e.action = f.action AND e.number = f.evidence
            WHERE f.action = $1 AND f.evidence = $2 AND e.hidden IS NULL AND f.redacted = (e.confidential IS NOT NULL AND NOT $3) AND (NOT $3 OR e.confidential IS NULL OR $4)""")
        .execute(Tuple.of(action.id(), evidence, original, Evidence.seesAll(caller, action)))
        .map(rows -> Rows.one(rows, "evidence", row -> new Kept(row.getUUID("id"), row.getString("kind"), row.getLong("bytes"), HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()),
            number + "-evidence-" + evidence + (row.getBoolean("redacted") ? "-redacted." : ".") + (row.getString("kind").equals("jpeg") ? "jpg" : row.getString("kind")), row.getBoolean("redacted") || row.getString("confidential") == null))));
  }
}
