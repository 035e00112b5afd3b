package org.lectern.assessments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A version of a worksheet with all that belongs to it.
 *
 * @param assessment null if the area has none yet: the lines are then its criteria, unanswered
 * @param peers what other jurisdictions have where this one has not: answers with their citations
 */
public record AssessmentSheet(
    String area, String title, Assessment assessment, List<Line> lines, Standing standing, List<Reply> replies, List<Challenge> challenges,
    List<Move> moves, List<Version> history, List<Proposal> proposals, List<Request> requests, List<Peer> peers) {

  /** What the agency says to it; a null criterion is the whole. */
  public record Reply(String criterion, String text, String url, Instant at, String byName) {}

  /** A resident's question about one answer; {@code due} is the last day on which the board may decide on it in time;
   * {@code hidden} is the ground on which a moderator took it from view, then its words are absent. */
  public record Challenge(
      int number, String criterion, String text, String url, String quote, String name, Outcome status, LocalDate due, String reason, Integer newVersion,
      Instant at, Instant decidedAt, String decidedBy, int version, boolean overdue, String hidden) {}

  /** What became of a question. */
  public enum Outcome {
    OPEN,
    CHANGED,
    UNCHANGED
  }

  public record Move(String command, Instant at, String byName, String reason) {}

  /** A version that was published. */
  public record Version(int version, AssessmentStatus status, Band band, Integer percent, String asOf, Instant publishedAt) {}

  /** What a verified action or a policy in force says; null answer and criterion: look at the whole again. */
  public record Proposal(@JsonIgnore UUID id, String criterion, Answer answer, String address, String title, Instant at) {}

  /** A hearing that was asked for. */
  public record Request(int number, String criterion, String bodySlug, String bodyName, String reason, Instant at, String byName) {}

  /** Another place's answer with its citation. */
  public record Peer(String place, String name, String criterion, Answer answer, String url, String quote, String asOf) {}

  public List<Challenge> challengesTo(String criterion) {
    return challenges.stream().filter(challenge -> challenge.criterion().equals(criterion)).toList();
  }

  public List<Peer> peersOf(String criterion) {
    return peers.stream().filter(peer -> peer.criterion().equals(criterion)).limit(3).toList();
  }

  public List<Proposal> proposalsTo(String criterion) {
    return proposals.stream().filter(proposal -> criterion.equals(proposal.criterion())).toList();
  }

  public List<Reply> repliesTo(String criterion) {
    return replies.stream().filter(reply -> java.util.Objects.equals(criterion, reply.criterion())).toList();
  }

  public Line line(String criterion) {
    return lines.stream().filter(line -> line.criterion().equals(criterion)).findFirst().orElse(null);
  }
}
