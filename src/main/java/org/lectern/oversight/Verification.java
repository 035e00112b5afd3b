package org.lectern.oversight;

import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Problem.Fault;

/** What the board found: a mark for each criterion with how it was checked, on what footing, and the verdict that follows. */
public record Verification(Verdict verdict, Independence independence, List<Marked> marks, String reason) {

  /** On whose work the finding rests. */
  public enum Independence {
    OWN_CHECK,
    AGENCY_DATA,
    THIRD_PARTY
  }

  /** The criterion with that ordinal, how the verifier knows, and of what and how much a sample was drawn. */
  public record Marked(int criterion, Mark mark, String method, String sample) {
    public Marked(int criterion, Mark mark, String method) {
      this(criterion, mark, method, null);
    }
  }

  public Verification {
    marks = marks == null ? List.of() : List.copyOf(marks);
  }

  public Verification(Verdict verdict, List<Marked> marks, String reason) {
    this(verdict, null, marks, reason);
  }

  List<Fault> faults(List<Criterion> criteria) {
    var faults = new ArrayList<Fault>();
    for (var i = 0; i < marks.size(); i++) faults.addAll(faults(i, criteria));
    for (var criterion : criteria) {
      if (marks.stream().filter(marked -> marked.criterion == criterion.ordinal()).count() != 1) {
        faults.add(Fault.at("/marks", "mark_once", criterion.ordinal()));
      }
    }
    if (verdict == null) faults.add(Fault.at("/verdict", "verdict_required"));
    if (verdict == Verdict.IMPLEMENTED && marks.stream().anyMatch(marked -> marked.mark != Mark.MET)) {
      faults.add(Fault.at("/verdict", "not_every_criterion_met"));
    }
    if (verdict != null && verdict != Verdict.IMPLEMENTED && NewAction.blank(reason)) faults.add(Fault.at("/reason", "reason_required"));
    return faults;
  }

  private List<Fault> faults(int i, List<Criterion> criteria) {
    var faults = new ArrayList<Fault>();
    var marked = marks.get(i);
    if (criteria.stream().noneMatch(c -> c.ordinal() == marked.criterion)) faults.add(Fault.at("/marks/" + i + "/criterion", "criterion_unknown"));
    if (marked.mark == null) faults.add(Fault.at("/marks/" + i + "/mark", "mark_required"));
    if (NewAction.blank(marked.method)) faults.add(Fault.at("/marks/" + i + "/method", "method_required"));
    return faults;
  }
}
