package org.lectern.exchange;

import java.time.Instant;
import org.lectern.testimony.Position;

/**
 * A comment of another system in our words.
 *
 * @param line where its row begins, counted from 1; of a JSON file its place in the list
 * @param externalId what the source calls it; made of the text where it has no name of its own
 * @param name null if none is to be shown: then it comes in as anonymous
 * @param receivedAt null if the source does not say
 */
record BroughtComment(long line, String externalId, String text, String name, Position position, String language, Instant receivedAt) {}
