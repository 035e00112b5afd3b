package org.lectern.policies;

import static org.lectern.policies.PolicyStatus.ADOPTED;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;
import org.lectern.policies.PolicyCommands.Advance;

/** The decision: which item of which hearing adopted the text, or who signed it, from when it counts and how long. */
public final class AdoptionCommands {
  private AdoptionCommands() {}

  /**
   * A body adopts by an item of a hearing that was decided so; an agency's order may be signed instead. {@code text} is the text as
   * it was amended, where it was; dates are days where the bodies sit.
   */
  public record Adopting(Long hearing, Integer item, String signedBy, LocalDate effectiveOn, LocalDate sunsetOn, String text) {}

  /** Until when it counts, and why; no date at all if it is to stay. */
  public record Sunset(LocalDate sunsetOn, String reason) {}

  /** The decision on record: null ids where it was signed. */
  private record Decided(UUID hearing, UUID item, boolean amended, LocalDate on) {}

  public static Command<PolicyChange> adopt(String number, Adopting adopting) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number).compose(policy -> {
      policy.status().to(ADOPTED);
      return decided(tx, caller, policy, adopting).compose(decided -> {
        refuseUnfit(policy, adopting, decided);
        return (decided.amended ? Texts.add(tx, caller, policy.id(), adopting.text().strip(), null, false) : Future.succeededFuture(policy.textVersion()))
            .compose(version -> PolicyCommands.forward(tx, caller, policy, new Advance("adopt", ADOPTED, null), """
                UPDATE policy_change
                SET status = 'adopted', adopted_on = $2, hearing = $3, item = $4, signed_by = $5, effective_on = $6, sunset_on = $7
                WHERE id = $1""", Tuple.from(new Object[] {policy.id(), decided.on, decided.hearing, decided.item, NewPolicy.tidy(adopting.signedBy()),
                    effective(adopting, decided), adopting.sunsetOn()})));
      });
    }).map(policy -> Change.of(policy, new PolicyEvent.PolicyAdopted(policy.about(), policy.textVersion(), policy.item(), policy.signedBy(), policy.adoptedOn(),
        policy.effectiveOn(), policy.sunsetOn())));
  }

  private static LocalDate effective(Adopting adopting, Decided decided) {
    return adopting.effectiveOn() == null ? decided.on : adopting.effectiveOn();
  }

  private static Future<Decided> decided(SqlConnection tx, Caller caller, PolicyChange policy, Adopting adopting) {
    if (adopting.item() != null || adopting.hearing() != null) return byItem(tx, caller, adopting);
    if (!policy.ownerIsAgency()) throw Problem.invalid("/item", "adopted_by_item");
    if (NewPolicy.blank(adopting.signedBy())) throw Problem.invalid("/signed_by", "signed_or_decided");
    return Future.succeededFuture(new Decided(null, null, !NewPolicy.blank(adopting.text()), policy.asOf()));
  }

  /** The item must have been decided, and decided so; the day is that of its hearing. */
  private static Future<Decided> byItem(SqlConnection tx, Caller caller, Adopting adopting) {
    return tx.preparedQuery("""
            SELECT h.id AS hearing, i.id AS item, i.decision, (coalesce(h.started_at, h.starts_at) AT TIME ZONE h.zone)::date AS day
            FROM hearing h
            JOIN agenda_item i ON i.hearing = h.id
            WHERE h.jurisdiction = $1 AND h.number = $2 AND i.ordinal = $3 AND h.status <> 'draft'""")
        .execute(Tuple.of(caller.place().id(), adopting.hearing(), adopting.item()))
        .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.invalid("/item", "item_unknown")))
        .map(AdoptionCommands::adopted);
  }

  private static Decided adopted(Row row) {
    var decision = row.getString("decision");
    if (!"adopted".equals(decision) && !"adopted_amended".equals(decision)) throw Problem.invalid("/item", "item_did_not_adopt");
    return new Decided(row.getUUID("hearing"), row.getUUID("item"), decision.equals("adopted_amended"), row.getLocalDate("day"));
  }

  private static void refuseUnfit(PolicyChange policy, Adopting adopting, Decided decided) {
    if (decided.on.isBefore(policy.pendingUntil())) throw Problem.conflict("adopted_too_early", policy.pendingUntil().toString());
    var faults = new ArrayList<Fault>();
    if (decided.amended && NewPolicy.blank(adopting.text())) faults.add(Fault.at("/text", "amended_text_required"));
    if (effective(adopting, decided).isBefore(decided.on)) faults.add(Fault.at("/effective_on", "effective_before_adopted"));
    if (adopting.sunsetOn() != null && !adopting.sunsetOn().isAfter(effective(adopting, decided))) faults.add(Fault.at("/sunset_on", "sunset_before_effect"));
    if (!faults.isEmpty()) throw Problem.invalid(faults);
  }

  /** Renewed, shortened, or for good: with the reason. The clock tells everyone 90 and 30 days before. */
  public static Command<PolicyChange> sunset(String number, Sunset sunset) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number).compose(policy -> {
      if (!policy.status().inForce()) throw Problem.conflict("policy_not_in_force", "state." + policy.status().word());
      if (NewPolicy.blank(sunset.reason())) throw Problem.invalid("/reason", "reason_required");
      if (sunset.sunsetOn() != null && (!sunset.sunsetOn().isAfter(policy.asOf()) || !sunset.sunsetOn().isAfter(policy.effectiveOn()))) throw Problem.invalid("/sunset_on", "sunset_to_come");
      return tx.preparedQuery("UPDATE policy_change SET sunset_on = $2 WHERE id = $1")
          .execute(Tuple.of(policy.id(), sunset.sunsetOn()))
          .compose(updated -> PolicyCommands.one(tx, policy.id()))
          .map(now -> Change.of(now, new PolicyEvent.PolicySunsetSet(now.about(), now.sunsetOn(), sunset.reason().strip())));
    });
  }
}
