package org.lectern.moderation;

import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** Which organisations may send in bulk, and what they vouch for: for everyone. */
public sealed interface BulkKeyEvent extends Event {

  String organisation();

  @Override
  default List<String> topics() {
    return List.of("moderation");
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record BulkKeyIssued(String organisation, String attestation) implements BulkKeyEvent {}

  record BulkKeyRevoked(String organisation) implements BulkKeyEvent {}
}
