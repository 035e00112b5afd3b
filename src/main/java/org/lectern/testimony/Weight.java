package org.lectern.testimony;

import java.util.List;

/**
 * What the door found about a submission without looking at what it says: whether it is held because too much came from one
 * source, what moderators should know ({@code flags}), and which organisation vouches for it. Nothing that leads back.
 *
 * @param hold flood, or null
 */
public record Weight(Hold hold, List<String> flags, String attestedBy) {

  public static final Weight NONE = new Weight(null, List.of(), null);

  String flagged() {
    return flags.isEmpty() ? null : String.join(" ", flags);
  }
}
