package org.lectern.oversight;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Rows;

/** An action with all that belongs to it: what must be so, what was answered and shown, every move, and where it came from. */
public record ActionSheet(
    Action action, List<Criterion> criteria, List<Response> responses, List<Evidence> evidence, List<Move> moves, List<Source> sources) {

  /** One version of the agency's answer; the newest is the one that stands. */
  public record Response(int version, Position position, String text, String owner, LocalDate due, String byName, Instant at) {
    static Response from(Row row) {
      return new Response(row.getInteger("version"), Rows.word(row, "position", Position.class), row.getString("text"),
          row.getString("owner"), row.getLocalDate("due"), row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  /** What was shown: for the criterion with that ordinal, or for the whole if null. */
  public record Evidence(Integer criterion, String text, String url, String byName, Instant at) {
    static Evidence from(Row row) {
      return new Evidence(row.getInteger("criterion"), row.getString("text"), row.getString("url"), row.getString("by_name"),
          Rows.instant(row, "at"));
    }
  }

  /** One step of its way; {@code byVote} where the rules ask for a vote or the chair. */
  public record Move(
      int ordinal, ActionStatus fromStatus, ActionStatus toStatus, String command, String reason, Boolean byVote, String byName, Instant at) {
    static Move from(Row row) {
      return new Move(row.getInteger("ordinal"), Rows.word(row, "from_status", ActionStatus.class), Rows.word(row, "to_status", ActionStatus.class),
          row.getString("command"), row.getString("reason"), row.getBoolean("by_vote"), row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  /** Where it came from: an address below the place, and the title there if it has one. */
  public record Source(String kind, String address, String title) {
    static List<Source> of(Action action) {
      var sources = new ArrayList<Source>();
      if (action.area() != null) sources.add(new Source("area", "areas/" + action.area(), action.areaTitle()));
      if (action.hearing() != null) sources.add(new Source("hearing", "hearings/" + action.hearing(), action.hearingTitle()));
      if (action.testimony() != null) sources.add(new Source("testimony", "testimony/" + action.testimony(), null));
      return sources;
    }
  }
}
