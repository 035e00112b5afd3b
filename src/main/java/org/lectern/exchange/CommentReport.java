package org.lectern.exchange;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an import of comments did, or would do, row by row where something was wrong. */
public final class CommentReport {

  /**
   * @param added new here; {@code held} of them wait for a moderator because of personal data in the text
   * @param unchanged here already with the same text
   * @param differs here already, with another text in the source now: what is on record stays
   * @param skipped left out because --skip says so, or because the source withdrew or restricted them
   */
  public record Told(boolean dryRun, String target, String charset, long added, long held, long unchanged, long differs, long skipped, long faultCount, List<RowFault> faults,
      long doubtCount, List<RowFault> doubts, SortedMap<String, Integer> otherWords) implements Report {

    @Override
    public String text() {
      var text = new StringBuilder(dryRun ? "Dry run: nothing was written.\n" : "");
      text.append(String.format(Locale.ROOT, "Testimony on %s: %,d new%s, %,d unchanged%s%s", target, added, held == 0 ? "" : String.format(Locale.ROOT, " (%,d held for a moderator)", held), unchanged,
          differs == 0 ? "" : String.format(Locale.ROOT, ", %,d with another text in the source now (left as they are)", differs), skipped == 0 ? "" : String.format(Locale.ROOT, ", %,d skipped", skipped)));
      if (charset != null && !charset.equals("UTF-8")) text.append("\nRead as ").append(charset);
      otherWords.forEach((word, times) -> text.append("\nother: ").append(word).append(" ×").append(times));
      Findings.tell(text, faultCount, faults, doubtCount, doubts);
      return text.toString();
    }

  }

  private final Findings faults = new Findings();
  private final Findings doubts = new Findings();
  private final TreeMap<String, Integer> otherWords = new TreeMap<>();
  private long added;
  private long held;
  private long unchanged;
  private long differs;
  private long skipped;

  void fault(RowFault fault) {
    faults.add(fault);
  }

  void doubt(RowFault doubt) {
    doubts.add(doubt);
  }

  void otherWord(String word) {
    otherWords.merge(word, 1, Integer::sum);
  }

  void skipped() {
    skipped++;
  }

  void added(boolean waits) {
    added++;
    if (waits) held++;
  }

  void unchanged() {
    unchanged++;
  }

  void differs() {
    differs++;
  }

  Told told(boolean dryRun, String target, String charset) {
    return new Told(dryRun, target, charset, added, held, unchanged, differs, skipped, faults.count(), faults.first(), doubts.count(), doubts.first(), otherWords);
  }
}
