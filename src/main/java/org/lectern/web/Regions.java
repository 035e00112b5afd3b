package org.lectern.web;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Query;
import org.lectern.store.Database;

/**
 * Rendered regions. Those for everyone are kept until the record changes them. What is kept never shows less than the number
 * it carries.
 */
final class Regions {

  /** A region as rendered: the number of the newest entry it shows, and its HTML. */
  record Painted(long seq, String html) {}

  private static final int KEPT = 5_000;
  private static final long AGE_MILLIS = 30_000;

  private final Database database;
  private final Templates templates;
  private final Changes changes;
  private final Map<String, Region> byId = new LinkedHashMap<>();
  private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

  private record Key(String place, String address, String region, String language) {}

  private record Kept(Future<Painted> painted, long since, long until) {}

  Regions(Database database, Templates templates, Changes changes, Collection<Region> regions) {
    this.database = database;
    this.templates = templates;
    this.changes = changes;
    regions.forEach(region -> byId.put(region.id(), region));
  }

  Region region(String id) {
    return byId.get(id);
  }

  /** The regions of an address that this caller may see. */
  List<Region> of(String address, Caller caller) {
    return byId.values().stream().filter(region -> region.parts(address) != null && admits(region, caller)).toList();
  }

  static boolean admits(Region region, Caller caller) {
    return region.open() || region.access().roles().stream().anyMatch(caller::holdsSomewhere);
  }

  /** For everyone: from what is kept, else rendered once for all who ask at this moment. */
  Future<Painted> paint(Region region, Jurisdiction place, String address, String language) {
    var key = new Key(place.slug(), address, region.id(), language);
    var now = System.nanoTime() / 1_000_000;
    var known = kept.get(key);
    if (known != null && known.until > now && !changes.since(known.since, place.slug(), address, region.types())) return Here.of(known.painted);
    if (kept.size() > KEPT) kept.clear();
    var since = changes.now();
    var fresh = new Kept(render(region, Caller.visitor(place), address, language), since, now + AGE_MILLIS);
    kept.put(key, fresh);
    fresh.painted.onFailure(failure -> kept.remove(key, fresh));
    return fresh.painted;
  }

  /** As this caller sees it; nothing is kept. */
  Future<Painted> render(Region region, Caller caller, String address, String language) {
    var query = region.query().apply(region.parts(address));
    return show(region, query, caller, address, language);
  }

  private <T> Future<Painted> show(Region region, Query<T> query, Caller caller, String address, String language) {
    return database.snapshot(caller.through(region.access()), query)
        .map(seen -> new Painted(seen.seq(), templates.region(region.template(), new View(caller.place(), language, caller, null), seen.value(), address)));
  }
}
