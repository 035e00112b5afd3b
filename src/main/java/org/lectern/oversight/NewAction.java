package org.lectern.oversight;

import java.util.ArrayList;
import java.util.List;
import org.lectern.areas.Lever;
import org.lectern.core.Problem.Fault;

/**
 * An action to be. Bodies and area are slugs, {@code hearing} and {@code testimony} the numbers it comes from;
 * {@code responseDays} are calendar days, the profile's if absent.
 */
public record NewAction(
    ActionKind kind, String issuer, String addressee, String title, String text, String summary, List<String> criteria,
    Priority priority, Lever lever, String area, Long hearing, String testimony, Integer responseDays) {

  static final int MOST_CRITERIA = 20;

  public NewAction {
    criteria = criteria == null ? List.of() : List.copyOf(criteria);
  }

  /** What it cannot do without. Criteria are what will be verified, so there is at least one. */
  List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    if (kind == null) faults.add(Fault.at("/kind", "kind_required"));
    if (blank(title)) faults.add(Fault.at("/title", "title_required"));
    if (blank(text)) faults.add(Fault.at("/text", "text_required"));
    if (criteria.isEmpty() || criteria.stream().anyMatch(NewAction::blank)) faults.add(Fault.at("/criteria", "criteria_required"));
    if (criteria.size() > MOST_CRITERIA) faults.add(Fault.at("/criteria", "criteria_too_many", MOST_CRITERIA));
    return faults;
  }

  static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
