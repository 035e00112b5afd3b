package org.lectern.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** What happens in the speaker line. Names are those the speakers chose to show; there may be none. */
public sealed interface QueueEvent extends Event {

  long hearing();

  @Override
  default List<String> topics() {
    return List.of("hearings/" + hearing() + "/queue", "hearings/" + hearing());
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** {@code item} is null when the rules are those of the whole hearing. Rules of a draft are known to its staff only. */
  record LineRulesSet(
      long hearing, @JsonIgnore UUID body, @JsonIgnore boolean draft, String item, String orderRule, Integer cap, boolean ceding, Instant signUpOpensAt)
      implements QueueEvent {
    @Override
    public Audience audience() {
      return draft ? Audience.of(body, Role.CLERK, Role.CHAIR) : Audience.PUBLIC;
    }
  }

  record LotteryOpened(long hearing, String item, String seedHash) implements QueueEvent {}

  record LotteryDrawn(long hearing, String item, String seed, int drawn) implements QueueEvent {}

  record AllotmentChanged(long hearing, String item, int seconds) implements QueueEvent {}

  /** {@code status} is confirmed or waitlisted. */
  record SpeakerSignedUp(long hearing, String item, int slot, String name, String mode, String status) implements QueueEvent {}

  /** A place became free for somebody on the waitlist. */
  record SpeakerConfirmed(long hearing, String item, int slot, String name) implements QueueEvent {}

  record SpeakerCheckedIn(long hearing, String item, int slot, String name) implements QueueEvent {}

  record SpeakerMoved(long hearing, String item, int slot, String name, int place, String reason) implements QueueEvent {}

  record SpeakerRejected(long hearing, String item, int slot, String name, String ground, String reason) implements QueueEvent {}

  record SpeakerWithdrew(long hearing, String item, int slot, String name) implements QueueEvent {}

  record SpeakerCalled(long hearing, String item, int slot, String name, int allotted) implements QueueEvent {}

  record SpeakerStarted(long hearing, String item, int slot, String name, int allotted, Instant at) implements QueueEvent {}

  record SpeakerPaused(long hearing, String item, int slot, String name, int usedSeconds) implements QueueEvent {}

  record SpeakerResumed(long hearing, String item, int slot, String name, int usedSeconds, Instant at) implements QueueEvent {}

  record SpeakerExtended(long hearing, String item, int slot, String name, int seconds, int allotted) implements QueueEvent {}

  record SpeakerFinished(long hearing, String item, int slot, String name, int usedSeconds, int allotted) implements QueueEvent {}

  /** The chair ended the turn, for a reason that everyone may read. */
  record SpeakerStopped(long hearing, String item, int slot, String name, int usedSeconds, int allotted, String reason) implements QueueEvent {}

  record SpeakerDidNotCome(long hearing, String item, int slot, String name) implements QueueEvent {}

  /** Back in line after missing the call, once. */
  record SpeakerReturned(long hearing, String item, int slot, String name) implements QueueEvent {}

  /** {@code slot} gives its time to {@code to}, who now has {@code allotted} seconds. */
  record TimeCeded(long hearing, String item, int slot, String name, int to, int allotted) implements QueueEvent {}

  record CedingRevoked(long hearing, String item, int slot, String name, int from, int allotted) implements QueueEvent {}

  /** A move taken back within ten seconds; the slot is {@code status} as before it. */
  record MoveUndone(long hearing, String item, int slot, String name, String move, String status) implements QueueEvent {}
}
