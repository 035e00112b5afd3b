package org.lectern.testimony;

import java.time.Instant;
import java.util.UUID;

/**
 * Under which terms words come in, if not from their author's own hand at this moment: a clerk's, with the channel and the
 * time at which the place received them; a speaker's, with the place in line and the second of the recording; what an author
 * adds to a testimony; what was turned away in time and comes again with a voucher.
 *
 * @param receivedAt null for now
 * @param voucher true if {@code receivedAt} is the arrival that a voucher attests
 * @param supplements the testimony to which its author adds this; {@code supplemented} is its number
 */
record Terms(String channel, Instant receivedAt, boolean voucher, boolean byClerk, UUID slot, Integer recordingOffset, UUID supplements, String supplemented) {

  static final Terms NONE = new Terms(null, null, false, false, null, null, null, null);

  static Terms attested(Instant arrival) {
    return arrival == null ? NONE : new Terms(null, arrival, true, false, null, null, null, null);
  }

  static Terms clerk(String channel, Instant receivedAt, UUID slot, Integer recordingOffset) {
    return new Terms(channel, receivedAt, false, true, slot, recordingOffset, null, null);
  }

  static Terms supplement(UUID to, String number) {
    return new Terms(null, null, false, false, null, null, to, number);
  }

  /** What comes later than the window by its nature is not refused, only marked. */
  boolean welcomeLate() {
    return byClerk || supplements != null;
  }
}
