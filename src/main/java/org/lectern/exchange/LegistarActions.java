package org.lectern.exchange;

import static org.lectern.hearings.ItemStatus.DECIDED;
import static org.lectern.hearings.ItemStatus.LISTED;
import static org.lectern.hearings.ItemStatus.TABLED;
import static org.lectern.hearings.ItemStatus.WITHDRAWN;

import org.lectern.hearings.Decision;
import org.lectern.hearings.ItemStatus;

/**
 * What the action words of a source mean here. Every client invents its own ("Approved, by Council", "P-C Item Laid Over by
 * Comm"), so the beginning counts, after "P-C Item" (preconsidered). Amending is not adopting, and a hearing held decides
 * nothing: both are {@code no_action}, with the source's words beside it.
 *
 * @param known false for a word that is in no line of the table
 */
record LegistarActions(ItemStatus status, Decision decision, boolean known) {

  static final LegistarActions NOTHING = new LegistarActions(LISTED, null, true);
  private static final LegistarActions ADOPTED = decided(Decision.ADOPTED);
  private static final LegistarActions REJECTED = decided(Decision.REJECTED);
  private static final LegistarActions NO_ACTION = decided(Decision.NO_ACTION);

  private static final Vocabulary<LegistarActions> TABLE = Vocabulary.of(
      line("(disapprov|fail|defeat|reject|denied|deny|lost|not (approv|adopt|pass)|vetoed|motion (failed|lost))", REJECTED),
      line("(laid over|tabled|table\\b|deferr?|continued|held( over| in comm|$)|postpon|carried over|bound over|pass(ed)? (over|temporarily))", new LegistarActions(TABLED, null, true)),
      line("(approv|adopt|pass|enact|confirm|amended and (approv|adopt|pass)).*(with (modif|amend|change|condition)|as (amend|modif|revis))", decided(Decision.ADOPTED_AMENDED)),
      line("amended and (approv|adopt|pass)", decided(Decision.ADOPTED_AMENDED)),
      line("(approv|adopt|pass|enact|confirm|ratif|authori[sz]|appoint|overrid|motion (carried|passed))", ADOPTED),
      line("(withdrawn|withdrew|stricken)", new LegistarActions(WITHDRAWN, null, true)),
      line("(re )?referr?", decided(Decision.REFERRED)),
      line("(filed|file\\b|rcvd|rec[ei]*ved|receive|accept|noted|placed on file|acknowledg)", decided(Decision.RECEIVED)),
      line("(hearing|public hearing|heard|discuss|present|amend|introduc|first read|second read|read\\b|no action|roll ?call|sent to|signed)", NO_ACTION));

  private static LegistarActions decided(Decision decision) {
    return new LegistarActions(DECIDED, decision, true);
  }

  private static Vocabulary.Line<LegistarActions> line(String words, LegistarActions meaning) {
    return Vocabulary.line(meaning, words + ".*");
  }

  /** @param passedFlag 1, 0 or null: whether the motion was carried, which for "Disapproved" means that it was disapproved */
  static LegistarActions of(String action, String passedFlag) {
    var failed = "0".equals(passedFlag);
    if (action == null) return passedFlag == null ? NOTHING : failed ? REJECTED : ADOPTED;
    var meaning = TABLE.meaning(words(action));
    if (meaning.isEmpty()) return new LegistarActions(DECIDED, Decision.NO_ACTION, false);
    return failed ? meaning.get().lost() : meaning.get();
  }

  private static String words(String action) {
    return Vocabulary.plain(action).replaceFirst("^p c (item )?", "");
  }

  /** The motion was not carried: what would have been adopted is rejected, what would have been tabled or rejected is not. */
  private LegistarActions lost() {
    var adopting = decision == Decision.ADOPTED || decision == Decision.ADOPTED_AMENDED;
    return adopting ? REJECTED : NO_ACTION;
  }
}
