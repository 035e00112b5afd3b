package org.lectern.oversight;

import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Problem.Fault;

/**
 * Where an action comes from. {@code reference} is, by kind: the number of a hearing ({@code 12}), an item or a promise as hearing and place
 * ({@code 12/3}), a testimony ({@code T-2026-000123}), a worksheet's area with its criterion ({@code use-of-force/force-log}; the criterion
 * may be left out), or in words the report or the paragraph of a decree. {@code passage} is what it says there; {@code url} only where the
 * source stands outside.
 */
public record NewSource(SourceKind kind, String reference, String passage, String url) {

  static final int MOST = 20;

  List<Fault> faults(String pointer) {
    var faults = new ArrayList<Fault>();
    if (kind == null) faults.add(Fault.at(pointer + "/kind", "kind_required"));
    if (NewAction.blank(reference)) faults.add(Fault.at(pointer + "/reference", "reference_required"));
    else if (kind != null && !reference.strip().matches(pattern())) faults.add(Fault.at(pointer + "/reference", "reference_unreadable", example()));
    return faults;
  }

  private String pattern() {
    return switch (kind) {
      case HEARING -> "[0-9]{1,9}";
      case PROMISE -> "[0-9]{1,9}(/[0-9]{1,4})?";
      case ITEM -> "[0-9]{1,9}/[0-9]{1,4}";
      case TESTIMONY -> "T-[0-9]{4}-[0-9]{6,12}";
      case ASSESSMENT -> "[a-z0-9-]{1,80}(/.{1,200})?";
      case AUDIT_REPORT, DECREE -> "(?s).{3,300}";
    };
  }

  private String example() {
    return switch (kind) {
      case HEARING, PROMISE -> "12";
      case ITEM -> "12/3";
      case TESTIMONY -> "T-2026-000123";
      case ASSESSMENT -> "use-of-force/force-log";
      case AUDIT_REPORT, DECREE -> "Consent decree, paragraph 44";
    };
  }

  Long hearing() {
    return switch (kind) {
      case HEARING, PROMISE, ITEM -> Long.valueOf(reference.strip().split("/")[0]);
      default -> null;
    };
  }

  Integer item() {
    return hearing() != null && reference.contains("/") ? Integer.valueOf(reference.strip().split("/")[1]) : null;
  }

  String testimony() {
    return kind == SourceKind.TESTIMONY ? reference.strip() : null;
  }

  String area() {
    return kind == SourceKind.ASSESSMENT ? reference.strip().split("/")[0] : null;
  }

  /** What is kept in words: all of it outside, the criterion of a worksheet. */
  String words() {
    if (kind.outside()) return reference.strip();
    return kind == SourceKind.ASSESSMENT && reference.contains("/") ? reference.strip().substring(reference.strip().indexOf('/') + 1) : null;
  }
}
