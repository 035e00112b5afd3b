package org.lectern.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/**
 * A create that happens once however often it is asked for: the key stands in the same transaction as what it made, and
 * whoever repeats it gets the first answer. Two at once wait for each other on the key's row.
 */
public final class Once {
  private Once() {}

  /**
   * @param scope the operation and the place
   * @param key what the client chose; kept only as a hash together with the person, so that it leads nobody back
   * @param body the bytes asked with: the same key with another body is refused (422)
   */
  public static <T> Command<T> once(String scope, String key, byte[] body, Class<T> answer, Command<T> command) {
    return (tx, caller) -> {
      var hashed = hashed(caller, key);
      var bodyHash = Buffer.buffer(Secrets.hash(body));
      return claim(tx, scope, hashed, bodyHash).compose(first -> first
          ? perform(tx, caller, scope, hashed, command)
          : repeat(tx, scope, hashed, bodyHash, answer));
    };
  }

  private static String hashed(Caller caller, String key) {
    var person = caller.person() == null ? "" : caller.person().toString();
    return HexFormat.of().formatHex(Secrets.hash((person + "\n" + key).getBytes(StandardCharsets.UTF_8)));
  }

  /** The hour alone is kept: an exact time would tell when an anonymous author wrote. */
  private static Future<Boolean> claim(SqlConnection tx, String scope, String key, Buffer bodyHash) {
    return tx.preparedQuery("""
            INSERT INTO idempotency (scope, key, body_hash, created_at)
            VALUES ($1, $2, $3, date_trunc('hour', now(), 'UTC'))
            ON CONFLICT DO NOTHING""")
        .execute(Tuple.of(scope, key, bodyHash))
        .map(inserted -> inserted.rowCount() == 1);
  }

  private static <T> Future<Change<T>> perform(SqlConnection tx, Caller caller, String scope, String key, Command<T> command) {
    return command.perform(tx, caller)
        .compose(change -> tx.preparedQuery("""
                UPDATE idempotency
                SET answer = $3::text::jsonb
                WHERE scope = $1 AND key = $2""")
            .execute(Tuple.of(scope, key, Json.text(change.result())))
            .map(change));
  }

  private static <T> Future<Change<T>> repeat(SqlConnection tx, String scope, String key, Buffer bodyHash, Class<T> answer) {
    return tx.preparedQuery("""
            SELECT body_hash, answer::text
            FROM idempotency
            WHERE scope = $1 AND key = $2""")
        .execute(Tuple.of(scope, key))
        .map(rows -> Rows.one(rows, "answer", row -> first(row, bodyHash, answer)))
        .map(known -> Change.of(known));
  }

  private static <T> T first(Row row, Buffer bodyHash, Class<T> answer) {
    if (!Arrays.equals(row.getBuffer("body_hash").getBytes(), bodyHash.getBytes())) throw Problem.of(422, "key_used");
    return Json.read(row.getString("answer"), answer);
  }
}
