package org.lectern.hearings;

import static org.lectern.hearings.HearingStatus.NOTICED;
import static org.lectern.hearings.HearingStatus.POSTPONED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.lectern.bodies.Notice;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;
import org.lectern.hearings.HearingCommands.NewItem;

/** A published agenda that changes: each change is a new version that everyone can compare with the one before. */
public final class AgendaCommands {
  private AgendaCommands() {}

  /**
   * The agenda as it shall be, and what else may change about a noticed hearing but not its date; what is left out stays.
   * The reason is needed if an item goes, the finding if a new matter comes inside the lead time.
   */
  public record Amending(
      List<NewItem> items, String reason, String finding, String summary, String place, String phoneIn, String videoUrl, String accessNote, List<String> areas) {}

  /** A new version of the agenda. Items keep their ordinal and so their address; what goes is withdrawn and its speakers lapse. */
  public static Command<Hearing> amend(long number, Amending amending) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (hearing.status() != NOTICED && hearing.status() != POSTPONED) throw Problem.conflict("only_noticed_amended");
      return details(tx, caller, hearing, amending)
          .compose(changed -> Agenda.of(tx, hearing.id()).compose(items -> agenda(tx, caller, hearing, items, amending, changed)));
    });
  }

  /** True if something that the public sees besides the agenda changes. */
  private static Future<Boolean> details(SqlConnection tx, Caller caller, Hearing hearing, Amending amending) {
    var tied = amending.areas() == null ? Future.<Void>succeededFuture() : Agenda.tie(tx, caller, hearing.id(), amending.areas());
    return tied.compose(areas -> tx.preparedQuery("""
            UPDATE hearing
            SET summary = coalesce($2, summary), place = coalesce($3, place), phone_in = coalesce($4, phone_in), video_url = coalesce($5, video_url),
              access_note = coalesce($6, access_note)
            WHERE id = $1 AND (summary, place, phone_in, video_url, access_note) IS DISTINCT FROM
              (coalesce($2, summary), coalesce($3, place), coalesce($4, phone_in), coalesce($5, video_url), coalesce($6, access_note))""")
        .execute(Tuple.of(hearing.id(), amending.summary(), amending.place(), amending.phoneIn(), amending.videoUrl(), amending.accessNote())))
        .map(updated -> updated.rowCount() > 0 || (amending.areas() != null && !List.copyOf(hearing.areas()).containsAll(amending.areas()))
            || (amending.areas() != null && amending.areas().size() != hearing.areas().size()));
  }

  private static Future<Change<Hearing>> agenda(
      SqlConnection tx, Caller caller, Hearing hearing, List<AgendaItem> items, Amending amending, boolean detailsChanged) {
    var listed = items.stream().filter(AgendaItem::published).toList();
    var before = listed.stream().map(Agenda::asNew).toList();
    var diff = AgendaDiff.of(before, amending.items() == null ? before : Agenda.complete(amending.items()));
    if (diff.empty() && !detailsChanged) throw Problem.conflict("nothing_amended");
    return inTime(tx, caller, hearing).compose(inTime -> {
      var late = diff.newMatter() && !inTime;
      var faults = faults(diff, amending, late);
      if (!faults.isEmpty()) throw Problem.invalid(faults);
      return rewrite(tx, caller, hearing, listed, diff, amending.reason())
          .compose(rewritten -> publish(tx, caller, hearing, diff, amending.reason(), late ? amending.finding() : null));
    });
  }

  private static List<Fault> faults(AgendaDiff diff, Amending amending, boolean late) {
    var faults = new ArrayList<Fault>();
    if (diff.after().stream().allMatch(item -> item.kind() == ItemKind.CLOSED)) faults.add(Fault.at("/items", "one_public_item"));
    if (!diff.removed().isEmpty() && amending.reason() == null) faults.add(Fault.at("/reason", "reason_required"));
    if (late && (amending.finding() == null || amending.finding().strip().length() < 10)) faults.add(Fault.at("/finding", "finding_required"));
    return faults;
  }

  /** Could a notice given at this moment still be lawful for the hearing's start? Under the rules by which it was noticed. */
  static Future<Boolean> inTime(SqlConnection tx, Caller caller, Hearing hearing) {
    return NoticeCommands.now(tx).compose(now -> Profiles.version(tx, caller.place(), hearing.profile(), hearing.profileVersion())
        .map(profile -> Notice.check(profile, hearing.kind().notice(), now, hearing.startsAt(), hearing.zone()).compliant()));
  }

  /** Writes each item where it now stands; {@code listed} and the earlier side of the diff are the same items in the same order. */
  private static Future<Void> rewrite(SqlConnection tx, Caller caller, Hearing hearing, List<AgendaItem> listed, AgendaDiff diff, String reason) {
    Future<Void> chain = Future.succeededFuture();
    for (int i = 0; i < diff.after().size(); i++) {
      var place = i + 1;
      var now = diff.after().get(i);
      var old = diff.from().get(i);
      chain = chain.compose(done -> old == null ? add(tx, caller, hearing, now, place, ItemStatus.LISTED).mapEmpty() : change(tx, item(listed, diff, old), now, place));
    }
    for (var gone : diff.removed()) {
      var item = item(listed, diff, gone);
      chain = chain.compose(done -> tx.preparedQuery("UPDATE agenda_item SET status = 'withdrawn', reason = $2, place = NULL WHERE id = $1").execute(Tuple.of(item.id(), reason)))
          .compose(withdrawn -> Floor.lapseItem(tx, item.id())).compose(lapsed -> Floor.lapseIsTold(tx, hearing.id()));
    }
    return chain;
  }

  /** By identity: two items may read the same. */
  private static AgendaItem item(List<AgendaItem> listed, AgendaDiff diff, NewItem old) {
    for (int i = 0; i < listed.size(); i++) if (diff.before().get(i) == old) return listed.get(i);
    throw new IllegalStateException("No item for " + old);
  }

  private static Future<Void> change(SqlConnection tx, AgendaItem item, NewItem now, int place) {
    return tx.preparedQuery("""
            UPDATE agenda_item
            SET number = $2, title = $3, kind = $4, minutes = $5, comment_mode = $6, place = $7
            WHERE id = $1""")
        .execute(Tuple.of(item.id(), now.number(), now.title(), Rows.word(now.kind()), now.minutes(), Rows.word(now.commentMode()), place))
        .mapEmpty();
  }

  /** A new row at the end of the ordinals; the answer is its ordinal. */
  static Future<Integer> add(SqlConnection tx, Caller caller, Hearing hearing, NewItem item, Integer place, ItemStatus status) {
    return tx.preparedQuery("""
            INSERT INTO agenda_item (id, jurisdiction, hearing, ordinal, number, title, kind, minutes, comment_mode, status, place)
            SELECT $1, $2, $3, coalesce(max(ordinal), 0) + 1, coalesce($4, (coalesce(max(ordinal), 0) + 1)::text), $5, $6, $7, $8, $9, $10
            FROM agenda_item
            WHERE hearing = $3
            RETURNING ordinal""")
        .execute(Tuple.from(new Object[] {Ids.next(), caller.place().id(), hearing.id(), item.number(), item.title(), Rows.word(item.kind()), item.minutes(),
            Rows.word(item.commentMode()), Rows.word(status), place}))
        .map(rows -> Rows.one(rows, "item", row -> row.getInteger("ordinal")));
  }

  /** Freezes what now stands as the next version, if the agenda itself changed, and says so. A finding only where one was needed. */
  static Future<Change<Hearing>> publish(SqlConnection tx, Caller caller, Hearing hearing, AgendaDiff diff, String reason, String finding) {
    var version = diff.empty() ? hearing.agendaVersion() : hearing.agendaVersion() + 1;
    var frozen = diff.empty() ? Future.succeededFuture() : Agenda.of(tx, hearing.id())
        .compose(items -> Agenda.freeze(tx, caller, hearing, items, version, finding, reason));
    return frozen.compose(done -> HearingCommands.move(tx, hearing, "UPDATE hearing SET agenda_version = $2 WHERE id = $1", Tuple.of(hearing.id(), version), "busy"))
        .map(amended -> Change.of(amended, new HearingEvent.AgendaAmended(amended.number(), amended.title(), version, (int) diff.count(AgendaDiff.Kind.ADDED),
            (int) diff.count(AgendaDiff.Kind.REMOVED), (int) diff.count(AgendaDiff.Kind.CHANGED), reason, finding, amended.areas())));
  }
}
