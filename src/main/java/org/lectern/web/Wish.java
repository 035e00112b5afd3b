package org.lectern.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a socket asks for: to follow or no longer follow an address of a place, from which number on, as entries or as
 * rendered regions. Anything else on the socket is refused; writes are HTTP.
 */
record Wish(boolean unfollow, String place, String address, long after, boolean html, Set<String> regions, String language) {

  /** Whoever names no number wants what comes from now on. */
  static final long FROM_NOW = Long.MAX_VALUE;

  private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9-]{1,39}(/[A-Za-z0-9][A-Za-z0-9.-]{0,99}){0,4}");
  private static final Set<String> WORDS = Set.of("follow", "unfollow", "after", "html", "lang");

  static List<Wish> parse(String text) {
    var message = new JsonObject(text);
    if (!WORDS.containsAll(message.fieldNames())) throw new IllegalArgumentException("unknown field");
    var after = message.getLong("after", FROM_NOW);
    var html = message.getValue("html", false);
    var regions = html instanceof JsonArray ids ? ids.stream().map(String.class::cast).limit(30).collect(Collectors.toSet()) : Set.<String>of();
    var language = Messages.best(message.getString("lang", "en"));
    var wishes = new ArrayList<Wish>();
    for (var topic : message.getJsonArray("follow", new JsonArray())) wishes.add(wish(false, (String) topic, after, html, regions, language));
    for (var topic : message.getJsonArray("unfollow", new JsonArray())) wishes.add(wish(true, (String) topic, after, html, regions, language));
    if (wishes.size() > 20) throw new IllegalArgumentException("too many at once");
    return wishes;
  }

  private static Wish wish(boolean unfollow, String topic, long after, Object html, Set<String> regions, String language) {
    if (!TOPIC.matcher(topic).matches() || after < 0) throw new IllegalArgumentException("no such topic");
    var slash = topic.indexOf('/');
    return new Wish(unfollow, slash < 0 ? topic : topic.substring(0, slash), slash < 0 ? "" : topic.substring(slash + 1), after,
        Boolean.TRUE.equals(html) || html instanceof JsonArray, regions, language);
  }
}
