package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lectern.bodies.Allotment;
import org.lectern.bodies.Profile;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
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
  public record SignedUp(UUID id, long hearing, int number, String item, Integer place, SlotStatus status) {}

  private record Line(Hearing hearing, UUID item, String itemNumber, OrderRule rule, Integer cap, int allotment, boolean drawn) {}

  public static Command<SignedUp> signUp(long hearing, SignUp signUp, Secrets secrets) {
    return (tx, caller) -> line(tx, caller, hearing, signUp)
        .compose(line -> Lineup.enter(tx, line.hearing.id()).compose(entered -> LotteryCommands.open(tx, caller, hearing, line.item, line.itemNumber, line.rule))
            .compose(opened -> insert(tx, caller, line, signUp, secrets)
                .compose(slot -> Lineup.settle(tx, hearing, line.item, Set.of(slot.number())).compose(settled -> QueueQueries.one(tx, slot.id())))
                .map(slot -> change(hearing, slot, opened))));
  }

  private static Change<SignedUp> change(long hearing, Slot slot, List<Event> opened) {
    var events = new ArrayList<>(opened);
    events.add(new QueueEvent.SpeakerSignedUp(hearing, slot.itemNumber(), slot.number(), slot.displayName(), slot.mode(), slot.status().word()));
    return new Change<>(new SignedUp(slot.id(), hearing, slot.number(), slot.itemNumber(), slot.place(), slot.status()), List.copyOf(events));
  }

  /** The line to stand in: sign-up is open from its first instant until the item's comment period closes. */
  private static Future<Line> line(SqlConnection tx, Caller caller, long number, SignUp signUp) {
    return HearingQueries.find(tx, caller, number).compose(hearing -> {
      if (!hearing.status().ahead()) throw Problem.conflict("sign_up_closed");
      return tx.preparedQuery("""
              SELECT i.id, i.number, coalesce(i.order_rule, h.order_rule) AS order_rule, coalesce(i.speaker_cap, h.speaker_cap) AS speaker_cap,
                coalesce(i.allotment, h.allotment) AS allotment, h.sign_up_opens_at, now() < h.sign_up_opens_at AS early,
                EXISTS (SELECT FROM lottery l WHERE l.item = i.id AND l.drawn_at IS NOT NULL) AS drawn
              FROM agenda_item i
              JOIN hearing h ON h.id = i.hearing
              WHERE i.hearing = $1 AND ($2::int IS NULL OR i.ordinal = $2) AND i.kind <> 'closed' AND i.comment_mode <> 'none'
                AND NOT i.comment_closed AND i.status IN ('listed', 'called', 'comment')
              ORDER BY i.status = 'comment' DESC, i.kind = 'public_comment' DESC, i.ordinal
              LIMIT 1
              FOR SHARE OF i""")
          .execute(Tuple.of(hearing.id(), signUp.item()))
          .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.conflict("sign_up_closed")))
          .map(row -> {
            if (Boolean.TRUE.equals(row.getBoolean("early"))) throw Problem.conflict("sign_up_not_open", Rows.instant(row, "sign_up_opens_at").atZone(hearing.zone()));
            return new Line(hearing, row.getUUID("id"), row.getString("number"), Rows.word(row, "order_rule", OrderRule.class),
                row.getInteger("speaker_cap"), row.getInteger("allotment"), row.getBoolean("drawn"));
          });
    });
  }

  /** Receipt order: the number is counted under the line's own lock, so two sign-ups never share one. */
  private static Future<Slot> insert(SqlConnection tx, Caller caller, Line line, SignUp signUp, Secrets secrets) {
    var id = Ids.next();
    var byClerk = caller.holds(Role.CLERK, line.hearing.body());
    var person = byClerk ? null : caller.person();
    return tx.preparedQuery("""
            INSERT INTO slot (id, jurisdiction, hearing, item, number, display_name, person, email, mode, position, language,
              interpreter, status, order_key, order_reason, allotted, channel, secret_hash, code_hash, first_time, welcomed)
            SELECT $1, $2, $3, $4, n, $5, $6, lower($7), $8, $9, $10, $11,
              CASE WHEN $16::int IS NOT NULL AND taken >= $16 THEN 'waitlisted' ELSE 'confirmed' END, n, $17, $12, $13, $14, $15,
              $18 AND NOT EXISTS (
                SELECT FROM slot before JOIN hearing h ON h.id = before.hearing
                WHERE h.body = $19 AND before.status = 'spoke' AND (before.person = $6 OR before.email = lower($7))), $7 IS NULL
            FROM (
              SELECT (SELECT coalesce(max(number), 0) + 1 FROM slot WHERE hearing = $3) AS n,
                (SELECT count(*) FROM slot WHERE item = $4 AND status IN ('confirmed', 'waitlisted', 'checked_in', 'called', 'speaking', 'paused', 'spoke')) AS taken
            ) AS line""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), line.hearing.id(), line.item, name(signUp), person,
            signUp.email(), or(signUp.mode(), "room"), signUp.position(), or(signUp.language(), "en"), or(signUp.interpreter(), "none"),
            allotted(line, signUp), byClerk ? "clerk" : caller.channel(), Buffer.buffer(Secrets.hash(secrets.link("slot", id))),
            Buffer.buffer(Secrets.hash(SlotCode.of(secrets, id))), line.cap, Rows.word(provisional(line.rule)), Boolean.TRUE.equals(signUp.firstTime()), line.hearing.body()}))
        .compose(inserted -> QueueQueries.one(tx, id));
  }

  /** Until the line is settled a moment later. */
  private static OrderReason provisional(OrderRule rule) {
    return rule == OrderRule.LOTTERY ? OrderReason.LOTTERY_PENDING : OrderReason.RECEIPT_ORDER;
  }

  private static String name(SignUp signUp) {
    return signUp.name() == null || signUp.name().isBlank() ? null : signUp.name().strip();
  }

  private static String or(String value, String otherwise) {
    return value == null ? otherwise : value;
  }

  private static int allotted(Line line, SignUp signUp) {
    var profile = Profile.load(line.hearing.profile(), line.hearing.profileVersion());
    return SpeakingTime.own(Allotment.of(profile).changedTo(line.allotment), signUp.interpreted().how());
  }

  interface OwnMove {
    Future<Change<Slot>> of(SqlConnection tx, long hearing, Slot slot);
  }

  /** The slot behind a secret link, with its line locked. */
  static Command<Slot> owned(String secret, OwnMove move) {
    return (tx, caller) -> tx.preparedQuery("""
            SELECT s.id, h.id AS hearing, h.number
            FROM slot s
            JOIN hearing h ON h.id = s.hearing
            WHERE s.jurisdiction = $1 AND s.secret_hash = $2""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "slot", row -> row))
        .compose(row -> Lineup.enter(tx, row.getUUID("hearing"))
            .compose(entered -> tx.preparedQuery("SELECT 1 FROM slot WHERE id = $1 FOR UPDATE").execute(Tuple.of(row.getUUID("id"))))
            .compose(locked -> QueueQueries.one(tx, row.getUUID("id")))
            .compose(slot -> move.of(tx, row.getLong("number"), slot)));
  }

  /** Leaves the line, by the secret link. */
  public static Command<Slot> withdraw(String secret) {
    return owned(secret, LineCommands::withdraw);
  }

  /** Says "I am here". */
  public static Command<Slot> checkIn(String secret) {
    return owned(secret, LineCommands::checkIn);
  }

  /** Missed the call and came after all. */
  public static Command<Slot> comeBack(String secret) {
    return owned(secret, LineCommands::comeBack);
  }
}
