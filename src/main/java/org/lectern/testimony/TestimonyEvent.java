package org.lectern.testimony;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

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

  /** Accepted and public. {@code byline} is what the author shows, null if nothing; {@code supplements} the number it adds to. */
  record TestimonyPublished(
      String testimony, String target, String item, String kind, String byline, String position, String language, String text, boolean late,
      String parent, String supplements, @JsonIgnore boolean anonymous)
      implements TestimonyEvent {
    /** Whoever follows what it answers or adds to hears of it too. */
    @Override
    public List<String> topics() {
      return Stream.concat(TestimonyEvent.super.topics().stream(), Stream.of(parent, supplements).filter(Objects::nonNull).map(number -> "testimony/" + number)).toList();
    }

    @Override
    public boolean coarse() {
      return anonymous;
    }
  }

  /** Held until a moderator has looked, by this rule of the closed list: accepted and not yet public, or public before. */
  record TestimonyHeld(String testimony, String target, String rule, String ground, String struck, @JsonIgnore boolean anonymous) implements TestimonyEvent {
    @Override
    public List<String> topics() {
      return List.of("testimony/" + testimony, target + "/testimony", target, "moderation");
    }

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

  /** Its author changed it while the window was open; earlier versions stay readable. The words are absent where they are not public. */
  record TestimonyRevised(
      String testimony, String target, int revision, String position, String language, String text, @JsonIgnore boolean anonymous) implements TestimonyEvent {
    @Override
    public boolean coarse() {
      return anonymous;
    }
  }

  /** New words for what is public wait for moderators, by this rule; what was public stays. For them alone, without the words. */
  record RevisionHeld(String testimony, String target, String rule, @JsonIgnore UUID body, @JsonIgnore boolean anonymous) implements TestimonyEvent {
    @Override
    public List<String> topics() {
      return List.of("testimony/" + testimony, "moderation");
    }

    @Override
    public Audience audience() {
      return Audience.of(body, Role.MODERATOR);
    }

    @Override
    public boolean coarse() {
      return anonymous;
    }
  }

  /** A passage of it is cited in a decision, an action, a policy change or minutes, which {@code source} is the address of. */
  record TestimonyCited(String testimony, String target, String source, String passage, String by, @JsonIgnore List<String> areas) implements TestimonyEvent {
    @Override
    public List<String> topics() {
      var cites = Stream.of(source, source.replaceFirst("^(hearings/[0-9]+)/.*", "$1"));
      return Stream.of(TestimonyEvent.super.topics().stream(), cites, areas.stream().map(slug -> "areas/" + slug)).flatMap(all -> all).distinct().toList();
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
