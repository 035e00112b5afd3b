package org.lectern.oversight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to duties that return; each of their turns is an action and happens as one. */
public sealed interface ObligationEvent extends Event {

  long obligation();

  String addressee();

  String area();

  @Override
  default List<String> topics() {
    var topics = new ArrayList<>(List.of("obligations", "obligations/" + obligation(), "bodies/" + addressee()));
    if (area() != null) topics.add("areas/" + area());
    return topics;
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record ObligationEstablished(long obligation, String addressee, String area, String title, Obligation.Every every, LocalDate firstDue, boolean byVote) implements ObligationEvent {}

  record ObligationEnded(long obligation, String addressee, String area, String title, String reason, boolean byVote) implements ObligationEvent {}
}
