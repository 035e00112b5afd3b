package org.lectern.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.lectern.core.Jurisdiction;
import org.lectern.hearings.Hearing;

/** What pages say to machines: sentences for their scripts, and hearings for search engines. */
final class Words {
  private Words() {}

  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  /** All sentences {@code js.NAME}; one with plural forms is {@code js.NAME.CATEGORY}. */
  static String json(Messages messages) {
    return KNOWN.computeIfAbsent(messages.language(), language -> {
      var words = new JsonObject();
      Messages.in("en").sentences().stringPropertyNames().stream().filter(key -> key.startsWith("js.")).sorted().forEach(key -> {
        var parts = key.substring(3).split("\\.");
        var sentence = messages.has(key) ? messages.sentences().getProperty(key) : Messages.in("en").sentences().getProperty(key);
        if (parts.length == 1) words.put(parts[0], sentence);
        else {
          if (!words.containsKey(parts[0])) words.put(parts[0], new JsonObject());
          words.getJsonObject(parts[0]).put(parts[1], sentence);
        }
      });
      return words.encode();
    });
  }

  /** schema.org Event; a cancelled hearing says so. */
  static String event(Hearing hearing, Jurisdiction place) {
    var event = new JsonObject().put("@context", "https://schema.org").put("@type", "Event").put("name", hearing.title())
        .put("startDate", hearing.startsLocal().toOffsetDateTime().toString())
        .put("eventStatus", "https://schema.org/" + switch (hearing.status()) {
          case CANCELLED -> "EventCancelled";
          case POSTPONED -> "EventPostponed";
          default -> "EventScheduled";
        })
        .put("isAccessibleForFree", true)
        .put("organizer", new JsonObject().put("@type", "GovernmentOrganization").put("name", hearing.bodyName()));
    var locations = new JsonArray();
    if (hearing.place() != null) locations.add(new JsonObject().put("@type", "Place").put("name", hearing.place()).put("address", hearing.place()));
    if (hearing.videoUrl() != null) locations.add(new JsonObject().put("@type", "VirtualLocation").put("url", hearing.videoUrl()));
    return event.put("location", locations).encode();
  }
}
