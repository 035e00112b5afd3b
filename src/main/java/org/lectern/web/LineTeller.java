package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Rows;
import org.lectern.queue.Alerts;
import org.lectern.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that speakers are told by mail of their own place in line: a moment after this process committed something about
 * a line, and in rounds for what others committed or a stop cut short. What was told stands in the database.
 */
final class LineTeller {

  private static final Logger LOG = LoggerFactory.getLogger(LineTeller.class);
  private static final long ROUND_MILLIS = 20_000;
  private static final long SOON_MILLIS = 100;

  private final Vertx vertx;
  private final Database database;
  private final Places places;
  private final Letters letters;
  private final Set<String> wanted = new LinkedHashSet<>();
  private boolean busy;

  LineTeller(Vertx vertx, Database database, Places places, Letters letters) {
    this.vertx = vertx;
    this.database = database;
    this.places = places;
    this.letters = letters;
  }

  void start() {
    vertx.setPeriodic(ROUND_MILLIS, tick -> waiting().onSuccess(this::want));
  }

  void committed(List<Entry> entries) {
    var about = new LinkedHashSet<UUID>();
    for (var entry : entries) if (entry.topics().stream().anyMatch(topic -> topic.endsWith("/queue"))) about.add(entry.jurisdiction());
    if (about.isEmpty()) return;
    var slugs = about.stream().map(places::slug).filter(slug -> slug != null).toList();
    vertx.setTimer(SOON_MILLIS, soon -> want(slugs));
  }

  /** The places in which somebody with an address is in line, or was until a day ago. */
  private Future<List<String>> waiting() {
    return database.lookUp(db -> db.query("""
            SELECT DISTINCT j.slug
            FROM slot s
            JOIN jurisdiction j ON j.id = s.jurisdiction
            WHERE s.email IS NOT NULL AND (s.status IN ('confirmed', 'waitlisted', 'checked_in', 'called') OR (s.status = 'lapsed' AND NOT s.lapse_told))""")
        .execute()
        .map(rows -> Rows.list(rows, row -> row.getString("slug"))));
  }

  private synchronized void want(List<String> slugs) {
    wanted.addAll(slugs);
    if (!busy) next();
  }

  private synchronized void next() {
    var slug = wanted.stream().findFirst().orElse(null);
    busy = slug != null;
    if (slug == null) return;
    wanted.remove(slug);
    tell(slug).onComplete(done -> {
      if (done.failed()) LOG.warn("Not every speaker could be told; trying again");
      next();
    });
  }

  private Future<Void> tell(String slug) {
    return places.find(slug)
        .compose(place -> database.write(Caller.system(place, "clock"), Alerts.tell(due -> letters.speaker(place, due))))
        .compose(written -> written.result() > 0 ? tell(slug) : Future.succeededFuture());
  }
}
