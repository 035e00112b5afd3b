package org.lectern.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.lectern.register.Scope;

/** Addresses that carry a query. */
public final class Links {
  private Links() {}

  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** With its question mark; empty if nothing is asked. */
  public static String query(Scope scope) {
    var query = scope.query();
    return query.isEmpty() ? "" : "?" + query;
  }

  /** The query less a part of that name, ready for one more. */
  public static String without(String query, String name) {
    if (query == null) return "";
    return Arrays.stream(query.split("&")).filter(part -> !part.isEmpty() && !part.startsWith(name + "=")).map(part -> part + "&").collect(Collectors.joining());
  }
}
