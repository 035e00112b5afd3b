package org.lectern.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.lectern.areas.Area;
import org.lectern.assessments.Answer;
import org.lectern.assessments.AssessmentSheet;
import org.lectern.assessments.Line;

/**
 * What can follow from an answer that is not a yes, as links to the forms that do it with what is known filled in. An action asks for
 * the criterion in its own words, so that its verification is heard of at the worksheet.
 */
public final class NextSteps {

  private static final int MOST_ITEMS = 8;

  private final View v;
  private final Area area;
  private final AssessmentSheet sheet;
  private final Line line;

  NextSteps(View v, Area area, AssessmentSheet sheet, Line line) {
    this.v = v;
    this.area = area;
    this.sheet = sheet;
    this.line = line;
  }

  public String action() {
    return v.at("actions/new") + query("area", area.slug(), "kind", "recommendation", "title", shortened(line.text()), "text", text(), "criteria", line.text(),
        "source_kind", "assessment", "source_reference", area.slug() + "/" + line.criterion(), "source_passage", line.quote() == null ? line.text() : shortened(line.quote()));
  }

  public String policy() {
    return v.at("policies/new") + query("area", area.slug(), "title", shortened(line.text()), "criterion", line.criterion(), "summary", text());
  }

  public String stateAsk() {
    return v.at("efforts/new") + query("area", area.slug(), "kind", "state_advocacy", "title", shortened(line.text()), "text", text());
  }

  /** State law stands in the way, or may. */
  public boolean preempted() {
    return line.answer() == Answer.PREEMPTED || (area.content().preemption() != null && area.content().preemption().risk() != null
        && area.content().preemption().risk().name().equals("HIGH"));
  }

  /** A draft of a hearing: what is weak in the worksheet as its items, core criteria first. */
  public String hearing() {
    return hearing(v, area, sheet);
  }

  static String hearing(View v, Area area, AssessmentSheet sheet) {
    var agenda = new ArrayList<String>();
    agenda.add(v.t("prepare.item.standing", area.title()) + " [discussion]");
    weak(sheet).forEach(weak -> agenda.add(weak.criterion() + " " + weak.text().replaceAll("[\\r\\n\\[\\]]+", " ") + " [action]"));
    agenda.add(v.t("prepare.item.comment") + " [public comment]");
    var summary = v.t("prepare.summary", area.title(), v.word("band", sheet.standing().band()), weak(sheet).size());
    return v.at("hearings/new") + query("areas", area.slug(), "title", v.t("prepare.title", area.title()), "summary", summary, "agenda", String.join("\n", agenda));
  }

  private static List<Line> weak(AssessmentSheet sheet) {
    return sheet.lines().stream()
        .filter(line -> line.answer() == null || line.answer() == Answer.NO || line.answer() == Answer.PARTIAL || line.answer() == Answer.UNCLEAR)
        .sorted((one, other) -> Boolean.compare(other.core(), one.core()))
        .limit(MOST_ITEMS)
        .toList();
  }

  private String text() {
    var text = new StringBuilder(line.text());
    if (line.quote() != null) text.append("\n\n").append(v.t("prepare.today", line.quote()));
    sheet.peersOf(line.criterion()).stream().filter(peer -> peer.quote() != null)
        .forEach(peer -> text.append("\n\n").append(peer.name()).append(": “").append(peer.quote()).append("” ").append(peer.url() == null ? "" : peer.url()));
    return text.length() > 2_000 ? text.substring(0, 1_990) + "…" : text.toString();
  }

  private static String shortened(String text) {
    return text.length() > 150 ? text.substring(0, 149) + "…" : text;
  }

  private static String query(String... pairs) {
    var query = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      query.append(i == 0 ? '?' : '&').append(pairs[i]).append('=').append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
    }
    return query.toString();
  }
}
