package org.lectern.assessments;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * From which share on a worksheet is in which band, in percent; a catalogue may say otherwise than the default.
 *
 * @param strong at least, and every core criterion is a yes
 * @param developing at least
 * @param open unclear or without an answer at most
 */
public record Rule(int strong, int developing, int open) {

  public static final Rule DEFAULT = new Rule(75, 40, 30);

  /** What the {@code rating} of a catalogue says; where it says nothing, the default. */
  public static Rule of(JsonNode rating) {
    return new Rule(
        percent(rating.at("/strong/min_share"), DEFAULT.strong),
        percent(rating.at("/developing/min_share"), DEFAULT.developing),
        percent(rating.at("/insufficient_information/max_unanswered_or_unclear_share"), DEFAULT.open));
  }

  private static int percent(JsonNode share, int otherwise) {
    return share.isNumber() ? (int) Math.round(Math.max(0, Math.min(1, share.doubleValue())) * 100) : otherwise;
  }
}
