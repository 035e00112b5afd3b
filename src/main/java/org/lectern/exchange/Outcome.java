package org.lectern.exchange;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What an import did, or would do. {@code faults} are rows that were left out, {@code doubts} rows that came in but deserve a
 * look; of both the first thousand are told and all are counted. {@code otherWords} are words of the source that we have
 * no word for, and how often each came.
 */
public record Outcome(
    boolean dryRun, Tally bodies, int bodiesLeftOut, Tally hearings, int cancelled, Tally items, Tally votes, Tally rolls, Tally matters,
    long faultCount, List<RowFault> faults,
    long doubtCount, List<RowFault> doubts, SortedMap<String, Integer> otherWords) implements Report {

  /** How many rows are new here, changed, as they were, and gone from the source and from here. */
  public record Tally(int added, int changed, int unchanged, int removed) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Tally more) {
      return new Tally(added + more.added, changed + more.changed, unchanged + more.unchanged, removed + more.removed);
    }

    public boolean nothingChanged() {
      return added + changed + removed == 0;
    }

    String text() {
      return String.format(Locale.ROOT, "%,d new, %,d changed, %,d unchanged", added, changed, unchanged)
          + (removed == 0 ? "" : String.format(Locale.ROOT, ", %,d removed", removed));
    }
  }

  @Override
  public String text() {
    var text = new StringBuilder(dryRun ? "Dry run: nothing was written.\n" : "");
    text.append("Bodies    ").append(bodies.text()).append(bodiesLeftOut == 0 ? "" : " (" + bodiesLeftOut + " that no longer meet left out)");
    text.append("\nHearings  ").append(hearings.text()).append(cancelled == 0 ? "" : ", of all these " + cancelled + " cancelled");
    text.append("\nItems     ").append(items.text());
    text.append("\nVotes     ").append(votes.text()).append(" (items voted on by name)");
    text.append("\nRolls     ").append(rolls.text()).append(" (hearings with attendance by name)");
    text.append("\nMatters   ").append(matters.text());
    otherWords.forEach((word, times) -> text.append("\nother: ").append(word).append(" ×").append(times));
    Findings.tell(text, faultCount, faults, doubtCount, doubts);
    return text.toString();
  }

}
