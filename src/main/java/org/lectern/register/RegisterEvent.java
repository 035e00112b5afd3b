package org.lectern.register;

import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.oversight.ActionStatus;

/** What an import does to the register. */
public sealed interface RegisterEvent extends Event {

  String action();

  String addressee();

  String area();

  @Override
  default List<String> topics() {
    var topics = new ArrayList<>(List.of("actions/" + action(), "actions", "bodies/" + addressee()));
    if (area() != null) topics.add("areas/" + area());
    return topics;
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** An action came in from another register, with its number and its status word there. */
  record ActionImported(String action, String title, String addressee, String area, String source, String original, String word, ActionStatus status, String text) implements RegisterEvent {}

  /** The other register says something else now; {@code textBefore} if it changed the text. */
  record ImportedActionChanged(
      String action, String title, String addressee, String area, String source, String word, ActionStatus from, ActionStatus to, String reason, String textBefore) implements RegisterEvent {}
}
