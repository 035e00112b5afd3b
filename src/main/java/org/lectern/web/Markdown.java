package org.lectern.web;

import java.util.regex.Pattern;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** People's own words as HTML: CommonMark with raw HTML shown as text, then an allow-list of a dozen elements. */
final class Markdown {
  private Markdown() {}

  private static final Parser PARSER = Parser.builder().includeSourceSpans(IncludeSourceSpans.NONE).maxOpenBlockParsers(10).build();
  private static final HtmlRenderer RENDERER = HtmlRenderer.builder().escapeHtml(true).softbreak("<br>\n").sanitizeUrls(true).build();

  private static final PolicyFactory ALLOWED = new HtmlPolicyBuilder()
      .allowElements("p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre", "a")
      .allowUrlProtocols("http", "https", "mailto")
      .allowAttributes("href").matching(Pattern.compile("(?:https?://|mailto:)[^\\s]{1,500}")).onElements("a")
      .requireRelsOnLinks("nofollow", "ugc", "noopener", "noreferrer")
      .toFactory();

  static String html(String text) {
    if (text == null) return "";
    return ALLOWED.sanitize(RENDERER.render(PARSER.parse(text)));
  }

}
