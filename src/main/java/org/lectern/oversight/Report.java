package org.lectern.oversight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.lectern.core.Problem.Fault;

/** The agency says that it is done, and shows it criterion by criterion. */
public record Report(String text, String url, List<Proof> evidence) {

  /**
   * One piece of evidence, for the criterion with that ordinal or for the whole if null: words and perhaps a link, where it comes from,
   * for which period it holds (days, both included), and the SHA-256 of the linked document (64 hexadecimal digits). {@code confidential}
   * is the basis on which it is withheld; then everyone reads the redacted copy, and the original is for the board and the agency. {@code file} and {@code redactedFile} are the
   * secrets of files that were sent before: the evidence itself, and its redacted copy.
   */
  public record Proof(Integer criterion, String text, String url, String origin, LocalDate dated, LocalDate periodFrom, LocalDate periodTo, String documentHash,
      String confidential, String redactedText, String redactedUrl, String file, String redactedFile) {

    public Proof(Integer criterion, String text, String url) {
      this(criterion, text, url, null, null, null, null, null, null, null, null, null, null);
    }

    /** What everyone may read of it. */
    Proof published() {
      return confidential == null ? new Proof(criterion, text, url, origin, dated, periodFrom, periodTo, documentHash, null, null, null, null, null) : new Proof(criterion, redactedText, redactedUrl, origin, dated, periodFrom, periodTo, documentHash, confidential, null, null, null, null);
    }

    List<Fault> faults(String pointer, List<Criterion> criteria) {
      var faults = new ArrayList<Fault>();
      if (criterion != null && criteria.stream().noneMatch(c -> c.ordinal() == criterion)) faults.add(Fault.at(pointer + "/criterion", "criterion_unknown"));
      if (NewAction.blank(text)) faults.add(Fault.at(pointer + "/text", "text_required"));
      if (periodFrom != null && periodTo != null && periodTo.isBefore(periodFrom)) faults.add(Fault.at(pointer + "/period_to", "period_backwards"));
      if (confidential != null && NewAction.blank(redactedText)) faults.add(Fault.at(pointer + "/redacted_text", "redacted_copy_required"));
      if (confidential == null && (redactedText != null || redactedUrl != null || redactedFile != null)) faults.add(Fault.at(pointer + "/confidential", "basis_required"));
      return faults;
    }
  }

  public Report {
    evidence = evidence == null ? List.of() : List.copyOf(evidence);
  }

  /** @param shown the ordinals for which evidence was given before; a returned action need not show it twice */
  List<Fault> faults(List<Criterion> criteria, Set<Integer> shown) {
    var faults = new ArrayList<Fault>();
    if (NewAction.blank(text)) faults.add(Fault.at("/text", "text_required"));
    for (var i = 0; i < evidence.size(); i++) faults.addAll(evidence.get(i).faults("/evidence/" + i, criteria));
    criteria.stream()
        .filter(c -> !shown.contains(c.ordinal()) && evidence.stream().noneMatch(proof -> proof.criterion != null && proof.criterion == c.ordinal()))
        .forEach(c -> faults.add(Fault.at("/evidence", "evidence_missing", c.ordinal())));
    return faults;
  }
}
