package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lectern.core.Json;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.reading.Reading;
import org.lectern.reading.Reading.Choice;
import org.lectern.testimony.Position;
import org.lectern.testimony.Target;

/** Reading before a decision: the same page for a hearing, an area, an action and a policy change, and the clerk's themes on it. */
final class ReadingPages {

  private static final int LONGEST = 35;
  private final Site site;

  ReadingPages(Site site) {
    this.site = site;
  }

  /** Where a target stands in addresses, and the operation that makes a theme of it. */
  private record Kind(String path, String part, String create) {
    Target target(Ask ask) {
      if (part.equals("hearing")) return Target.hearing(ask.number("hearing"), null);
      if (part.equals("policy")) return Target.policy(ask.text("policy"));
      return part.equals("area") ? Target.area(ask.text("area")) : Target.action(ask.text("action"));
    }
  }

  private static final List<Kind> KINDS = List.of(new Kind("/:place/hearings/:hearing", "hearing", "createTheme"),
      new Kind("/:place/areas/:area", "area", "createAreaTheme"), new Kind("/:place/actions/:action", "action", "createActionTheme"),
      new Kind("/:place/policies/:policy", "policy", "createPolicyReadingTheme"));

  void mount() {
    for (var kind : KINDS) {
      var path = kind.path + "/reading";
      site.pageLater(path, ANYONE, ask -> reading(ask, kind));
      site.form(path + "/themes", kind.create, (ask, done) -> there(ask, kind), ask -> reading(ask, kind));
      site.post(path + "/file", (ask, fields) -> theme(ask, "fileTestimony", fields, filing(fields), kind), ask -> reading(ask, kind));
      site.post(path + "/retire", (ask, fields) -> theme(ask, "retireTheme", fields, null, kind), ask -> reading(ask, kind));
      site.router().get(path + ".json").handler(VotePages::toTheApi);
    }
  }

  private static String there(Ask ask, Kind kind) {
    return ask.view().at(kind.target(ask).address()) + "/reading";
  }

  private Future<Paper> reading(Ask ask, Kind kind) {
    var choice = choice(ask);
    return Pages.later(site.paper(ask, "reading/reading").with("choice", (Object) choice).with("query", (Object) query(ask))
        .with("it", Reading.of(kind.target(ask), choice, ask.query("cursor"), Page.SIZE)));
  }

  private static Choice choice(Ask ask) {
    var position = ask.query("position");
    var language = ask.query("language");
    if (language != null && !language.matches("[A-Za-z-]{2," + LONGEST + "}")) throw Problem.malformed("parameter_unknown");
    return new Choice(number(ask.query("theme")), position == null || position.equals("none") ? null : position(position), "none".equals(position),
        ask.query("verified") == null ? null : Boolean.valueOf("true".equals(ask.query("verified"))), language,
        ask.query("item") == null ? null : (int) Math.min(number(ask.query("item")), Integer.MAX_VALUE), "apart".equals(ask.query("letters")));
  }

  private static Long number(String text) {
    if (text == null) return null;
    if (!text.matches("[0-9]{1,18}")) throw Problem.malformed("parameter_unknown");
    return Long.valueOf(text);
  }

  private static Position position(String word) {
    try {
      return Position.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    } catch (IllegalArgumentException no) {
      throw Problem.malformed("parameter_unknown");
    }
  }

  /** The choice again, for the link to the next page. */
  private static String query(Ask ask) {
    var query = new StringBuilder();
    for (var name : List.of("theme", "position", "verified", "language", "item", "letters")) {
      if (ask.query(name) != null) query.append(name).append('=').append(URLEncoder.encode(ask.query(name), StandardCharsets.UTF_8)).append('&');
    }
    return query.toString();
  }

  private Future<String> theme(Ask ask, String operation, MultiMap fields, ObjectNode body, Kind kind) {
    var theme = number(fields.get("theme"));
    if (theme == null) throw Problem.missing("theme");
    Map<String, String> parts = new TreeMap<>(ask.parts());
    parts.put("theme", theme.toString());
    return site.perform(ask, operation, parts, fields, body).map(done -> there(ask, kind) + "?theme=" + theme);
  }

  private static ObjectNode filing(MultiMap fields) {
    var body = Json.MAPPER.createObjectNode();
    var campaign = fields.get("campaigns");
    // A campaign is filed as a whole; the one that stands for it goes with it.
    if (campaign != null && campaign.matches("[0-9]{1,9}")) body.putArray("campaigns").add(Long.parseLong(campaign));
    else fields.getAll("testimony").forEach(number -> body.withArray("testimony").add(number));
    return body.put("remove", "true".equals(fields.get("remove")));
  }
}
