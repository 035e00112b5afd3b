package org.lectern.exchange;

import static org.lectern.exchange.Vocabulary.line;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.lectern.core.Secrets;
import org.lectern.exchange.LegistarFiles.ItemRow;
import org.lectern.exchange.LegistarFiles.VoteRow;
import org.lectern.hearings.Choice;

/**
 * The votes on an item, in our words. Value ids mean another thing in every city, so the name of the value counts; where we have
 * no word for it, the result does (1 yes, 2 no), which is the only part that all clients share.
 */
final class LegistarVotes {
  private LegistarVotes() {}

  /** All votes on one item; {@code carried} is what the source says, null if nothing. {@code version} changes with any of it. */
  record BroughtVotes(String item, String version, String text, String mover, String seconder, Boolean carried, List<Brought> ballots) {
    int of(Choice choice) {
      return (int) ballots.stream().filter(ballot -> ballot.choice == choice).count();
    }
  }

  /** One person's vote; {@code person} is the source's id, because names change. */
  record Brought(String person, String name, Choice choice, String word) {}

  private static final Vocabulary<Choice> TABLE = Vocabulary.of(
      line(Choice.RECUSED, "recus.*|conflict.*|disqualif.*"),
      line(Choice.ABSTAIN, "abst.*|present not voting"),
      line(Choice.ABSENT, "absent.*|excused.*|maternity.*|paternity.*|parental.*|medical.*|bereavement.*|jury.*|(on )?leave.*|sick.*|not present.*|vacant.*"),
      line(Choice.NO, "neg.*|no|nay.*|noe?s|against.*|oppos.*"),
      line(Choice.YES, "affirm.*|ye[sa].*|aye.*|(in )?favou?r.*|for|approve.*"));

  static Choice choice(String word, String result) {
    return TABLE.meaning(Vocabulary.plain(word))
        .orElse("1".equals(result) ? Choice.YES : "2".equals(result) ? Choice.NO : Choice.OTHER);
  }

  /**
   * @param unknownWord told each value that our table does not know
   * @param fault told a code and a sentence for each row that is left out
   * @param doubt told the same for what came in but disagrees with itself
   */
  static BroughtVotes read(ItemRow item, List<VoteRow> rows, Consumer<String> unknownWord, BiConsumer<String, String> fault, BiConsumer<String, String> doubt) {
    var ballots = new ArrayList<Brought>();
    var persons = new HashSet<String>();
    rows.stream().sorted(java.util.Comparator.comparingLong(LegistarVotes::sort)).forEach(row -> {
      var ballot = ballot(row, persons, fault);
      if (ballot == null) return;
      if (ballot.choice == Choice.OTHER) unknownWord.accept(ballot.word);
      if (against(ballot, row)) doubt.accept("words_disagree", ballot.name + ": '" + ballot.word + "', but result " + row.voteResult());
      ballots.add(ballot);
    });
    var passed = Clean.line(item.eventItemPassedFlag());
    var votes = new BroughtVotes(Legistar.id(item.eventItemId()), null, text(item), Clean.line(item.eventItemMover(), 80), Clean.line(item.eventItemSeconder(), 80),
        passed == null ? null : passed.equals("1"), List.copyOf(ballots));
    if (votes.carried != null && !ballots.isEmpty() && votes.carried != votes.of(Choice.YES) > votes.of(Choice.NO)) {
      doubt.accept("words_disagree", "passed " + passed + ", but " + votes.of(Choice.YES) + " to " + votes.of(Choice.NO));
    }
    return new BroughtVotes(votes.item, "sha256:" + Secrets.text(Secrets.hash(votes.toString()), 24), votes.text, votes.mover,
        votes.seconder == null || votes.seconder.equals(votes.mover) ? null : votes.seconder, votes.carried, votes.ballots);
  }

  private static long sort(VoteRow row) {
    var sort = Legistar.id(row.voteSort());
    return sort == null ? Long.MAX_VALUE : Long.parseLong(sort);
  }

  private static Brought ballot(VoteRow row, HashSet<String> persons, BiConsumer<String, String> fault) {
    var person = Legistar.id(row.votePersonId());
    var name = Clean.line(row.votePersonName(), 80);
    var word = Clean.line(row.voteValueName(), 100);
    if (person == null || name == null) fault.accept("id_or_name_missing", "a vote needs both");
    else if (word == null) fault.accept("value_missing", name + " has no value");
    else if (!persons.add(person)) fault.accept("twice", name + " votes twice");
    else return new Brought(person, name, choice(word, Clean.line(row.voteResult())), word);
    return null;
  }

  private static boolean against(Brought ballot, VoteRow row) {
    return (ballot.choice == Choice.YES && "2".equals(Clean.line(row.voteResult()))) || (ballot.choice == Choice.NO && "1".equals(Clean.line(row.voteResult())));
  }

  private static String text(ItemRow item) {
    var text = Clean.line(item.eventItemActionText(), 2000);
    if (text == null) text = Clean.line(item.eventItemActionName(), 2000);
    if (text == null) text = Clean.line(item.eventItemTitle(), 2000);
    return text == null ? "(untitled)" : text;
  }
}
