package org.lectern.minutes;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Where the minutes of a hearing stand, and what they say. {@code publicBy} is the last day on which a draft is in time, null
 * while the hearing goes on; {@code minutes} is null while there are none; {@code version} is 0 while they still follow the record.
 */
public record MinutesSheet(
    long hearing, MinutesStatus status, LocalDate publicBy, String publicByRule, boolean late, Instant draftedAt, Instant circulatedAt,
    Instant approvedAt, Approval approval, int version, List<Version> versions, Minutes minutes) {

  /** The item of a later hearing by which the body approved them. */
  public record Approval(long hearing, int item, String number, String title) {}

  /** A frozen version: when, why, and the hash over its canonical bytes (SHA-256, hexadecimal). */
  public record Version(int version, MinutesStatus status, Instant at, String reason, String byName, String hash) {}
}
