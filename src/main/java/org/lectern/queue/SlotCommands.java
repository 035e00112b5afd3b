package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.bodies.Allotment;
import org.lectern.bodies.Profile;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingQueries;

/** What a speaker can do with their own place in line. */
public final class SlotCommands {
  private SlotCommands() {}

  /** A place in line, and the id from which its secret link is made. */
  public record SignedUp(UUID id, long hearing, int number, String item, Integer place) {}

  private record Line(Hearing hearing, UUID item, String itemNumber) {}

  public static Command<SignedUp> signUp(long hearing, SignUp signUp, Secrets secrets) {
    return (tx, caller) -> line(tx, caller, hearing, signUp)
        .compose(line -> insert(tx, caller, line, signUp, secrets)
            .map(slot -> Change.of(new SignedUp(slot.id(), hearing, slot.number(), slot.itemNumber(), slot.place()),
                new QueueEvent.SpeakerSignedUp(hearing, slot.itemNumber(), slot.number(), slot.displayName(), slot.mode()))));
  }

  /** The line to stand in: sign-up is open until the item's comment period closes. */
  private static Future<Line> line(SqlConnection tx, Caller caller, long number, SignUp signUp) {
    return HearingQueries.find(tx, caller, number).compose(hearing -> {
      if (!hearing.status().ahead()) throw Problem.conflict("sign_up_closed");
      return tx.preparedQuery("""
              SELECT id, number
              FROM agenda_item
              WHERE hearing = $1 AND ($2::int IS NULL OR ordinal = $2) AND kind <> 'closed' AND comment_mode <> 'none'
                AND NOT comment_closed AND status IN ('listed', 'called', 'comment')
              ORDER BY status = 'comment' DESC, kind = 'public_comment' DESC, ordinal
              LIMIT 1
              FOR SHARE""")
          .execute(Tuple.of(hearing.id(), signUp.item()))
          .map(rows -> Rows.maybe(rows, row -> new Line(hearing, row.getUUID("id"), row.getString("number")))
              .orElseThrow(() -> Problem.conflict("sign_up_closed")));
    });
  }

  /** Receipt order: the number is counted under the hearing's own lock, so two sign-ups never share one. */
  private static Future<Slot> insert(SqlConnection tx, Caller caller, Line line, SignUp signUp, Secrets secrets) {
    var id = Ids.next();
    var byClerk = caller.holds(Role.CLERK, line.hearing.body());
    return tx.preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 1))")
        .execute(Tuple.of(line.hearing.id().toString()))
        .compose(locked -> tx.preparedQuery("""
                INSERT INTO slot (id, jurisdiction, hearing, item, number, display_name, person, email, mode, position, language,
                  interpreter, status, order_key, order_reason, allotted, channel, secret_hash)
                SELECT $1, $2, $3, $4, n, $5, $6, lower($7), $8, $9, $10, $11, 'confirmed', n, 'receipt_order', $12, $13, $14
                FROM (SELECT coalesce(max(number), 0) + 1 AS n FROM slot WHERE hearing = $3) AS line""")
            .execute(Tuple.from(new Object[] {id, caller.place().id(), line.hearing.id(), line.item, name(signUp), byClerk ? null : caller.person(),
                signUp.email(), or(signUp.mode(), "room"), signUp.position(), or(signUp.language(), "en"), or(signUp.interpreter(), "none"),
                allotted(line.hearing, signUp), byClerk ? "clerk" : caller.channel(), Buffer.buffer(Secrets.hash(secrets.link("slot", id)))})))
        .compose(inserted -> QueueQueries.one(tx, id));
  }

  private static String name(SignUp signUp) {
    return signUp.name() == null || signUp.name().isBlank() ? null : signUp.name().strip();
  }

  private static String or(String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  /** An interpreter who is not simultaneous doubles the time. */
  private static int allotted(Hearing hearing, SignUp signUp) {
    var profile = Profile.load(hearing.profile(), hearing.profileVersion());
    var interpreter = switch (or(signUp.interpreter(), "none")) {
      case "consecutive" -> Allotment.Interpreter.IN_TURNS;
      case "simultaneous" -> Allotment.Interpreter.SIMULTANEOUS;
      default -> Allotment.Interpreter.NONE;
    };
    return Allotment.of(profile).changedTo(hearing.allotment()).secondsWith(interpreter);
  }

  /** Leaves the line, by the secret link. */
  public static Command<Slot> withdraw(String secret) {
    return (tx, caller) -> own(tx, caller, secret).compose(own -> {
      own.slot.status().to(SlotStatus.WITHDRAWN);
      return tx.preparedQuery("UPDATE slot SET status = 'withdrawn', ended_at = now() WHERE id = $1")
          .execute(Tuple.of(own.slot.id()))
          .compose(updated -> QueueQueries.one(tx, own.slot.id()))
          .map(slot -> Change.of(slot, new QueueEvent.SpeakerWithdrew(own.hearing, slot.itemNumber(), slot.number(), slot.displayName())));
    });
  }

  private record Own(Slot slot, long hearing) {}

  private static Future<Own> own(SqlConnection tx, Caller caller, String secret) {
    return tx.preparedQuery("""
            SELECT s.id, h.number
            FROM slot s
            JOIN hearing h ON h.id = s.hearing
            WHERE s.jurisdiction = $1 AND s.secret_hash = $2
            FOR UPDATE OF s""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .compose(rows -> {
          var row = Rows.one(rows, "slot", r -> r);
          return QueueQueries.one(tx, row.getUUID("id")).map(slot -> new Own(slot, row.getLong("number")));
        });
  }
}
