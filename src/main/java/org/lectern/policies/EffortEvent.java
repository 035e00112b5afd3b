package org.lectern.policies;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to the efforts of officials. */
public sealed interface EffortEvent extends Event {

  /** Which effort, whose it is, and in which reform area. */
  record About(String effort, String title, String body, String area) {}

  About about();

  @Override
  default List<String> topics() {
    return List.of("efforts/" + about().effort, "efforts", "areas/" + about().area, "bodies/" + about().body);
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record EffortPlanned(@JsonUnwrapped About about, EffortKind kind, LocalDate plannedFor) implements EffortEvent {}

  record EffortBegun(@JsonUnwrapped About about, EffortKind kind) implements EffortEvent {}

  record EffortFinished(@JsonUnwrapped About about, EffortKind kind, EffortOutcome outcome, String result) implements EffortEvent {}

  record EffortDropped(@JsonUnwrapped About about, EffortKind kind, String reason) implements EffortEvent {}
}
