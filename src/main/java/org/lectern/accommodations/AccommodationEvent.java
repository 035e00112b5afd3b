package org.lectern.accommodations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** What becomes of accommodation requests, for the clerks of the body: that it happened, and never what somebody needs. */
public sealed interface AccommodationEvent extends Event {

  long hearing();

  UUID body();

  @Override
  default List<String> topics() {
    return List.of("hearings/" + hearing() + "/accommodations");
  }

  @Override
  default Audience audience() {
    return Audience.of(body(), Role.CLERK);
  }

  record AccommodationRequested(long hearing, @JsonIgnore UUID body, int request) implements AccommodationEvent {}

  record AccommodationArranged(long hearing, @JsonIgnore UUID body, int request) implements AccommodationEvent {}

  record AlternativeOffered(long hearing, @JsonIgnore UUID body, int request) implements AccommodationEvent {}

  record AccommodationDeclined(long hearing, @JsonIgnore UUID body, int request) implements AccommodationEvent {}

  record AccommodationProvided(long hearing, @JsonIgnore UUID body, int request) implements AccommodationEvent {}
}
