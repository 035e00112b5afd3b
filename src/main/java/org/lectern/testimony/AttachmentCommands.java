package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** Files are sent first and belong to nothing; the testimony that names their secrets takes them along. */
public final class AttachmentCommands {
  private AttachmentCommands() {}

  /** Of one testimony at most. */
  public static final int MOST = 5;

  /** A file that waits for its testimony; forgotten after a day. {@code upload} is the secret by which its sender names it. */
  public record Waiting(String upload, String kind, long bytes) {}

  /** A file where it is kept, and how it is sent. */
  public record Kept(UUID id, String kind, long bytes, String name, String sha256) {}

  /** Once for each secret: a file that is sent again is there already, and {@code id} is not needed. */
  public static Command<Boolean> keep(UUID id, String kind, long bytes, byte[] sha256, String secret) {
    return (tx, caller) -> tx.preparedQuery("""
            INSERT INTO attachment (id, jurisdiction, kind, bytes, sha256, secret_hash, received_at)
            VALUES ($1, $2, $3, $4, $5, $6, date_trunc('hour', clock_timestamp(), 'UTC'))
            ON CONFLICT (secret_hash) DO NOTHING""")
        .execute(Tuple.of(id, caller.place().id(), kind, bytes, Buffer.buffer(sha256), Buffer.buffer(Secrets.hash(secret))))
        .map(kept -> Change.of(kept.rowCount() == 1));
  }

  public static UUID fresh() {
    return Ids.blind();
  }

  /** What waits under these secrets, in their order; secrets of nothing are left out. */
  public static Query<List<Waiting>> waiting(List<String> secrets) {
    if (secrets.isEmpty()) return (db, caller) -> Future.succeededFuture(List.of());
    return (db, caller) -> db.preparedQuery("SELECT secret_hash, kind, bytes FROM attachment WHERE jurisdiction = $1 AND secret_hash = ANY ($2)")
        .execute(Tuple.of(caller.place().id(), (Object) hashes(secrets)))
        .map(rows -> {
          var found = new HashMap<Buffer, Waiting>();
          rows.forEach(row -> found.put(row.getBuffer("secret_hash"), new Waiting(null, row.getString("kind"), row.getLong("bytes"))));
          return secrets.stream().filter(secret -> found.containsKey(hash(secret)))
              .map(secret -> new Waiting(secret, found.get(hash(secret)).kind, found.get(hash(secret)).bytes)).toList();
        });
  }

  private static Buffer hash(String secret) {
    return Buffer.buffer(Secrets.hash(secret));
  }

  private static Buffer[] hashes(List<String> secrets) {
    return secrets.stream().map(AttachmentCommands::hash).toArray(Buffer[]::new);
  }

  /** The files that are waiting under these secrets, claimed: nobody else takes them. */
  static Future<Map<String, UUID>> claim(SqlConnection tx, Jurisdiction place, List<String> secrets) {
    if (secrets.isEmpty()) return Future.succeededFuture(Map.of());
    return tx.preparedQuery("SELECT secret_hash, id FROM attachment WHERE jurisdiction = $1 AND secret_hash = ANY ($2) ORDER BY id FOR UPDATE")
        .execute(Tuple.of(place.id(), (Object) hashes(secrets)))
        .map(rows -> {
          var byHash = new HashMap<Buffer, UUID>();
          rows.forEach(row -> byHash.put(row.getBuffer("secret_hash"), row.getUUID("id")));
          var found = new HashMap<String, UUID>();
          secrets.stream().filter(secret -> byHash.containsKey(hash(secret))).forEach(secret -> found.put(secret, byHash.get(hash(secret))));
          return found;
        });
  }

  /** The ids in the order in which they were named; a 422 for one that is not waiting, or named by two. */
  static List<UUID> named(List<String> secrets, Map<String, UUID> claimed, HashSet<UUID> taken) {
    return secrets.stream().map(secret -> {
      var id = claimed.get(secret);
      if (id == null || !taken.add(id)) throw Problem.invalid("/attachments", "upload_unknown");
      return id;
    }).toList();
  }

  static Future<Void> attach(SqlConnection tx, List<Accepted> accepted) {
    var rows = accepted.stream().filter(one -> !one.files.isEmpty())
        .flatMap(one -> java.util.stream.IntStream.range(0, one.files.size()).mapToObj(i -> Tuple.of(one.files.get(i), one.id, i + 1))).toList();
    if (rows.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("UPDATE attachment SET testimony = $2, ordinal = $3, secret_hash = NULL WHERE id = $1").executeBatch(rows).mapEmpty();
  }

  /** A file that everyone may have. */
  public static Query<Kept> open(String number, int ordinal) {
    return (db, caller) -> db.preparedQuery("SELECT " + Attachment.COLUMNS + """
             , t.number
            FROM attachment a
            JOIN testimony t ON t.id = a.testimony
            WHERE t.jurisdiction = $1 AND t.number = $2 AND a.ordinal = $3 AND a.taken_down IS NULL
              AND t.status IN ('published', 'redacted') AND t.privacy <> 'confidential'""")
        .execute(Tuple.of(caller.place().id(), number, ordinal))
        .map(rows -> Rows.one(rows, "attachment", AttachmentCommands::kept));
  }

  /** A file of their own, whatever became of the testimony. */
  public static Query<Kept> own(String secret, int ordinal) {
    return (db, caller) -> db.preparedQuery("SELECT " + Attachment.COLUMNS + """
             , t.number
            FROM attachment a
            JOIN testimony t ON t.id = a.testimony
            WHERE t.jurisdiction = $1 AND t.secret_hash = $2 AND a.ordinal = $3""")
        .execute(Tuple.of(caller.place().id(), hash(secret), ordinal))
        .map(rows -> Rows.one(rows, "attachment", AttachmentCommands::kept));
  }

  /** A file of any testimony, for whoever has been found to decide about it. */
  public static Future<Kept> of(SqlClient db, Caller caller, String number, int ordinal) {
    return db.preparedQuery("SELECT " + Attachment.COLUMNS + ", t.number FROM attachment a JOIN testimony t ON t.id = a.testimony WHERE t.jurisdiction = $1 AND t.number = $2 AND a.ordinal = $3")
        .execute(Tuple.of(caller.place().id(), number, ordinal))
        .map(rows -> Rows.one(rows, "attachment", AttachmentCommands::kept));
  }

  /** The files of a testimony, taken down ones too, for the same. */
  public static Future<List<Attachment>> all(SqlClient db, Caller caller, String number) {
    return db.preparedQuery("SELECT " + Attachment.COLUMNS + " FROM attachment a JOIN testimony t ON t.id = a.testimony WHERE t.jurisdiction = $1 AND t.number = $2 ORDER BY a.ordinal")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.list(rows, row -> Attachment.from(row, number)));
  }

  private static Kept kept(io.vertx.sqlclient.Row row) {
    var file = Attachment.from(row, row.getString("number"));
    return new Kept(row.getUUID("id"), file.kind(), file.bytes(), file.name(), file.sha256());
  }

  /** Forgets what has waited for a day; the answer are the ids of the files to remove. */
  public static Command<List<UUID>> forget() {
    return (tx, caller) -> tx.preparedQuery("DELETE FROM attachment WHERE jurisdiction = $1 AND testimony IS NULL AND received_at < now() - interval '25 hours' RETURNING id")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Change.of(Rows.list(rows, row -> row.getUUID("id"))));
  }
}
