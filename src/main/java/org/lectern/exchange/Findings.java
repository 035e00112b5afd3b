package org.lectern.exchange;

import java.util.ArrayList;
import java.util.List;

/** Rows with which something is wrong: all are counted, the first {@value #MOST} listed. */
final class Findings {

  static final int MOST = 1000;
  private static final int SHOWN = 20;

  private final List<RowFault> first = new ArrayList<>();
  private long count;

  void add(RowFault fault) {
    if (count++ < MOST) first.add(fault);
  }

  long count() {
    return count;
  }

  List<RowFault> first() {
    return List.copyOf(first);
  }

  /** Both kinds, as the command line tells them. */
  static void tell(StringBuilder text, long faultCount, List<RowFault> faults, long doubtCount, List<RowFault> doubts) {
    tell(text, "Left out", faultCount, faults);
    tell(text, "Brought in, but please look", doubtCount, doubts);
  }

  private static void tell(StringBuilder text, String what, long count, List<RowFault> rows) {
    if (count == 0) return;
    text.append("\n").append(what).append(": ").append(count).append(count == 1 ? " row" : " rows");
    rows.stream().limit(SHOWN).forEach(row -> text.append("\n  ").append(row));
    if (count > SHOWN) text.append("\n  and ").append(count - SHOWN).append(" more (--json lists ").append(Math.min(count, MOST)).append(")");
  }
}
