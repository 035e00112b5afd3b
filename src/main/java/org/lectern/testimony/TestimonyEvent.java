package org.lectern.testimony;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to testimony, in what the public may know of it. */
public sealed interface TestimonyEvent extends Event {

  String testimony();

  /** The address of what it is about. */
  String target();

  @Override
  default List<String> topics() {
    return List.of("testimony/" + testimony(), target() + "/testimony", target());
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** Accepted and public at once. {@code byline} is what the author shows, null if nothing. */
  record TestimonyPublished(
      String testimony, String target, String item, String kind, String byline, String position, String language, String text, boolean late,
      String parent, @JsonIgnore boolean anonymous)
      implements TestimonyEvent {
    @Override
    public boolean coarse() {
      return anonymous;
    }
  }

  /** Held until a moderator has looked, by this rule of the closed list: accepted and not yet public, or public before. */
  record TestimonyHeld(String testimony, String target, String rule, @JsonIgnore boolean anonymous) implements TestimonyEvent {
    @Override
    public boolean coarse() {
      return anonymous;
    }
  }

  /** Accepted and counted; the text is for the body's staff. */
  record TestimonyReceivedInConfidence(String testimony, String target, boolean late) implements TestimonyEvent {
    @Override
    public boolean coarse() {
      return true;
    }
  }

  /** Taken back by its author; a tombstone stays, and earlier entries lost the text. */
  record TestimonyWithdrawn(String testimony, String target, String struck, @JsonIgnore boolean anonymous) implements TestimonyEvent {
    @Override
    public boolean coarse() {
      return anonymous;
    }
  }

  /** Its author no longer shows a name; earlier entries lost it. */
  record NameWithheld(String testimony, String target, String struck) implements TestimonyEvent {
    @Override
    public boolean coarse() {
      return true;
    }
  }
}
