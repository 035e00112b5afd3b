package org.lectern.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.HashMap;
import java.util.Map;

/** The pages of {@code web/pages}, compiled and escaped at build time. */
final class Templates {

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.lectern.pages");

  /** A region knows its own address below the place, for links to more of the same. */
  String region(String template, View view, Object it, String address) {
    return page(template, view, Map.of("it", it, "address", address));
  }

  String page(String template, View view, Map<String, Object> model) {
    var all = new HashMap<String, Object>(model);
    all.put("v", view);
    var out = new StringOutput(8_192);
    engine.render(template + ".jte", all, out);
    return out.toString();
  }
}
