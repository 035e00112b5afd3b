package org.lectern.hearings;

import static org.lectern.hearings.HearingStatus.DRAFT;
import static org.lectern.hearings.HearingStatus.NOTICED;
import static org.lectern.hearings.HearingStatus.POSTPONED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.hearings.HearingCommands.NewItem;
import org.lectern.hearings.HearingCommands.Reason;

/** Items that somebody would like to see on an agenda: the chair lists them or declines them with a public reason. */
public final class ProposalCommands {
  private ProposalCommands() {}

  /** The finding is needed if the hearing's lead time has begun. */
  public record Listing(String finding) {}

  private record At(Hearing hearing, AgendaItem item) {}

  public static Command<AgendaItem> propose(long number, NewItem item) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).map(ProposalCommands::ahead)
        .compose(hearing -> AgendaCommands.add(tx, caller, hearing, Agenda.complete(List.of(item)).get(0), null, ItemStatus.PROPOSED)
            .compose(ordinal -> item(tx, hearing, ordinal)))
        .map(at -> Change.of(at.item, new HearingEvent.ItemProposed(number, staff(at), at.item.number(), at.item.title())));
  }

  /** Onto the agenda: of a draft as it is, of a noticed hearing as a new version of what was published. */
  public static Command<AgendaItem> list(long number, int ordinal, Listing listing) {
    return (tx, caller) -> claim(tx, caller, number, ordinal).compose(at -> {
      at.item.status().to(ItemStatus.LISTED);
      return Agenda.of(tx, at.hearing.id()).compose(items -> {
        var before = items.stream().filter(AgendaItem::published).map(Agenda::asNew).toList();
        return AgendaCommands.inTime(tx, caller, at.hearing).compose(inTime -> {
          var late = at.hearing.status() != DRAFT && !inTime;
          if (late && (listing.finding() == null || listing.finding().strip().length() < 10)) throw Problem.invalid("/finding", "finding_required");
          return tx.preparedQuery("UPDATE agenda_item SET status = 'listed', place = $2 WHERE id = $1").execute(Tuple.of(at.item.id(), before.size() + 1))
              .compose(listed -> published(tx, caller, at, before, late ? listing.finding() : null));
        });
      });
    });
  }

  private static Future<Change<AgendaItem>> published(SqlConnection tx, Caller caller, At at, List<NewItem> before, String finding) {
    var listed = new HearingEvent.ItemListed(at.hearing.number(), staff(at), at.item.number(), at.item.title());
    if (at.hearing.status() == DRAFT) return item(tx, at.hearing, at.item.ordinal()).map(now -> Change.of(now.item, listed));
    var after = new java.util.ArrayList<>(before);
    after.add(Agenda.asNew(at.item));
    return AgendaCommands.publish(tx, caller, at.hearing, AgendaDiff.of(before, after), null, finding)
        .compose(amended -> item(tx, at.hearing, at.item.ordinal()).map(now -> new Change<>(now.item, List.of(listed, amended.events().get(0)))));
  }

  public static Command<AgendaItem> decline(long number, int ordinal, Reason reason) {
    return (tx, caller) -> claim(tx, caller, number, ordinal).compose(at -> {
      at.item.status().to(ItemStatus.DECLINED);
      return tx.preparedQuery("UPDATE agenda_item SET status = 'declined', reason = $2 WHERE id = $1").execute(Tuple.of(at.item.id(), reason.reason()))
          .compose(declined -> item(tx, at.hearing, ordinal))
          .map(now -> Change.of(now.item, new HearingEvent.ItemDeclined(number, staff(now), now.item.number(), now.item.title(), reason.reason())));
    });
  }

  private static Hearing ahead(Hearing hearing) {
    if (hearing.status() != DRAFT && hearing.status() != NOTICED && hearing.status() != POSTPONED) throw Problem.conflict("agenda_is_fixed");
    return hearing;
  }

  /** What happens to a draft is for the staff of its body; null means everyone. */
  private static UUID staff(At at) {
    return at.hearing.status() == DRAFT ? at.hearing.body() : null;
  }

  private static Future<At> claim(SqlConnection tx, Caller caller, long number, int ordinal) {
    return HearingCommands.claim(tx, caller, number).map(ProposalCommands::ahead).compose(hearing -> item(tx, hearing, ordinal));
  }

  private static Future<At> item(SqlConnection tx, Hearing hearing, int ordinal) {
    return tx.preparedQuery(AgendaItem.COLUMNS + "WHERE hearing = $1 AND ordinal = $2")
        .execute(Tuple.of(hearing.id(), ordinal))
        .map(rows -> new At(hearing, Rows.one(rows, "item", AgendaItem::from)));
  }
}
