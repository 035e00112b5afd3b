package org.lectern.queue;

/** Why a slot stands where it stands. A move by hand has a reason of its own beside it. */
public enum OrderReason {
  RECEIPT_ORDER,
  /** The lottery has not been drawn yet; until then the line is shown as people signed up. */
  LOTTERY_PENDING,
  LOTTERY_DRAWN,
  /** Signed up after the draw: behind everyone who was drawn. */
  LOTTERY_LATE,
  ALTERNATE_TURN,
  FIRST_TIME,
  NOT_FIRST_TIME,
  /** Was called, did not come, and may be called once more. */
  RETURNED
}
