package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lectern.assessments.Band;
import org.lectern.assessments.Comparison;
import org.lectern.assessments.Comparison.Sort;
import org.lectern.assessments.Comparison.Wish;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** Jurisdictions beside each other: a matrix of one area, a few side by side with their words, all areas at a glance. */
final class ComparePages {

  private static final int BESIDE = 6;

  private final Site site;

  ComparePages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/compare", ANYONE, ask -> site.paper(ask, "assessments/overview").with("it", Comparison.overview(page(ask.query("page")))));
    site.pageLater("/:place/areas/:area/compare", ANYONE, this::compare);
    site.router().get("/:place/areas/:area/compare.csv").handler(context -> site.ask(context)
        .compose(ask -> site.database.read(ask.caller(), Comparison.of(ask.text("area"), wish(ask, Comparison.MOST))))
        .onSuccess(found -> table(found).send(context, "compare-" + found.area()))
        .onFailure(context::fail));
  }

  private Future<Paper> compare(Ask ask) {
    var others = with(ask.query("with"), ask.context().queryParams().getAll("with"));
    var wish = wish(ask, "all".equals(ask.query("rows")) ? Comparison.MOST : Comparison.ROWS);
    if (others.isEmpty()) {
      return Future.succeededFuture(site.paper(ask, "assessments/compare").with("it", Comparison.of(ask.text("area"), wish)).with("whole", (Object) (wish.size() == Comparison.MOST)));
    }
    var beside = new Wish(Sort.NAME, null, null, Comparison.beside(ask.caller(), others), 1, BESIDE + 1);
    return Future.succeededFuture(site.paper(ask, "assessments/beside").with("it", Comparison.of(ask.text("area"), beside)));
  }

  /** Several boxes, or one list with commas. */
  private static List<String> with(String one, List<String> all) {
    var slugs = new ArrayList<String>();
    for (var given : one == null ? List.<String>of() : all) {
      for (var slug : given.split(",")) if (slug.matches("[a-z][a-z0-9-]{1,39}") && slugs.size() < BESIDE) slugs.add(slug);
    }
    return slugs;
  }

  private static Wish wish(Ask ask, int size) {
    return wish(ask.query("sort"), ask.query("by"), ask.query("band"), with(ask.query("with"), ask.context().queryParams().getAll("with")), ask.query("page"), size);
  }

  static Wish wish(String sort, String by, String band, List<String> places, String page, int size) {
    var order = word(sort, Sort.class, by == null ? Sort.BAND : Sort.CRITERION);
    return new Wish(order, by == null || by.length() > 40 ? null : by, word(band, Band.class, null), places, size == Comparison.MOST ? 1 : page(page), size);
  }

  private static <E extends Enum<E>> E word(String word, Class<E> type, E otherwise) {
    try {
      return word == null ? otherwise : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException no) {
      throw Problem.malformed("parameter_unknown");
    }
  }

  private static int page(String text) {
    if (text == null) return 1;
    if (!text.matches("[1-9][0-9]{0,3}")) throw Problem.malformed("parameter_unknown");
    return Integer.parseInt(text);
  }

  private static Csv table(Comparison found) {
    var head = new ArrayList<>(List.of("place", "name", "population", "band", "percent", "as_of", "band_before", "version", "status", "source"));
    found.criteria().forEach(criterion -> head.add(criterion.id()));
    found.criteria().forEach(criterion -> head.add(criterion.id() + "_url"));
    var csv = new Csv(head.toArray(String[]::new));
    for (var row : found.rows()) {
      var values = new ArrayList<Object>();
      values.add(row.place());
      values.add(row.name());
      values.add(row.population());
      values.add(Rows.word(row.band()));
      values.add(row.percent());
      values.add(row.asOf());
      values.add(Rows.word(row.before()));
      values.add(row.version());
      values.add(row.status().word());
      values.add(row.sourceLabel());
      found.criteria().forEach(criterion -> values.add(row.answers().containsKey(criterion.id()) ? Rows.word(row.answers().get(criterion.id()).answer()) : null));
      found.criteria().forEach(criterion -> values.add(row.answers().containsKey(criterion.id()) ? row.answers().get(criterion.id()).url() : null));
      csv.row(values.toArray());
    }
    return csv;
  }
}
