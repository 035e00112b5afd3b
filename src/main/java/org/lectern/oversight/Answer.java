package org.lectern.oversight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Problem.Fault;

/**
 * What the agency answers: a position, the plan or the reason in its own words, who sees to it, and by when (the last day).
 */
public record Answer(Position position, String text, String owner, LocalDate due) {

  /** Short of this a refusal is no reason. */
  static final int REASON = 50;

  /** The longest that an agency may think about it, in days. */
  static final int ANALYSIS = 180;

  List<Fault> faults(LocalDate today) {
    return faults(today, today);
  }

  /**
   * Everything that is missing for the position, at once; empty if the answer is complete.
   *
   * @param since the day from which the agency's time to think runs
   */
  List<Fault> faults(LocalDate today, LocalDate since) {
    if (position == null || position == Position.NONE) return List.of(Fault.at("/position", "position_required"));
    var faults = new ArrayList<Fault>();
    words(faults);
    if (position.promises() && NewAction.blank(owner)) faults.add(Fault.at("/owner", "owner_required"));
    if ((position.promises() || position == Position.NEEDS_ANALYSIS) && due == null) faults.add(Fault.at("/due", "date_required"));
    if (due != null && due.isBefore(today)) faults.add(Fault.at("/due", "date_in_past"));
    if (position == Position.NEEDS_ANALYSIS && due != null && due.isAfter(since.plusDays(ANALYSIS))) {
      faults.add(Fault.at("/due", "analysis_too_long", ANALYSIS, since.plusDays(ANALYSIS).toString()));
    }
    return faults;
  }

  private void words(List<Fault> faults) {
    if (position.declines() && (text == null || text.strip().length() < REASON)) faults.add(Fault.at("/text", "reason_too_short", REASON));
    else if (NewAction.blank(text)) faults.add(Fault.at("/text", position.promises() ? "plan_required" : "text_required"));
  }
}
