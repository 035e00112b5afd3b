package org.lectern.oversight;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.oversight.AgendaProposals.OnAgenda;
import org.lectern.oversight.ExtensionCommands.Extension;

/**
 * An action with all that belongs to it: what must be so, what was answered and shown, every move, where it came from, how its dates were
 * reckoned, the request for more time (null if there was none), the hearings that it was put before,
 * every look that the board took, the ladder of compliance, and the further agencies that it asks with what each says.
 */
public record ActionSheet(
    Action action, List<Criterion> criteria, List<Response> responses, List<Evidence> evidence, List<Move> moves, List<Source> sources,
    List<DueDate> dates, Extension extension, List<OnAgenda> agenda, List<Verified> verifications, Compliance compliance,
    List<Addressee> addressees) {

  /** What was shown for that criterion, or for the whole if null. */
  public List<Evidence> of(Criterion criterion) {
    return evidence.stream().filter(one -> criterion == null ? one.criterion() == null : one.criterion() != null && one.criterion() == criterion.ordinal()).toList();
  }

  /** The further agency with that slug, if the action asks it. */
  public Addressee addressee(String agency) {
    return addressees.stream().filter(one -> one.agency().equals(agency)).findFirst().orElseThrow(() -> Problem.missing("addressee"));
  }

  /** Once, and only before the answer is due. */
  @JsonIgnore
  public boolean mayAskExtension() {
    return extension == null && action.status() == ActionStatus.ISSUED && !action.answered() && !action.owed() && action.responseDue() != null && action.today().isBefore(action.responseDue());
  }

  /** One version of the agency's answer; the newest is the one that stands. */
  public record Response(int version, Position position, String text, String owner, LocalDate due, String byName, Instant at) {
    static Response from(Row row) {
      return new Response(row.getInteger("version"), Rows.word(row, "position", Position.class), row.getString("text"),
          row.getString("owner"), row.getLocalDate("due"), row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  /**
   * One step of its way; {@code byVote} where the rules ask for a vote or the chair, then perhaps which vote it was; {@code asOf} where it
   * counts from another day than that on which it was recorded.
   */
  public record Move(
      int ordinal, ActionStatus fromStatus, ActionStatus toStatus, String command, String reason, Boolean byVote, String byName, Instant at,
      Long voteHearing, Integer voteMotion, LocalDate asOf) {
    static Move from(Row row) {
      return new Move(row.getInteger("ordinal"), Rows.word(row, "from_status", ActionStatus.class), Rows.word(row, "to_status", ActionStatus.class),
          row.getString("command"), row.getString("reason"), row.getBoolean("by_vote"), row.getString("by_name"), Rows.instant(row, "at"),
          row.getLong("vote_hearing"), row.getInteger("vote_motion"), row.getLocalDate("as_of"));
    }
  }

  /** Where it came from: an address below the place or outside ({@code url}), the title there, and what it says. */
  public record Source(String kind, String address, String title, String passage, String url) {}
}
