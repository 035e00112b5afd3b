package org.lectern.exchange;

import java.time.Instant;
import java.util.List;
import org.lectern.hearings.CommentMode;
import org.lectern.hearings.Decision;
import org.lectern.hearings.HearingStatus;
import org.lectern.hearings.ItemKind;
import org.lectern.hearings.ItemStatus;

/**
 * A hearing as the source has it, in our words; {@code items} in the order of the agenda, then of the minutes.
 * {@code itemsWhole} says that an item which is not among them is gone from the source.
 */
record BroughtHearing(
    String source, String externalId, String version, BroughtBody body, String title, String summary, Instant startsAt, String startsLocal,
    String place, HearingStatus status, String reason, String recordingUrl, String sourceUrl, List<Item> items, boolean itemsWhole) {

  /** Stands at the end of every reason that the importer gave, so that it can tell its own from those of a clerk. */
  static final String RECORDED = " (as recorded by the source)";

  /** One item. {@code version} changes whenever the source's row does. */
  record Item(
      String externalId, String version, String number, String title, ItemKind kind, CommentMode commentMode, ItemStatus status,
      Decision decision, String decisionText, String reason, String matter, String note) {}
}
