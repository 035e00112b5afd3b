package org.lectern.exchange;

import static org.lectern.exchange.Vocabulary.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lectern.core.Secrets;
import org.lectern.exchange.LegistarFiles.RollRow;
import org.lectern.hearings.Presence;

/**
 * The roll of an event, in our words. Value ids mean another thing in every city, so only the name of the value counts; a name for which we
 * have no word is told and left out, because nobody is marked absent who was not called so.
 */
final class LegistarRolls {
  private LegistarRolls() {}

  /** All marks of one event in the order of its roll calls; the latest of a person counts. {@code version} changes with any of it. */
  record BroughtRoll(String version, List<Marked> marks) {}

  /** {@code person} is the source's id, because names change. */
  record Marked(String person, String name, Presence mark, String word) {}

  private static final Vocabulary<Presence> TABLE = Vocabulary.of(
      line(Presence.EXCUSED, "excus.*|medical.*|maternity.*|paternity.*|parental.*|bereavement.*|jury.*|military.*|vacation.*|(on )?leave.*|sick.*|ill|conflict.*|recus.*"),
      line(Presence.ABSENT, "absent.*|not present.*|away|awol"),
      line(Presence.ARRIVED, "late|tardy|arrived.*|present late"),
      line(Presence.LEFT, "left.*|departed.*"),
      line(Presence.PRESENT, "present.*|here|attend.*|in attendance.*|remote.*|virtual.*|yes|aye"));

  static Optional<Presence> mark(String word) {
    return TABLE.meaning(Vocabulary.plain(word));
  }

  /**
   * @param rolls the rows of each roll call, one after the other
   * @param unknownWord told each value that our table does not know
   * @param fault told a code and a sentence for each row that is left out
   */
  static BroughtRoll read(List<List<RollRow>> rolls, Consumer<String> unknownWord, BiConsumer<String, String> fault) {
    var marks = new ArrayList<Marked>();
    for (var roll : rolls) {
      var persons = new HashSet<String>();
      roll.stream().sorted(Comparator.comparingLong(LegistarRolls::sort)).forEach(row -> marked(row, persons, unknownWord, fault).ifPresent(marks::add));
    }
    return new BroughtRoll("sha256:" + Secrets.text(Secrets.hash(marks.toString()), 24), List.copyOf(marks));
  }

  private static long sort(RollRow row) {
    var sort = Legistar.id(row.rollCallSort());
    return sort == null ? Long.MAX_VALUE : Long.parseLong(sort);
  }

  private static Optional<Marked> marked(RollRow row, HashSet<String> persons, Consumer<String> unknownWord, BiConsumer<String, String> fault) {
    var person = Legistar.id(row.rollCallPersonId());
    var name = Clean.line(row.rollCallPersonName(), 80);
    var word = Clean.line(row.rollCallValueName(), 100);
    if (person == null || name == null) fault.accept("id_or_name_missing", "a mark needs both");
    else if (word == null) fault.accept("value_missing", name + " has no value");
    else if (!persons.add(person)) fault.accept("twice", name + " is called twice");
    else if (mark(word).isEmpty()) {
      unknownWord.accept(word);
      fault.accept("value_unknown", name + ": '" + word + "'");
    } else return Optional.of(new Marked(person, name, mark(word).get(), word));
    return Optional.empty();
  }
}
