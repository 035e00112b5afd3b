package org.lectern.oversight;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lectern.core.Problem.Fault;

/** The agency says that it is done, and shows it criterion by criterion. */
public record Report(String text, String url, List<Proof> evidence) {

  /** One piece of evidence for the criterion with that ordinal: words, and perhaps a link. */
  public record Proof(int criterion, String text, String url) {}

  public Report {
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
  }

  /** @param shown the ordinals for which evidence was given before; a returned action need not show it twice */
  List<Fault> faults(List<Criterion> criteria, Set<Integer> shown) {
    var faults = new ArrayList<Fault>();
    if (NewAction.blank(text)) faults.add(Fault.at("/text", "text_required"));
    for (var i = 0; i < evidence.size(); i++) {
      var proof = evidence.get(i);
      if (criteria.stream().noneMatch(c -> c.ordinal() == proof.criterion)) faults.add(Fault.at("/evidence/" + i + "/criterion", "criterion_unknown"));
      if (NewAction.blank(proof.text)) faults.add(Fault.at("/evidence/" + i + "/text", "text_required"));
    }
    criteria.stream()
        .filter(c -> !shown.contains(c.ordinal()) && evidence.stream().noneMatch(proof -> proof.criterion == c.ordinal()))
        .forEach(c -> faults.add(Fault.at("/evidence", "evidence_missing", c.ordinal())));
    return faults;
  }
}
