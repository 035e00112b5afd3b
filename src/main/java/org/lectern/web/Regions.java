package org.lectern.web;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Query;
import org.lectern.store.Database;

/**
 * Rendered regions. Those for everyone are kept and dropped by the journal: by the own process's commits before they are
 * answered, by other processes' as the feed brings them. What is kept never shows less than the number it carries.
 */
final class Regions {

  /** A region as rendered: the number of the newest entry it shows, and its HTML. */
  record Painted(long seq, String html) {}

  private static final int KEPT = 5_000;
  private static final long AGE_MILLIS = 30_000;

  private final Database database;
  private final Templates templates;
  private final Places places;
  private final Map<String, Region> byId = new LinkedHashMap<>();
  private final Map<Key, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, Long> changed = new ConcurrentHashMap<>();

  private record Key(String place, String address, String region, String language) {}

  private record Kept(Future<Painted> painted, long until) {}

  Regions(Database database, Templates templates, Places places, Collection<Region> regions) {
    this.database = database;
    this.templates = templates;
    this.places = places;
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
    if (known != null && known.until > now) return known.painted;
    if (kept.size() > KEPT) kept.clear();
    var fresh = new Kept(render(region, Caller.visitor(place), address, language), now + AGE_MILLIS);
    kept.put(key, fresh);
    fresh.painted.onFailure(failure -> kept.remove(key, fresh));
    return fresh.painted.compose(painted -> settle(key, fresh, painted, region, place, address, language));
  }

  /** An entry that came while the region was being rendered may not be in it: then it is rendered again. */
  private Future<Painted> settle(Key key, Kept fresh, Painted painted, Region region, Jurisdiction place, String address, String language) {
    if (painted.seq >= changed.getOrDefault(place.slug() + "/" + address, 0L)) return Future.succeededFuture(painted);
    kept.remove(key, fresh);
    return render(region, Caller.visitor(place), address, language);
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

  /** What these entries change is rendered anew when next asked for. */
  void drop(List<Entry> entries) {
    for (var entry : entries) {
      var place = places.slug(entry.jurisdiction());
      if (place == null) continue;
      if (changed.size() > 50_000) changed.clear();
      for (var topic : withRoot(entry.topics())) {
        changed.merge(place + "/" + topic, entry.seq(), Math::max);
        for (var region : byId.values()) {
          if (!region.changedBy(entry.type()) || region.parts(topic) == null) continue;
          for (var language : Messages.LANGUAGES) kept.remove(new Key(place, topic, region.id(), language));
        }
      }
    }
  }

  /** The place itself is always meant too. */
  private static List<String> withRoot(List<String> topics) {
    var all = new ArrayList<>(topics);
    all.add("");
    return all;
  }
}
