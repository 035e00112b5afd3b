package org.lectern.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;

/** A page that somebody asks for: who, where, in which language, and the form as it was last filled in. */
record Ask(RoutingContext context, Sessions.Known known, Jurisdiction place, Caller caller, View view, Form form) {

  String text(String name) {
    return context.pathParam(name);
  }

  long number(String name) {
    try {
      return Long.parseLong(context.pathParam(name));
    } catch (NumberFormatException no) {
      throw Problem.missing(name);
    }
  }

  /** A parameter of the query; null if it is not there. */
  String query(String name) {
    var value = context.queryParams().get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /** The same with these fields of its form filled in from the address, as links from elsewhere do; what was typed stays. */
  Ask prefilled(String... fields) {
    var given = MultiMap.caseInsensitiveMultiMap();
    for (var field : fields) {
      context.queryParams().getAll(field).stream().filter(value -> value.length() <= 4_000 && Text.clean(value)).forEach(value -> given.add(field, value));
    }
    return form.refused() || given.isEmpty() ? this : refused(Form.refused(given, null, view.messages()));
  }

  Ask refused(Form form) {
    return new Ask(context, known, place, caller, view, form);
  }

  Map<String, String> parts() {
    return context.pathParams();
  }
}
