package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import java.util.Locale;
import java.util.stream.Stream;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.reading.Search;

/** One page to find whatever is public, by a form that works without script. */
final class SearchPages {

  private final Site site;

  SearchPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/search", ANYONE, this::search);
  }

  private Paper search(Ask ask) {
    var words = ask.query("q");
    var kind = kind(ask.query("kind"));
    var paper = site.paper(ask, "reading/search").with("q", (Object) (words == null ? "" : words)).with("kind", (Object) kind.name().toLowerCase(Locale.ROOT));
    if (words == null) return paper.with("fault", (Object) null);
    if (!Text.clean(words)) throw Problem.malformed("control_characters");
    try {
      return paper.with("fault", (Object) null).with("found", Search.search(Text.tidy(words), kind, ask.query("cursor"), Page.SIZE / 2));
    } catch (Problem refused) {
      if (refused.faults().isEmpty()) throw refused;
      return paper.with("fault", (Object) ask.view().sentence(refused.faults().get(0)));
    }
  }

  private static Search.Kind kind(String word) {
    if (word == null) return Search.Kind.ALL;
    return Stream.of(Search.Kind.values()).filter(kind -> kind.name().equalsIgnoreCase(word)).findFirst().orElseThrow(() -> Problem.malformed("parameter_unknown"));
  }
}
