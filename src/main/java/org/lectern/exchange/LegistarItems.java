package org.lectern.exchange;

import static org.lectern.hearings.ItemStatus.LISTED;
import static org.lectern.hearings.ItemStatus.TABLED;
import static org.lectern.hearings.ItemStatus.WITHDRAWN;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lectern.exchange.LegistarFiles.ItemRow;
import org.lectern.hearings.CommentMode;
import org.lectern.hearings.Decision;
import org.lectern.hearings.HearingStatus;
import org.lectern.hearings.ItemKind;

/**
 * What Legistar calls event items, in our words. A row with a place on the agenda is an item of it; a row without one is an
 * action that was added when the minutes were written, often on a matter further up, and says so in its note.
 */
final class LegistarItems {
  private LegistarItems() {}

  static final String FROM_MINUTES = "Recorded in the minutes; it was no item of the agenda.";

  private static final Pattern CARRIED = Pattern.compile("(?i)\\bbe (approved|adopted|passed)\\b.*\\b(approved|adopted|carried|passed)\\b");

  private static final Comparator<ItemRow> ORDER = Comparator
      .comparing(LegistarItems::minutesOnly)
      .thenComparing(row -> sequence(row.eventItemAgendaSequence()))
      .thenComparing(row -> sequence(row.eventItemMinutesSequence()))
      .thenComparing(row -> Long.valueOf(Legistar.id(row.eventItemId())));

  /** The rows of one event in their order, with the numbers they are called by. */
  record Read(List<ItemRow> rows, List<String> numbers, Consumer<String> unknownWord, BiConsumer<String, String> doubt) {

    /** The items of a hearing that stands so: what was not held, or is still to come, has decided nothing. */
    List<BroughtHearing.Item> as(HearingStatus hearing) {
      var items = new ArrayList<BroughtHearing.Item>(rows.size());
      for (var row : rows) items.add(item(row, numbers.get(items.size()), meaning(row, hearing)));
      return items;
    }

    private LegistarActions meaning(ItemRow row, HearingStatus hearing) {
      var action = Clean.line(row.eventItemActionName(), 200);
      var meaning = hearing == HearingStatus.ADJOURNED ? LegistarActions.of(action, Clean.line(row.eventItemPassedFlag())) : LegistarActions.NOTHING;
      if (!meaning.known()) unknownWord.accept(action);
      var text = Clean.line(row.eventItemActionText(), 300);
      if (meaning.decision() == Decision.REJECTED && text != null && CARRIED.matcher(text).find()) doubt.accept(row.eventItemId(), "'" + action + "', but '" + text + "'");
      return meaning;
    }
  }

  /**
   * @param unknownWord told each action that our table does not know
   * @param doubt told the item and why, where a motion is recorded as lost in one field and as carried in another
   */
  static Read read(List<ItemRow> rows, Consumer<String> unknownWord, BiConsumer<String, String> doubt) {
    var ordered = rows.stream().sorted(ORDER).toList();
    return new Read(ordered, numbers(ordered), unknownWord, doubt);
  }

  private static boolean minutesOnly(ItemRow row) {
    return sequence(row.eventItemAgendaSequence()) == Integer.MAX_VALUE;
  }

  private static int sequence(String text) {
    var sequence = Legistar.id(text);
    return sequence == null || sequence.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(sequence);
  }

  /** What the agenda prints, else the place in the list, in brackets where the agenda prints the same for another item. */
  private static List<String> numbers(List<ItemRow> rows) {
    var printed = rows.stream().map(LegistarItems::printed).toList();
    Set<String> taken = printed.stream().filter(Objects::nonNull).collect(Collectors.toCollection(HashSet::new));
    var numbers = new ArrayList<String>(rows.size());
    for (var number : printed) {
      var place = String.valueOf(numbers.size() + 1);
      numbers.add(number != null ? number : taken.contains(place) ? "(" + place + ")" : place);
    }
    return numbers;
  }

  /** Without the full stop after it; marks of the source's own such as {@code ~SPONSOR} are no numbers. */
  private static String printed(ItemRow row) {
    var number = Clean.line(row.eventItemAgendaNumber(), 40);
    if (number == null || number.startsWith("~") || !number.matches(".*[\\p{L}\\p{N}].*")) return null;
    return number.replaceFirst("[.:]$", "");
  }

  private static BroughtHearing.Item item(ItemRow row, String number, LegistarActions meaning) {
    var consent = "1".equals(Clean.line(row.eventItemConsent()));
    var open = row.eventItemMatterId() != null && !minutesOnly(row);
    var title = title(row);
    return new BroughtHearing.Item(Legistar.id(row.eventItemId()),
        Legistar.version(row.eventItemRowVersion(), row.eventItemLastModifiedUtc(), row), number, title,
        consent ? ItemKind.CONSENT : ItemKind.DISCUSSION, open ? CommentMode.BEFORE_AND_DURING : CommentMode.NONE, meaning.status(),
        meaning.decision(), meaning.status() == LISTED ? null : decided(row), reason(row, meaning),
        Clean.line(row.eventItemMatterFile(), 200), note(row, title));
  }

  private static String title(ItemRow row) {
    var title = Clean.line(row.eventItemTitle(), 4000);
    if (title == null) title = Clean.line(row.eventItemMatterName(), 4000);
    if (title == null) title = Clean.line(row.eventItemActionName(), 4000);
    if (title == null) title = Clean.cut(Clean.words(row.eventItemMinutesNote()), 200);
    return title == null ? "(untitled)" : title;
  }

  /** The source's own words, whatever we made of them. */
  private static String decided(ItemRow row) {
    var text = Clean.line(row.eventItemActionText(), 2000);
    return text != null ? text : Clean.line(row.eventItemActionName(), 2000);
  }

  private static String reason(ItemRow row, LegistarActions meaning) {
    return meaning.status() == TABLED || meaning.status() == WITHDRAWN ? Clean.line(row.eventItemActionName(), 900) + BroughtHearing.RECORDED : null;
  }

  private static String note(ItemRow row, String title) {
    var note = Stream.of(minutesOnly(row) ? FROM_MINUTES : null, Clean.words(row.eventItemAgendaNote()), Clean.words(row.eventItemMinutesNote()))
        .filter(part -> part != null && !part.equals(title))
        .distinct()
        .collect(Collectors.joining(" "));
    return note.isEmpty() ? null : Clean.cut(note, 4000);
  }
}
