package org.lectern.web;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.store.Feed;

/**
 * Pages that watch the same address in the same language: what changed is rendered once for all of them, at most four times
 * a second, however many entries there were. Whoever joins or comes back gets the regions as they are now, if anything has
 * happened since the number they have: for a page, state is all it needs.
 */
final class Lanes {

  private static final long PACE_MILLIS = 250;

  private final Vertx vertx;
  private final Regions regions;
  private final Map<String, Lane> lanes = new HashMap<>();

  Lanes(Vertx vertx, Regions regions) {
    this.vertx = vertx;
    this.regions = regions;
  }

  void join(Follower follower, String address) {
    var lane = lanes.computeIfAbsent(key(follower, address), none -> new Lane(follower.caller.place(), address, follower.language));
    lane.followers.add(follower);
    lane.welcome(follower);
  }

  void welcome(Follower follower, String address) {
    var lane = lanes.get(key(follower, address));
    if (lane != null) lane.welcome(follower);
  }

  void leave(Follower follower, String address) {
    var lane = lanes.get(key(follower, address));
    if (lane == null) return;
    lane.followers.remove(follower);
    if (lane.followers.isEmpty()) lanes.remove(key(follower, address));
  }

  private static String key(Follower follower, String address) {
    return key(follower.caller.place().slug(), address, follower.language);
  }

  private static String key(String place, String address, String language) {
    return place + "/" + address + " " + language;
  }

  void hear(List<Feed.Item> items, Places places) {
    if (lanes.isEmpty()) return;
    for (var item : items) {
      var place = places.slug(item.entry.jurisdiction());
      if (place == null) continue;
      for (var language : Messages.LANGUAGES) {
        wake(key(place, "", language), item.entry);
        for (var topic : item.entry.topics()) wake(key(place, topic, language), item.entry);
      }
    }
  }

  private void wake(String key, Entry entry) {
    var lane = lanes.get(key);
    if (lane != null) lane.changed(entry);
  }

  /** One address in one language. */
  private final class Lane {
    private final Jurisdiction place;
    private final String address;
    private final String language;
    private final Set<Follower> followers = new LinkedHashSet<>();
    private final Set<String> types = new HashSet<>();
    private final Set<String> openTypes = new HashSet<>();
    private Entry newest;
    private Entry newestOpen;
    private Entry sayable;
    private boolean running;
    private boolean waiting;
    private long ranAt;

    Lane(Jurisdiction place, String address, String language) {
      this.place = place;
      this.address = address;
      this.language = language;
    }

    void changed(Entry entry) {
      newest = entry;
      types.add(entry.type());
      if (entry.audience().everyone()) {
        newestOpen = entry;
        openTypes.add(entry.type());
        if (Messages.in("en").has("say." + entry.type())) sayable = entry;
      }
      schedule();
    }

    private void schedule() {
      if (running || waiting) return;
      var wait = ranAt + PACE_MILLIS - System.nanoTime() / 1_000_000;
      if (wait <= 0) {
        run();
        return;
      }
      waiting = true;
      vertx.setTimer(wait, due -> {
        waiting = false;
        run();
      });
    }

    private void run() {
      running = true;
      ranAt = System.nanoTime() / 1_000_000;
      var dirty = Set.copyOf(types);
      var openDirty = Set.copyOf(openTypes);
      types.clear();
      openTypes.clear();
      var say = sayable;
      sayable = null;
      followers.forEach(follower -> staff(follower, dirty, newest));
      push(openDirty, newestOpen, say).onComplete(done -> {
        running = false;
        if (!types.isEmpty()) schedule();
      });
    }

    private Future<Void> push(Set<String> dirty, Entry last, Entry say) {
      if (dirty.isEmpty()) return Future.succeededFuture();
      var open = regions.of(address, Caller.visitor(place)).stream().filter(region -> dirty.stream().anyMatch(region::changedBy)).toList();
      return painted(open).map(shown -> {
        // Pages that show the same regions get the same bytes.
        var pieces = new HashMap<Set<String>, ByteBuf>();
        for (var follower : List.copyOf(followers)) {
          if (!follower.socket.writable()) follower.fallBehind(Live.now());
          else follower.socket.write(pieces.computeIfAbsent(follower.regions, wanted -> Wire.piece(Wire.text(message(chosen(shown, wanted), last, say)))));
        }
        pieces.values().forEach(ByteBuf::release);
        return null;
      });
    }

    /** What only staff may see is rendered for each of them: there are few, and it may differ. */
    private void staff(Follower follower, Set<String> dirty, Entry last) {
      var theirs = regions.of(address, follower.caller).stream()
          .filter(region -> !region.open() && dirty.stream().anyMatch(region::changedBy) && wanted(follower.regions, region.id()))
          .toList();
      theirs.forEach(region -> regions.render(region, follower.caller, address, language)
          .onSuccess(painted -> follower.socket.write(message(Map.of(region.id(), painted), last, null))));
    }

    private static boolean wanted(Set<String> wanted, String id) {
      return wanted.isEmpty() || wanted.contains(id);
    }

    private static Map<String, Regions.Painted> chosen(Map<String, Regions.Painted> shown, Set<String> wanted) {
      var chosen = new HashMap<>(shown);
      chosen.keySet().removeIf(id -> !wanted(wanted, id));
      return chosen;
    }

    private Future<Map<String, Regions.Painted>> painted(List<Region> open) {
      var shown = new HashMap<String, Regions.Painted>();
      var all = new ArrayList<Future<?>>();
      for (var region : open) all.add(regions.paint(region, place, address, language).onSuccess(painted -> shown.put(region.id(), painted)).otherwiseEmpty());
      return all.isEmpty() ? Future.succeededFuture(shown) : Future.all(all).map(shown);
    }

    private String message(Map<String, Regions.Painted> shown, Entry last, Entry say) {
      var message = new JsonObject().put("seq", shown.values().stream().mapToLong(Regions.Painted::seq).min().orElse(last.seq()))
          .put("topic", place.slug() + "/" + last.topics().get(0)).put("type", last.type()).put("at", last.at().toString()).put("data", last.data());
      if (!shown.isEmpty()) {
        var html = new JsonObject();
        shown.forEach((id, painted) -> html.put(id, painted.html()));
        message.put("html", html);
      }
      if (say != null) message.put("say", sentence(say));
      return message.encode();
    }

    private String sentence(Entry say) {
      var words = new HashMap<String, Object>(say.data().getMap());
      var messages = Messages.in(language);
      var name = words.get("name") != null ? words.get("name") : words.get("byline");
      words.put("who", name != null ? name : messages.say("speaker.number", words.getOrDefault("slot", "")));
      return messages.say("say." + say.type(), words);
    }

    void welcome(Follower follower) {
      var theirs = regions.of(address, follower.caller).stream().filter(region -> wanted(follower.regions, region.id())).toList();
      for (var region : theirs) {
        var shown = region.open() ? regions.paint(region, place, address, language) : regions.render(region, follower.caller, address, language);
        shown.onSuccess(painted -> {
          if (painted.seq() > follower.seq) follower.socket.write(new JsonObject().put("seq", painted.seq()).put("topic", follower.topic(address))
              .put("html", new JsonObject().put(region.id(), painted.html())).encode());
        });
      }
    }
  }
}
