package org.lectern.oversight;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionCommands.Reason;
import org.lectern.oversight.ActionCommands.Step;
import org.lectern.oversight.DueDate.What;

/**
 * More time to answer: asked by the agency once, before the answer is due; granted or refused by the board with a reason. It runs from
 * the unrolled date, and the first due date stays to be seen beside the new one.
 */
public final class ExtensionCommands {
  private ExtensionCommands() {}

  /** How many days more, the profile's if absent and never more than that, and why. */
  public record Asking(Integer days, String reason) {}

  /** A request and what became of it; {@code granted} is null until the board decides, {@code dueAfter} unless it granted. */
  public record Extension(int days, String reason, LocalDate dueBefore, LocalDate dueAfter, Instant askedAt, String askedByName, Boolean granted, Instant decidedAt,
      String decidedByName, String decidedReason) {
    static Extension from(Row row) {
      return new Extension(row.getInteger("days"), row.getString("reason"), row.getLocalDate("due_before"), row.getLocalDate("due_after"), Rows.instant(row, "asked_at"),
          row.getString("asked_by_name"), row.getBoolean("granted"), Rows.instant(row, "decided_at"), row.getString("decided_by_name"), row.getString("decided_reason"));
    }

    @JsonIgnore
    public boolean open() {
      return granted == null;
    }
  }

  static Future<Optional<Extension>> of(SqlClient db, Action action) {
    return db.preparedQuery("SELECT * FROM action_extension WHERE action = $1").execute(Tuple.of(action.id())).map(rows -> Rows.maybe(rows, Extension::from));
  }

  public static Command<Action> ask(String number, Asking asking) {
    return (tx, caller) -> ActionCommands.claimForAgency(tx, caller, number).compose(action -> of(tx, action).compose(before -> {
      if (before.isPresent()) throw Problem.conflict("extension_asked_already");
      ActionCommands.refuseUnlessIssued(action);
      if (action.owed()) throw Problem.conflict("owed_not_answered");
      if (action.answered()) throw Problem.conflict("answered_already");
      if (action.responseDue() == null) throw Problem.conflict("no_due_date");
      if (!action.today().isBefore(action.responseDue())) throw Problem.conflict("extension_too_late", action.responseDue().toString());
      return days(tx, caller, asking).compose(days -> insert(tx, caller, action, days, ActionCommands.given(asking.reason())));
    }));
  }

  private static Future<Integer> days(SqlConnection tx, Caller caller, Asking asking) {
    return Profiles.current(tx, caller.place()).map(profile -> {
      var most = profile.extension().count();
      if (asking.days() != null && (asking.days() < 1 || asking.days() > most)) throw Problem.invalid("/days", "extension_too_long", most);
      return asking.days() == null ? most : asking.days();
    });
  }

  private static Future<Change<Action>> insert(SqlConnection tx, Caller caller, Action action, int days, String reason) {
    return ActionCommands.move(tx, caller, action, new Step("ask_extension", action.status(), reason, null), """
            INSERT INTO action_extension (action, jurisdiction, days, reason, due_before, asked_by, asked_by_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""", Tuple.of(action.id(), caller.place().id(), days, reason, action.responseDue(), caller.person(), caller.name()))
        .map(asked -> Change.of(asked, new ActionEvent.ExtensionAsked(asked.about(), days, reason, asked.responseDue())));
  }

  public static Command<Action> grant(String number, Reason reason) {
    return (tx, caller) -> pending(tx, caller, number).compose(pending -> unrolled(tx, pending.action)
        .compose(from -> Profiles.current(tx, caller.place())
            .compose(profile -> Dates.after(tx, caller, pending.action.id(), What.EXTENDED, from, pending.extension.days(), profile.extension().unit())))
        .compose(due -> decide(tx, caller, pending.action, true, reason, due.due())
            .compose(decided -> ActionCommands.move(tx, caller, pending.action, new Step("grant_extension", pending.action.status(), reason.reason().strip(), null), """
                UPDATE action
                SET response_due = $2
                WHERE id = $1""", Tuple.of(pending.action.id(), due.due()))))
        .map(action -> Change.of(action, new ActionEvent.ExtensionGranted(action.about(), reason.reason().strip(), action.firstResponseDue(), action.responseDue()))));
  }

  public static Command<Action> refuse(String number, Reason reason) {
    return (tx, caller) -> pending(tx, caller, number).compose(pending -> decide(tx, caller, pending.action, false, reason, null)
        .compose(decided -> ActionCommands.move(tx, caller, pending.action, new Step("refuse_extension", pending.action.status(), reason.reason().strip(), null),
            "SELECT $1::uuid", Tuple.of(pending.action.id())))
        .map(action -> Change.of(action, new ActionEvent.ExtensionRefused(action.about(), reason.reason().strip(), action.responseDue()))));
  }

  private record Pending(Action action, Extension extension) {}

  private static Future<Pending> pending(SqlConnection tx, Caller caller, String number) {
    return ActionCommands.claimForBoard(tx, caller, number).compose(action -> of(tx, action).map(found -> {
      if (found.isEmpty() || !found.get().open()) throw Problem.conflict("no_extension_asked");
      ActionCommands.refuseUnlessIssued(action);
      return new Pending(action, found.get());
    }));
  }

  /** What the arithmetic gave before it rolled off closed days: a weekend that delayed the first date does not lengthen the second. */
  private static Future<LocalDate> unrolled(SqlConnection tx, Action action) {
    return tx.preparedQuery("SELECT unrolled FROM action_date WHERE action = $1 AND due = $2 ORDER BY ordinal DESC LIMIT 1")
        .execute(Tuple.of(action.id(), action.responseDue()))
        .map(rows -> Rows.first(rows, row -> row.getLocalDate("unrolled"), action.responseDue()));
  }

  private static Future<?> decide(SqlConnection tx, Caller caller, Action action, boolean granted, Reason reason, LocalDate dueAfter) {
    return tx.preparedQuery("""
            UPDATE action_extension
            SET granted = $2, decided_reason = $3, due_after = $4, decided_at = clock_timestamp(), decided_by = $5, decided_by_name = $6
            WHERE action = $1""")
        .execute(Tuple.of(action.id(), granted, ActionCommands.given(reason.reason()), dueAfter, caller.person(), caller.name()));
  }
}
