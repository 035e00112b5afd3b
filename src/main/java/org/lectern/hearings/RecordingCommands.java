package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** Where the recording is and where in it each item and speaker stands; and what a closed item may show. */
public final class RecordingCommands {
  private RecordingCommands() {}

  /** Where it can be watched, and the instant of its first second. */
  public record Recording(String url, Instant startedAt) {}

  /** Where an item, or one speaker on it, really begins: seconds from the start of the recording. */
  public record Mark(Integer speaker, int seconds) {}

  /** All that is told of a closed item besides its title and times. */
  public record Report(String legalBasis, String reportOut) {}

  public static Command<Hearing> record(long number, Recording recording) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> HearingCommands.move(tx, hearing, """
            UPDATE hearing
            SET recording_url = $2, recording_started_at = $3
            WHERE id = $1""", Tuple.of(hearing.id(), recording.url(), Rows.at(recording.startedAt())), "busy"))
        .map(hearing -> Change.of(hearing, new VoteEvent.RecordingPublished(number, recording.url(), recording.startedAt())));
  }

  public static Command<AgendaItem> mark(long number, int ordinal, Mark mark) {
    return (tx, caller) -> item(tx, caller, number, ordinal).compose(item -> speaker(tx, item.id(), mark.speaker())
        .compose(known -> tx.preparedQuery("""
                INSERT INTO recording_mark (jurisdiction, hearing, item, speaker, seconds)
                SELECT jurisdiction, hearing, id, $2, $3
                FROM agenda_item
                WHERE id = $1
                ON CONFLICT (hearing, item, speaker) DO UPDATE SET seconds = excluded.seconds, at = clock_timestamp()""")
            .execute(Tuple.of(item.id(), mark.speaker() == null ? 0 : mark.speaker(), mark.seconds())))
        .map(marked -> Change.of(item, new VoteEvent.RecordingMarked(number, item.number(), mark.speaker(), mark.seconds()))));
  }

  private static Future<Void> speaker(SqlConnection tx, UUID item, Integer speaker) {
    if (speaker == null) return Future.succeededFuture();
    return tx.preparedQuery("SELECT 1 FROM slot WHERE item = $1 AND number = $2 AND status = 'spoke'")
        .execute(Tuple.of(item, speaker))
        .map(rows -> {
          if (rows.size() == 0) throw Problem.invalid("/speaker", "speaker_unknown");
          return null;
        });
  }

  public static Command<AgendaItem> reportOut(long number, int ordinal, Report report) {
    return (tx, caller) -> item(tx, caller, number, ordinal).compose(item -> {
      if (item.kind() != ItemKind.CLOSED) throw Problem.conflict("only_closed_items_report");
      return tx.preparedQuery("UPDATE agenda_item SET legal_basis = $2, report_out = coalesce($3, report_out) WHERE id = $1")
          .execute(Tuple.of(item.id(), report.legalBasis(), report.reportOut()))
          .compose(updated -> MotionCommands.reread(tx, item))
          .map(told -> Change.of(told, new VoteEvent.ClosedItemReported(number, told.number(), told.title(), told.legalBasis(), told.reportOut())));
    });
  }

  private static Future<AgendaItem> item(SqlConnection tx, Caller caller, long number, int ordinal) {
    return HearingCommands.claim(tx, caller, number).compose(hearing -> MotionCommands.item(tx, hearing, ordinal));
  }
}
