package org.lectern.oversight;

import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.oversight.Report.Proof;

/** Evidence besides the agency's report: the agencies and the board add some while the action is open; while the window is open anyone may, without an account. */
public final class EvidenceCommands {
  private EvidenceCommands() {}

  /** More than this says nothing more. */
  static final int MOST = 500;

  /** What somebody shows; the name is public if given. Only the agency and the board may withhold an original. */
  public record Showing(Integer criterion, String text, String url, LocalDate dated, String name, String origin, LocalDate periodFrom, LocalDate periodTo, String documentHash,
      String confidential, String redactedText, String redactedUrl, String file, String redactedFile) {
    Proof proof() {
      return new Proof(criterion, text, url, origin, dated, periodFrom, periodTo, documentHash, confidential, redactedText, redactedUrl, file, redactedFile);
    }
  }

  /** Its number at the action, and until when anyone can add more; null before anything was reported. */
  public record Shown(String action, int number, LocalDate until) {}

  public static Command<Shown> add(String number, Showing showing) {
    return (tx, caller) -> ActionCommands.claim(tx, caller, number).compose(action -> {
      if (action.status() == ActionStatus.DRAFT) throw Problem.missing("action");
      var side = side(caller, action);
      if (!action.takesEvidence() && (side == Side.PUBLIC || !action.status().open())) throw Problem.conflict("evidence_window_closed");
      if (side == Side.PUBLIC && showing.confidential() != null) throw Problem.invalid("/confidential", "confidential_not_for_public");
      if (showing.dated() != null && showing.dated().isAfter(action.today())) throw Problem.invalid("/dated", "date_in_future");
      return ActionCommands.criteria(tx, action.id()).compose(criteria -> {
        var faults = showing.proof().faults("", criteria);
        if (!faults.isEmpty()) throw Problem.invalid(faults);
        return tx.preparedQuery("SELECT count(*)::int AS n FROM action_evidence WHERE action = $1").execute(Tuple.of(action.id()))
            .map(rows -> Rows.one(rows, "evidence", row -> row.getInteger("n")))
            .compose(n -> {
              if (n >= MOST) throw Problem.conflict("evidence_full", MOST);
              return Evidence.insert(tx, caller, action, criteria, showing.proof(), side, side == Side.PUBLIC ? name(showing) : caller.name());
            });
      }).map(n -> Change.of(new Shown(number, n, action.evidenceUntil()), new ActionEvent.EvidenceAdded(action.about(), n, showing.criterion(), side)));
    });
  }

  private static String name(Showing showing) {
    return NewAction.blank(showing.name()) ? null : showing.name().strip();
  }

  private static Side side(Caller caller, Action action) {
    if (action.asks(caller)) return Side.AGENCY;
    return caller.holdsAny(action.issuer(), Role.MEMBER, Role.CHAIR) ? Side.BOARD : Side.PUBLIC;
  }

  /** The ground of the closed list on which it is taken from view. */
  public record Hiding(String ground) {}

  /** A tombstone stays with the ground. Only what the public gave can be hidden, and not by whoever is in the matter. */
  public static Command<Action> hide(String number, int evidence, Hiding hiding) {
    return (tx, caller) -> ActionCommands.claim(tx, caller, number).compose(action -> {
      caller.in(action.issuer());
      return tx.preparedQuery("UPDATE action_evidence SET hidden = $3, hidden_by = $4 WHERE action = $1 AND number = $2 AND by_side = 'public' AND hidden IS NULL RETURNING number")
          .execute(Tuple.of(action.id(), evidence, hiding.ground(), caller.person()))
          .map(rows -> Rows.one(rows, "evidence", row -> row.getInteger("number")))
          .map(n -> Change.of(action, new ActionEvent.EvidenceHidden(action.about(), n, hiding.ground())));
    });
  }
}
