package org.lectern.moderation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/**
 * What moderators decide, for everyone: the ground, the reason and the time, never who. {@code record?about=moderation} is the
 * public moderation log. What has yet to be seconded, and who asked for what, is for the moderators of the body alone.
 */
public sealed interface ModerationEvent extends Event {

  String testimony();

  String target();

  @Override
  default List<String> topics() {
    return List.of("testimony/" + testimony(), target() + "/testimony", target(), "moderation");
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** Public again, or for the first time; {@code how} is released, expired, moved or appeal. */
  record TestimonyReleased(
      String testimony, String target, String item, String kind, String byline, String position, String language, String text, boolean late,
      String parent, String how)
      implements ModerationEvent {}

  /** Public without what was redacted; {@code filesTakenDown} is null where none was. */
  record TestimonyRedacted(
      String testimony, String target, String item, String kind, String byline, String position, String language, String text, boolean late,
      String parent, String ground, String reason, Integer filesTakenDown)
      implements ModerationEvent {}

  /** Hidden by two moderators; a tombstone stays. */
  record TestimonyHidden(String testimony, String target, String ground, String reason) implements ModerationEvent {}

  /** New words for what is public were refused by two moderators; what was public stays. */
  record RevisionRefused(String testimony, String target, String ground, String reason) implements ModerationEvent {}

  /** Outside the subject of what it was sent to ({@code origin}); it is now where it belongs. */
  record TestimonyMoved(String testimony, String target, String origin, String ground, String reason) implements ModerationEvent {
    @Override
    public List<String> topics() {
      return List.of("testimony/" + testimony, target + "/testimony", target, origin + "/testimony", origin, "moderation");
    }
  }

  /** Its author appeals; somebody else decides. */
  record ModerationAppealed(String testimony, String target, @JsonIgnore boolean anonymous) implements ModerationEvent {
    @Override
    public boolean coarse() {
      return anonymous;
    }
  }

  record AppealDecided(String testimony, String target, boolean granted, String reason) implements ModerationEvent {}

  /** Whoever was named did not send it, by the address on file; earlier entries lost the name. */
  record AttributionDisputed(String testimony, String target, String struck) implements ModerationEvent {}

  /** A moderator has it before them, and nobody else decides about it meanwhile. */
  record CaseTaken(String testimony, String target, @JsonIgnore UUID body) implements ModerationEvent {
    @Override
    public List<String> topics() {
      return List.of("moderation");
    }

    @Override
    public Audience audience() {
      return Audience.of(body, Role.MODERATOR);
    }
  }

  /** Given back undecided. */
  record CaseLeft(String testimony, String target, @JsonIgnore UUID body) implements ModerationEvent {
    @Override
    public List<String> topics() {
      return List.of("moderation");
    }

    @Override
    public Audience audience() {
      return Audience.of(body, Role.MODERATOR);
    }
  }

  /** For the second moderator. */
  record HidingProposed(String testimony, String target, String ground, @JsonIgnore UUID body) implements ModerationEvent {
    @Override
    public Audience audience() {
      return Audience.of(body, Role.MODERATOR);
    }
  }

  record HidingDeclined(String testimony, String target, String reason, @JsonIgnore UUID body) implements ModerationEvent {
    @Override
    public Audience audience() {
      return Audience.of(body, Role.MODERATOR);
    }
  }

  /** Somebody reported it, on this ground; never who. */
  record TestimonyReported(String testimony, String target, String ground, @JsonIgnore UUID body) implements ModerationEvent {
    @Override
    public Audience audience() {
      return Audience.of(body, Role.MODERATOR);
    }
  }
}
