package org.lectern.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lectern.core.Access;
import org.lectern.core.Query;

/**
 * A live piece of a page: the topic it follows, the events that change it, what it asks and the template that shows it. The
 * same region serves the first paint, the reload, the pushed update and the cache.
 *
 * @param topic an address below the place with its parts named: {@code hearings/{hearing}/queue}
 * @param types the events that change it; empty for whatever happens to the topic
 */
record Region(String id, Pattern topic, List<String> names, Set<String> types, Access access, String template, Function<Map<String, String>, Query<?>> query) {

  private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

  Region(String id, String topic, Set<String> types, Access access, String template, Function<Map<String, String>, Query<?>> query) {
    this(id, Pattern.compile(NAME.matcher(topic).replaceAll("([\\\\w.-]+)")), NAME.matcher(topic).results().map(found -> found.group(1)).toList(),
        types, access, template, query);
  }

  /** The parts of an address that this region is for; null if it is not. */
  Map<String, String> parts(String address) {
    var matcher = topic.matcher(address);
    if (!matcher.matches()) return null;
    var parts = new HashMap<String, String>();
    for (int i = 0; i < names.size(); i++) parts.put(names.get(i), matcher.group(i + 1));
    return parts;
  }

  boolean changedBy(String type) {
    return types.isEmpty() || types.contains(type);
  }

  boolean open() {
    return access.anyone();
  }
}
