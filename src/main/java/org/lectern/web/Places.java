package org.lectern.web;

import io.vertx.core.Future;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.store.Database;

/** The jurisdictions by their place in an address. They hardly change; what is not known yet is looked up. */
final class Places {

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,39}");
  private static final long KEPT_MILLIS = 10_000;

  private final Database database;
  private final Map<String, Kept> bySlug = new ConcurrentHashMap<>();
  private final Map<UUID, String> slugs = new ConcurrentHashMap<>();

  private record Kept(Jurisdiction place, long until) {}

  Places(Database database) {
    this.database = database;
  }

  /** The place with that slug, or a 404. */
  Future<Jurisdiction> find(String slug) {
    if (!SLUG.matcher(slug).matches()) return Future.failedFuture(Problem.missing("place"));
    var kept = bySlug.get(slug);
    if (kept != null && kept.until > System.nanoTime() / 1_000_000) return Future.succeededFuture(kept.place);
    return database.lookUp(db -> BodyQueries.jurisdiction(db, slug))
        .map(found -> keep(found.orElseThrow(() -> Problem.missing("place"))));
  }

  private Jurisdiction keep(Jurisdiction place) {
    if (bySlug.size() > 10_000) bySlug.clear();
    bySlug.put(place.slug(), new Kept(place, System.nanoTime() / 1_000_000 + KEPT_MILLIS));
    slugs.put(place.id(), place.slug());
    return place;
  }

  /** The slug of a place that somebody here has asked for before; null if nobody did, so nobody here follows it. */
  String slug(UUID jurisdiction) {
    return slugs.get(jurisdiction);
  }
}
