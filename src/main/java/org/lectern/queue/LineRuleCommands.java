package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.lectern.bodies.Allotment;
import org.lectern.bodies.Profile;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingStatus;

/** The rules of a line: declared before sign-up opens, so that nobody's place depends on who signed up. */
public final class LineRuleCommands {
  private LineRuleCommands() {}

  /**
   * The rules for a whole hearing, or for one item of it ({@code item} is its ordinal). {@code cap}: how many are heard at an
   * item before a waitlist begins, null for no limit. {@code signUpOpensAt} is for the hearing only; null means once noticed.
   */
  public record Rules(Integer item, OrderRule orderRule, Integer cap, Boolean ceding, Instant signUpOpensAt) {}

  /** Seconds for each speaker of an item. */
  public record NewAllotment(int seconds) {}

  public static Command<LineRules> set(long number, Rules rules) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> beforeSignUp(tx, hearing, rules).compose(open -> rules.item == null ? wholeHearing(tx, hearing, rules) : oneItem(tx, hearing, rules))
            .compose(set -> one(tx, hearing, rules.item))
            .map(now -> Change.of(now, new QueueEvent.LineRulesSet(number, hearing.body(), hearing.status() == HearingStatus.DRAFT,
                rules.item == null ? null : now.item(), rules.orderRule.name().toLowerCase(Locale.ROOT), rules.cap, ceding(rules), rules.signUpOpensAt))));
  }

  private static boolean ceding(Rules rules) {
    return Boolean.TRUE.equals(rules.ceding);
  }

  private static Future<Void> beforeSignUp(SqlConnection tx, Hearing hearing, Rules rules) {
    if (rules.item != null && hearing.status() == HearingStatus.DRAFT) throw Problem.conflict("items_after_notice");
    return tx.preparedQuery("""
            SELECT status = 'draft' OR (status IN ('noticed', 'postponed') AND sign_up_opens_at > now()) AS early,
              $2::timestamptz IS NULL OR $2 < starts_at AS fits
            FROM hearing
            WHERE id = $1""")
        .execute(Tuple.of(hearing.id(), Rows.at(rules.signUpOpensAt)))
        .map(rows -> {
          var row = rows.iterator().next();
          if (!Boolean.TRUE.equals(row.getBoolean("early"))) throw Problem.conflict("sign_up_has_opened");
          if (!row.getBoolean("fits")) throw Problem.invalid("/sign_up_opens_at", "opens_after_start");
          return null;
        });
  }

  private static Future<Void> wholeHearing(SqlConnection tx, Hearing hearing, Rules rules) {
    return tx.preparedQuery("UPDATE hearing SET order_rule = $2, speaker_cap = $3, ceding = $4, sign_up_opens_at = $5 WHERE id = $1")
        .execute(Tuple.of(hearing.id(), Rows.word(rules.orderRule), rules.cap, ceding(rules), Rows.at(rules.signUpOpensAt)))
        .mapEmpty();
  }

  private static Future<Void> oneItem(SqlConnection tx, Hearing hearing, Rules rules) {
    return tx.preparedQuery("UPDATE agenda_item SET order_rule = $3, speaker_cap = $4, ceding = $5 WHERE hearing = $1 AND ordinal = $2")
        .execute(Tuple.of(hearing.id(), rules.item, Rows.word(rules.orderRule), rules.cap, ceding(rules)))
        .map(updated -> {
          if (updated.rowCount() == 0) throw Problem.invalid("/item", "item_unknown");
          return null;
        });
  }

  /** The item's rules; without an item those of the hearing. */
  private static Future<LineRules> one(SqlConnection tx, Hearing hearing, Integer item) {
    if (item == null) {
      return tx.preparedQuery("""
              SELECT NULL::int AS ordinal, NULL AS number, order_rule, allotment, speaker_cap, ceding, NULL::bytea AS seed_hash, NULL::timestamptz AS drawn_at
              FROM hearing
              WHERE id = $1""")
          .execute(Tuple.of(hearing.id()))
          .map(rows -> Rows.one(rows, "hearing", LineRules::from));
    }
    return tx.preparedQuery(LineRules.COLUMNS + "WHERE i.hearing = $1 AND i.ordinal = $2")
        .execute(Tuple.of(hearing.id(), item))
        .map(rows -> Rows.one(rows, "item", LineRules::from));
  }

  /**
   * The chair's change of everyone's time at an item: only before its first speaker, for all alike, not under the least that
   * the profile allows. What interpreters double and donors gave is worked out anew.
   */
  public static Command<LineRules> allot(long number, int ordinal, NewAllotment allotment) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (!hearing.status().ahead()) throw Problem.conflict("line_closed");
      var profile = Profile.load(hearing.profile(), hearing.profileVersion());
      if (allotment.seconds < profile.minimumSeconds().value()) throw Problem.invalid("/seconds", "too_small", profile.minimumSeconds().value());
      return Lineup.enter(tx, hearing.id())
          .compose(entered -> tx.preparedQuery("""
              SELECT i.id, EXISTS (SELECT FROM slot s WHERE s.item = i.id AND s.started_at IS NOT NULL) AS begun
              FROM agenda_item i
              WHERE i.hearing = $1 AND i.ordinal = $2""").execute(Tuple.of(hearing.id(), ordinal)))
          .map(rows -> Rows.one(rows, "item", row -> row))
          .compose(row -> {
            if (row.getBoolean("begun")) throw Problem.conflict("first_speaker_began");
            return tx.preparedQuery("UPDATE agenda_item SET allotment = $2 WHERE id = $1").execute(Tuple.of(row.getUUID("id"), allotment.seconds))
                .compose(set -> everyone(tx, row.getUUID("id"), Allotment.of(profile).changedTo(allotment.seconds)));
          })
          .compose(done -> one(tx, hearing, ordinal))
          .map(now -> Change.of(now, new QueueEvent.AllotmentChanged(number, now.item(), allotment.seconds)));
    });
  }

  private static Future<Void> everyone(SqlConnection tx, UUID item, Allotment allotment) {
    return tx.preparedQuery(Slot.COLUMNS + "WHERE s.item = $1 AND s.status IN ('confirmed', 'waitlisted', 'checked_in', 'called', 'ceded', 'no_show')")
        .execute(Tuple.of(item))
        .compose(rows -> {
          var done = Future.<Void>succeededFuture();
          for (var slot : Rows.list(rows, Slot::from)) done = done.compose(before -> allot(tx, slot, allotment));
          return done;
        });
  }

  private static Future<Void> allot(SqlConnection tx, Slot slot, Allotment allotment) {
    var own = SpeakingTime.own(allotment, SpeakingTime.Interpreted.of(slot.interpreter()).how());
    return tx.preparedQuery("UPDATE slot SET allotted = $2 + ceded_seconds + extended WHERE id = $1")
        .execute(Tuple.of(slot.id(), own))
        .compose(set -> QueueQueries.one(tx, slot.id()))
        .compose(now -> CedingCommands.count(tx, now));
  }
}
