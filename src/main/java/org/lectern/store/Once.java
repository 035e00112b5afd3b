package org.lectern.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/**
 * A create that happens once however often it is asked for: the key stands in the same transaction as what it made, and
 * whoever repeats it gets the first answer.
 */
public final class Once {
  private Once() {}

  /**
   * What a client chose to call its wish.
   *
   * @param scope the operation and the place
   * @param hash of the person and the client's key, so that it leads nobody back
   * @param bodyHash of the client's key and the bytes asked with: the same key with another body is refused (422), and nobody
   *     without the key can try what was in them
   */
  public record Key<T>(String scope, String hash, Buffer bodyHash, Class<T> answer) {
    public static <T> Key<T> of(Caller caller, String scope, String key, byte[] body, Class<T> answer) {
      var person = caller.person() == null ? "" : caller.person().toString();
      var hash = HexFormat.of().formatHex(Secrets.hash((person + "\n" + key).getBytes(StandardCharsets.UTF_8)));
      return new Key<>(scope, hash, Buffer.buffer(Secrets.hash(key.getBytes(StandardCharsets.UTF_8), body)), answer);
    }

    /** What tells it from all others. */
    String name() {
      return scope + " " + hash;
    }
  }

  /** The first answer to a key, or why it is none for this body; the other is null. */
  record Known<T>(T answer, Problem refusal) {}

  /** Claims the key first: two at once wait for each other on its row. */
  public static <T> Command<T> once(Key<T> key, Command<T> command) {
    return (tx, caller) -> claim(tx, key).compose(first -> first
        ? command.perform(tx, caller).compose(change -> keep(tx, key, change.result()).map(change))
        : known(tx, List.of(key)).map(known -> Change.of(answer(known.get(key.name())))));
  }

  /** The hour alone is kept: an exact time would tell when an anonymous author wrote. */
  private static Future<Boolean> claim(SqlConnection tx, Key<?> key) {
    return tx.preparedQuery("""
            INSERT INTO idempotency (scope, key, body_hash, created_at)
            VALUES ($1, $2, $3, date_trunc('hour', now(), 'UTC'))
            ON CONFLICT DO NOTHING""")
        .execute(Tuple.of(key.scope, key.hash, key.bodyHash))
        .map(inserted -> inserted.rowCount() == 1);
  }

  private static Future<Void> keep(SqlConnection tx, Key<?> key, Object answer) {
    return tx.preparedQuery("""
            UPDATE idempotency
            SET answer = $3::text::jsonb
            WHERE scope = $1 AND key = $2""")
        .execute(Tuple.of(key.scope, key.hash, Json.text(answer)))
        .mapEmpty();
  }

  private static <T> T answer(Known<T> known) {
    if (known.refusal != null) throw known.refusal;
    return known.answer;
  }

  /** What was asked for before, by the key's name. */
  static <T> Future<Map<String, Known<T>>> known(SqlConnection tx, List<Key<T>> keys) {
    var byName = new HashMap<String, Key<T>>();
    keys.forEach(key -> byName.put(key.name(), key));
    return tx.preparedQuery("""
            SELECT i.scope || ' ' || i.key AS name, i.body_hash, i.answer::text
            FROM unnest($1::text[], $2::text[]) AS k (scope, key)
            JOIN idempotency i ON i.scope = k.scope AND i.key = k.key""")
        .execute(Tuple.of(scopes(keys), (Object) hashes(keys)))
        .map(rows -> {
          var known = new HashMap<String, Known<T>>();
          rows.forEach(row -> known.put(row.getString("name"), known(row, byName.get(row.getString("name")))));
          return known;
        });
  }

  private static String[] scopes(List<? extends Key<?>> keys) {
    return keys.stream().map(Key::scope).toArray(String[]::new);
  }

  private static String[] hashes(List<? extends Key<?>> keys) {
    return keys.stream().map(Key::hash).toArray(String[]::new);
  }

  private static <T> Known<T> known(Row row, Key<T> key) {
    if (!Arrays.equals(row.getBuffer("body_hash").getBytes(), key.bodyHash.getBytes())) return new Known<>(null, Problem.of(422, "key_used"));
    return new Known<>(Json.read(row.getString("answer"), key.answer), null);
  }

  /** Remembers many answers at once. If another process took one of the keys meanwhile, the transaction fails and is tried again. */
  static Future<Void> remember(SqlConnection tx, List<? extends Key<?>> keys, List<Object> answers) {
    if (keys.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("""
            INSERT INTO idempotency (scope, key, body_hash, answer, created_at)
            SELECT k.scope, k.key, k.body_hash, k.answer::jsonb, date_trunc('hour', now(), 'UTC')
            FROM unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) AS k (scope, key, body_hash, answer)
            ORDER BY k.scope, k.key""")
        .execute(Tuple.of(scopes(keys), hashes(keys), keys.stream().map(Key::bodyHash).toArray(Buffer[]::new),
            answers.stream().map(Json::text).toArray(String[]::new)))
        .mapEmpty();
  }

  static boolean sameKeyAtOnce(Throwable failure) {
    return failure instanceof PgException pg && "idempotency_pkey".equals(pg.getConstraint());
  }
}
