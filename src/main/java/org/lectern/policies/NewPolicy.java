package org.lectern.policies;

import java.util.ArrayList;
import java.util.List;
import org.lectern.areas.Lever;
import org.lectern.core.Problem.Fault;

/**
 * An idea for a policy. {@code owner} and {@code implementer} are slugs of bodies, {@code area} of a reform area; {@code criterion}
 * is the line of the area's worksheet that it is meant to better. The lever is what the kind says if absent.
 */
public record NewPolicy(PolicyKind kind, String owner, String implementer, String area, String criterion, Lever lever, String title, String summary, String text) {

  List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    if (kind == null) faults.add(Fault.at("/kind", "kind_required"));
    if (blank(title)) faults.add(Fault.at("/title", "title_required"));
    if (criterion != null && area == null) faults.add(Fault.at("/criterion", "criterion_without_area"));
    return faults;
  }

  Lever pulled() {
    if (lever != null) return lever;
    return switch (kind) {
      case BUDGET_LINE -> Lever.BUDGET;
      case GENERAL_ORDER, AGREEMENT, CONTRACT_CLAUSE -> Lever.PROCESS;
      default -> Lever.LEGISLATE;
    };
  }

  static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  static String tidy(String text) {
    return blank(text) ? null : text.strip();
  }
}
