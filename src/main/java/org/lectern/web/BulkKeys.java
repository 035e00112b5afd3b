package org.lectern.web;

import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.lectern.core.Entry;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;
import org.lectern.store.Database;
import org.lectern.testimony.Weight;

/** The keys of bulk submitters, all in memory, so that a submission reads nothing: loaded at start, and again when the record says that one was issued or revoked. */
final class BulkKeys {

  private record Known(UUID place, String organisation, Bucket hourly) {}

  private final Database database;
  private volatile Map<String, Known> keys = Map.of();

  BulkKeys(Database database) {
    this.database = database;
  }

  Future<Void> load() {
    return database.lookUp(db -> db.query("SELECT jurisdiction, organisation, key_hash, per_hour FROM bulk_key WHERE revoked_at IS NULL LIMIT 10000").execute())
        .map(rows -> {
          var before = keys;
          var fresh = new ConcurrentHashMap<String, Known>();
          for (var row : rows) {
            var hash = HexFormat.of().formatHex(row.getBuffer("key_hash").getBytes());
            // Whoever is known keeps what is left of the hour.
            fresh.put(hash, before.containsKey(hash) ? before.get(hash) : new Known(row.getUUID("jurisdiction"), row.getString("organisation"), hourly(row.getInteger("per_hour"))));
          }
          keys = fresh;
          return null;
        });
  }

  private static Bucket hourly(int count) {
    return Bucket.builder().addLimit(limit -> limit.capacity(count).refillGreedy(count, Duration.ofHours(1))).build();
  }

  static boolean changedBy(Entry entry) {
    return entry.type().startsWith("BulkKey");
  }

  Weight weigh(UUID place, String key, List<String> flags) {
    var known = keys.get(HexFormat.of().formatHex(Secrets.hash(key)));
    if (known == null || !known.place.equals(place)) throw Problem.forbidden("bulk_key_unknown");
    var probe = known.hourly.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) throw Problem.later(429, "too_many_testimonies", (int) Math.min(3_600, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1));
    return new Weight(null, flags, known.organisation);
  }
}
