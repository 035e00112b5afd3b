package org.lectern.hearings;

/**
 * How many must say yes. Abstentions and recusals count neither way: of those voting means yes and no. A tie fails by every
 * rule, and so does a vote in which nobody said yes. Source: Robert's Rules of Order Newly Revised, section 44, for the bases
 * and for the tie.
 */
public enum Threshold {
  /** More than half of those voting. */
  MAJORITY,
  /** More than half of all seats of the body, filled or not. */
  MAJORITY_OF_MEMBERS,
  /** Two thirds of those voting, or more. */
  TWO_THIRDS,
  /** Three quarters of those voting, or more. */
  THREE_QUARTERS;

  /**
   * The fewest yes votes that carry.
   *
   * @param voting yes and no together
   * @param members all seats of the body
   */
  public int needed(int voting, int members) {
    return switch (this) {
      case MAJORITY -> voting / 2 + 1;
      case MAJORITY_OF_MEMBERS -> members / 2 + 1;
      case TWO_THIRDS -> atLeast(2, 3, voting);
      case THREE_QUARTERS -> atLeast(3, 4, voting);
    };
  }

  public boolean carried(int yes, int no, int members) {
    return yes > no && yes >= needed(yes + no, members);
  }

  private static int atLeast(int part, int whole, int of) {
    return Math.max(1, (of * part + whole - 1) / whole);
  }
}
