package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
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
  private static final int MOST = 10_000;

  private final Database database;
  private final Map<String, Kept> bySlug = new ConcurrentHashMap<>();
  private final Map<UUID, String> slugs = new ConcurrentHashMap<>();

  private record Kept(Future<Jurisdiction> place, long until) {
    static Kept of(Future<Jurisdiction> place) {
      return new Kept(place, System.nanoTime() / 1_000_000 + KEPT_MILLIS);
    }
  }

  Places(Database database) {
    this.database = database;
  }

  /** The place with that slug, or a 404: looked up by one for all who ask, and what was known is good enough meanwhile. */
  Future<Jurisdiction> find(String slug) {
    if (!SLUG.matcher(slug).matches()) return Future.failedFuture(Problem.missing("place"));
    var known = bySlug.get(slug);
    if (known != null && known.until > System.nanoTime() / 1_000_000) return Here.of(known.place);
    if (bySlug.size() > MOST) bySlug.clear();
    var looking = Promise.<Jurisdiction>promise();
    var next = Kept.of(known != null && known.place.succeeded() ? known.place : looking.future());
    var first = known == null ? bySlug.putIfAbsent(slug, next) == null : bySlug.replace(slug, known, next);
    if (!first) return find(slug);
    database.lookUp(db -> BodyQueries.jurisdiction(db, slug)).map(found -> found.orElseThrow(() -> Problem.missing("place"))).onComplete(found -> {
      if (found.succeeded()) keep(found.result());
      else bySlug.remove(slug, next);
      looking.handle(found);
    });
    return Here.of(next.place);
  }

  private void keep(Jurisdiction place) {
    bySlug.put(place.slug(), Kept.of(Future.succeededFuture(place)));
    slugs.put(place.id(), place.slug());
  }

  /** The slug of a place that somebody here has asked for before; null if nobody did, so nobody here follows it. */
  String slug(UUID jurisdiction) {
    return slugs.get(jurisdiction);
  }
}
