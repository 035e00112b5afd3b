package org.lectern.exchange;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.Position;
import org.lectern.oversight.Priority;

/**
 * What the import of a register did, or would do. {@code words} says how many actions stand at each status word now,
 * {@code unknown} which words the mapping does not know, by its list; {@code gone} came in before and are in the file no more.
 */
public record RegisterOutcome(
    boolean dryRun, String source, Tally actions, long gone, SortedMap<String, Integer> words, Map<String, TreeMap<String, Integer>> unknown, long faultCount,
    List<RowFault> faults, long doubtCount, List<RowFault> doubts) implements Report {

  @Override
  public String text() {
    var text = new StringBuilder(dryRun ? "Dry run: nothing was written.\n" : "");
    text.append("Actions   ").append(actions.text()).append(gone == 0 ? "" : " (" + gone + " more came in before and are in the file no more; they stay)");
    words.forEach((word, count) -> text.append(String.format("\n  %-40s %,7d", word, count)));
    unknown.forEach((list, words) -> suggest(text, list, words));
    Findings.tell(text, faultCount, faults, doubtCount, doubts);
    return text.toString();
  }

  /** What to write into the mapping. */
  private static void suggest(StringBuilder text, String list, SortedMap<String, Integer> words) {
    text.append("\nThe mapping does not know these words. Write into it:\n  ").append(list).append(':');
    words.forEach((word, count) -> text.append("\n    \"").append(word.replace("\\", "\\\\").replace("\"", "\\\"")).append("\": ").append(meaning(list)).append("   # ").append(count).append(count == 1 ? " row" : " rows"));
    text.append("\n  ").append(choices(list));
  }

  private static String meaning(String list) {
    return switch (list) {
      case "statuses" -> "{status: …}";
      case "agencies" -> "{slug: …, name: …}";
      default -> "…";
    };
  }

  private static String choices(String list) {
    return switch (list) {
      case "statuses" -> "status is one of " + RegisterMapping.words(ActionStatus.values()) + "; position, if the word tells it, one of " + RegisterMapping.words(Position.values());
      case "positions" -> "one of none, " + RegisterMapping.words(Position.values());
      case "priorities" -> "one of " + RegisterMapping.words(Priority.values());
      default -> "slug is the agency's here; it is founded by that name if there is none";
    };
  }
}
