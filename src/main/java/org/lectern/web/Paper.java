package org.lectern.web;

import gg.jte.Content;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lectern.core.Query;
import org.lectern.store.Database;

/**
 * A page being put together: a template, what it asks for besides, and its live regions, each with its own number. All of it
 * is asked for at once.
 */
public final class Paper {

  private final Ask ask;
  private final Regions regions;
  private final Database database;
  private final String template;
  private final Map<String, Object> model = new HashMap<>();
  private final Map<String, Shown> shown = new LinkedHashMap<>();
  private long seq;
  private Set<String> about;
  private final List<Future<?>> waiting = new ArrayList<>();

  private static final String ONE_TIME_KEY = "name=\"key\"";

  private record Shown(Region region, String address, Regions.Painted painted) {}

  Paper(Ask ask, Regions regions, Database database, String template) {
    this.ask = ask;
    this.regions = regions;
    this.database = database;
    this.template = template;
    model.put("page", this);
    model.put("form", ask.form());
  }

  /**
   * The same for every visitor, and kept until something happens at its regions or at these addresses below the place, which
   * are all else that it shows; {@code ""} is anything that happens there. A page with a form of its own is never kept.
   */
  Paper about(String... addresses) {
    about = new LinkedHashSet<>(List.of(addresses));
    return this;
  }

  /** The page as bytes for everyone, if it is one. */
  Future<Memory.Made> made(Templates templates) {
    return html(templates).map(html -> Memory.Made.page(seq, html, html.contains(ONE_TIME_KEY) ? null : addresses(), ask.view().now()));
  }

  private Set<String> addresses() {
    if (about != null) shown.values().forEach(region -> about.add(region.address));
    return about;
  }

  /** The number of the newest entry that a page of one region shows. */
  Paper seq(long number) {
    seq = number;
    return this;
  }

  long seq() {
    return seq;
  }

  Paper with(String name, Object value) {
    model.put(name, value);
    return this;
  }

  /** Asks, as this caller, and shows the answer under that name. */
  <T> Paper with(String name, Query<T> query) {
    waiting.add(database.read(ask.caller(), query).onSuccess(answer -> model.put(name, answer)));
    return this;
  }

  /** A region of that address. One that this caller may not see is left out. */
  Paper region(String id, String address) {
    var region = regions.region(id);
    if (!Regions.admits(region, ask.caller())) return this;
    var painted = region.open() && !seesMore(region)
        ? regions.paint(region, ask.place(), address, ask.view().language())
        : regions.render(region, ask.caller(), address, ask.view().language());
    waiting.add(painted.onSuccess(done -> shown.put(id, new Shown(region, address, done))));
    return this;
  }

  /** Staff may see drafts; their first paint is their own. */
  private boolean seesMore(Region region) {
    return ask.view().holds("clerk", "chair", "member", "liaison");
  }

  Future<String> html(Templates templates) {
    return (waiting.isEmpty() ? Future.succeededFuture() : Future.all(waiting)).map(all -> templates.page(template, ask.view(), model));
  }

  public boolean shows(String region) {
    return shown.containsKey(region);
  }

  /** The region in its live wrapping. */
  public Content live(String id) {
    return live(id, "");
  }

  /** @param traits further attributes of our own making: {@code data-hold} */
  public Content live(String id, String traits) {
    var it = shown.get(id);
    if (it == null) return out -> {};
    var topic = it.address.isEmpty() ? ask.place().slug() : ask.place().slug() + "/" + it.address;
    var source = "/" + ask.place().slug() + "/region/" + id + (it.address.isEmpty() ? "" : "/" + it.address);
    return out -> out.writeContent("<live-region id=\"" + id + "\" data-topic=\"" + topic + "\" data-seq=\"" + it.painted.seq()
        + "\" data-src=\"" + source + "\"" + (traits.isEmpty() ? "" : " " + traits) + ">" + it.painted.html() + "</live-region>");
  }
}
