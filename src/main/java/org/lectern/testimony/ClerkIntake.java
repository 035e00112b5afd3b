package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.TestimonyCommands.Words;

/**
 * What reaches the clerk on paper, by voicemail, by e-mail or at the microphone, put on the record for whoever said it: one
 * numbering with everything else. The time is that at which the place received it; it decides whether it is late.
 */
public final class ClerkIntake {
  private ClerkIntake() {}

  private static final Duration OLDEST = Duration.ofDays(366);

  /**
   * @param target an address below the place: {@code hearings/12}, {@code areas/civilian-oversight}
   * @param channel paper, voicemail, email or in_person
   * @param slot the number of a speaker of the hearing who has spoken; then it was said at the microphone
   * @param recordingOffset where in the recording it begins, in seconds
   */
  public record TakingIn(
      String target, Integer item, String channel, Instant receivedAt, Integer slot, Integer recordingOffset, String text, Privacy privacy, String name,
      String email, Position position, String language, Boolean sendAnyway, List<String> attachments) {

    boolean spoken() {
      return channel.equals("in_person") || channel.equals("voicemail");
    }
  }

  private record Spoken(UUID slot, String name, Instant at, UUID hearing) {
    static final Spoken NOT = new Spoken(null, null, null, null);
  }

  /** @param letter the receipt for whoever left an address; null for none */
  public static Command<Submitted> takeIn(TakingIn taking, Secrets secrets, Function<Submitted, Letter> letter) {
    return (tx, caller) -> {
      var target = Target.of(taking.target());
      return admitted(tx, caller, target)
          .compose(hearing -> spoken(tx, hearing, taking))
          .compose(spoken -> now(tx).compose(now -> submit(tx, caller, target, taking, spoken, received(taking, spoken, now), secrets, letter)));
    };
  }

  /** A clerk of the hearing's body; for anything else a clerk of the place. */
  private static Future<Hearing> admitted(SqlConnection tx, Caller caller, Target target) {
    return target.hearing() == null ? Future.succeededFuture() : HearingCommands.claim(tx, caller, target.hearing());
  }

  private static Future<Spoken> spoken(SqlConnection tx, Hearing hearing, TakingIn taking) {
    if (taking.slot() == null) {
      if (taking.recordingOffset() != null && hearing == null) throw Problem.invalid("/recording_offset", "offset_of_hearings_only");
      return Future.succeededFuture(Spoken.NOT);
    }
    if (hearing == null || !taking.channel().equals("in_person")) throw Problem.invalid("/slot", "slot_of_speakers_only");
    return tx.preparedQuery("""
            SELECT s.id, s.display_name, s.started_at, s.hearing, EXISTS (SELECT FROM testimony t WHERE t.slot = s.id) AS taken
            FROM slot s
            WHERE s.hearing = $1 AND s.number = $2 AND s.started_at IS NOT NULL""")
        .execute(Tuple.of(hearing.id(), taking.slot()))
        .map(rows -> Rows.maybe(rows, row -> {
          if (row.getBoolean("taken")) throw Problem.invalid("/slot", "slot_taken_in");
          return new Spoken(row.getUUID("id"), row.getString("display_name"), Rows.instant(row, "started_at"), row.getUUID("hearing"));
        }).orElseThrow(() -> Problem.invalid("/slot", "slot_not_spoken")));
  }

  private static Future<Instant> now(SqlConnection tx) {
    return tx.query("SELECT clock_timestamp() AS now").execute().map(rows -> Rows.instant(rows.iterator().next(), "now"));
  }

  /** What was said at the microphone was received when it was said. */
  private static Instant received(TakingIn taking, Spoken spoken, Instant now) {
    var at = taking.receivedAt() != null ? taking.receivedAt() : spoken.at != null ? spoken.at : now;
    if (at.isAfter(now)) throw Problem.invalid("/received_at", "received_in_future");
    if (at.isBefore(now.minus(OLDEST))) throw Problem.invalid("/received_at", "received_long_ago");
    return at;
  }

  private static Future<Change<Submitted>> submit(SqlConnection tx, Caller caller, Target target, TakingIn taking, Spoken spoken, Instant received, Secrets secrets, Function<Submitted, Letter> letter) {
    var name = taking.name() == null || taking.name().isBlank() ? spoken.name : taking.name();
    var words = new Words(taking.item(), taking.text(), taking.privacy(), name, taking.email(), taking.position(), taking.language(), null,
        taking.spoken() ? "oral" : "written", taking.sendAnyway(), null, taking.attachments());
    // Whoever wants to be anonymous is not tied to a place in line.
    var slot = words.chosen() == Privacy.ANONYMOUS ? null : spoken.slot;
    return Intake.SUBMIT.alone(new Intake.Submission(target, words, secrets, Terms.clerk(taking.channel(), received, slot, taking.recordingOffset())).mailing(letter))
        .perform(tx, caller)
        .compose(change -> slot == null ? Future.succeededFuture(change) : tx.preparedQuery("""
                INSERT INTO testimony_trail (jurisdiction, testimony, step, at, hearing)
                VALUES ($1, $2, 'spoken', $3, $4)""")
            .execute(Tuple.of(caller.place().id(), change.result().id(), Rows.at(spoken.at), spoken.hearing))
            .map(change));
  }
}
