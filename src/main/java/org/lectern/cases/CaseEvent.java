package org.lectern.cases;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to cases. What a draft holds is told to its author and to nobody else. */
public sealed interface CaseEvent extends Event {

  /** Which case by its number, and the address of what it is for. */
  record About(String number, String title, String subject, String area) {}

  About about();

  @Override
  default List<String> topics() {
    var topics = new ArrayList<>(List.of("cases/" + about().number, "cases", about().subject));
    if (about().area != null) topics.add("areas/" + about().area);
    return topics;
  }

  record CaseBegun(@JsonUnwrapped About about, @JsonIgnore UUID author) implements CaseEvent {
    @Override
    public Audience audience() {
      return Audience.only(author);
    }
  }

  /** A piece was added, taken out or moved, or the argument was written; {@code items} are there now. */
  record CaseEdited(@JsonUnwrapped About about, @JsonIgnore UUID author, int items) implements CaseEvent {
    @Override
    public Audience audience() {
      return Audience.only(author);
    }
  }

  /** The testimony that it quotes, by number: the words stand in the testimony. */
  record CasePublished(@JsonUnwrapped About about, String body, int items, List<String> testimony) implements CaseEvent {
    @Override
    public Audience audience() {
      return Audience.PUBLIC;
    }
  }

  record CaseRetracted(@JsonUnwrapped About about, String reason) implements CaseEvent {
    @Override
    public Audience audience() {
      return Audience.PUBLIC;
    }
  }
}
