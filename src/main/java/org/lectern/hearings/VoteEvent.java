package org.lectern.hearings;

import java.time.Instant;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What is taken down while a hearing is on: roll calls, motions, votes, incidents, reports, the recording. A public body acts in public: all of it is for everyone. */
public sealed interface VoteEvent extends Event {

  long hearing();

  @Override
  default List<String> topics() {
    return List.of("hearings/" + hearing(), "hearings/" + hearing() + "/queue");
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** The names as they were answered to. */
  record RollCalled(long hearing, int present, boolean quorum, List<String> here, List<String> absent, List<String> excused) implements VoteEvent {}

  record MemberArrived(long hearing, String member, int present, boolean quorum) implements VoteEvent {}

  record MemberLeft(long hearing, String member, int present, boolean quorum) implements VoteEvent {}

  record MotionMoved(long hearing, String item, int motion, String text, String proposes, String threshold, String mover, String seconder)
      implements VoteEvent {}

  record MotionWithdrawn(long hearing, String item, int motion, String text) implements VoteEvent {}

  /** How each member voted is in {@code ballots}, in the order of the names. */
  record VoteTaken(
      long hearing, String item, int motion, String text, String threshold, int yes, int no, int needed, boolean carried, List<Cast> ballots)
      implements VoteEvent {}

  /** A new vote in the place of an earlier one, which stays to be seen. {@code decision} is what it made of the item, if that changed. */
  record VoteCorrected(
      long hearing, String item, int motion, String text, int vote, int corrects, String reason, int yes, int no, int needed, boolean carried,
      String decision, List<Cast> ballots)
      implements VoteEvent {}

  record IncidentLogged(long hearing, int incident, String kind, String who, String reason) implements VoteEvent {}

  record SpeakerWarned(long hearing, int incident, String who, String reason) implements VoteEvent {}

  /** After that warning, or on that ground of safety. */
  record SpeakerRemoved(long hearing, int incident, String who, Integer warning, String safetyGround, String reason) implements VoteEvent {}

  /** What a closed item may show. */
  record ClosedItemReported(long hearing, String item, String title, String legalBasis, String reportOut) implements VoteEvent {}

  record RecordingPublished(long hearing, String url, Instant startedAt) implements VoteEvent {}

  /** Where an item, or a speaker on it, stands in the recording. */
  record RecordingMarked(long hearing, String item, Integer speaker, int seconds) implements VoteEvent {}

  /** Votes by name on so many items came from a source. */
  record VotesImported(long hearing, int items, String source) implements VoteEvent {}

  /** One member's vote; a recusal says why. */
  record Cast(String member, String choice, String reason) {}
}
