package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Rows;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.hearings.HearingEvent;
import org.lectern.hearings.HearingStatus;

/**
 * Brings one hearing in, with its items. As long as the source holds it, it follows the source; once the staff here have
 * taken it over (postponed, opened, ended it, called it off themselves), only links and new rows still come in. What has the
 * version that it had is left alone.
 */
final class HearingImport {
  private HearingImport() {}

  /** What it took, and the items that could not follow because people's words or places in line hang on them elsewhere. */
  record Done(Tally hearing, Tally items, List<String> heldElsewhere) {}

  private static final long LARGEST_NUMBER = 9_999_999;

  record Standing(UUID id, long number, UUID body, HearingStatus status, String reason, String version, boolean begunHere) {

    /** Nobody here has moved it; a reason that the importer did not write is a clerk's. */
    boolean heldBySource() {
      var movable = status == HearingStatus.NOTICED || status == HearingStatus.ADJOURNED || status == HearingStatus.CANCELLED;
      return movable && !begunHere && (reason == null || reason.endsWith(BroughtHearing.RECORDED));
    }
  }

  static Command<Done> bring(BroughtHearing hearing) {
    return (tx, caller) -> BodyImport.place(tx, caller, hearing.body())
        .compose(body -> standing(tx, caller, hearing)
            .compose(standing -> standing == null ? add(tx, caller, hearing, body.id()) : update(tx, caller, hearing, body.id(), standing))
            .map(change -> new Change<>(change.result(), both(body.events(), change.events()))));
  }

  private static List<Event> both(List<Event> first, List<Event> then) {
    var both = new ArrayList<>(first);
    both.addAll(then);
    return both;
  }

  private static Future<Standing> standing(SqlConnection tx, Caller caller, BroughtHearing hearing) {
    return tx.preparedQuery("""
            SELECT id, number, body, status, reason, source_version,
              noticed_at IS NOT NULL OR started_at IS NOT NULL OR adjourned_at IS NOT NULL AS begun_here
            FROM hearing
            WHERE jurisdiction = $1 AND source = $2 AND external_id = $3
            FOR UPDATE""")
        .execute(Tuple.of(caller.place().id(), hearing.source(), hearing.externalId()))
        .map(rows -> Rows.first(rows, HearingImport::standing, null));
  }

  private static Standing standing(Row row) {
    return new Standing(row.getUUID("id"), row.getLong("number"), row.getUUID("body"), Rows.word(row, "status", HearingStatus.class),
        row.getString("reason"), row.getString("source_version"), row.getBoolean("begun_here"));
  }

  private static Future<Change<Done>> add(SqlConnection tx, Caller caller, BroughtHearing hearing, UUID body) {
    return number(tx, caller, hearing)
        .compose(number -> insert(tx, caller, hearing, body, number))
        .compose(standing -> ItemImport.bring(tx, caller, hearing, standing)
            .map(items -> Change.of(new Done(new Tally(1, 0, 0, 0), items.tally(), items.heldElsewhere()), event(hearing, standing.number, hearing.status()))));
  }

  /** The source's id, so that people find the hearing under the number they know; the next of ours if that is taken. */
  private static Future<Long> number(SqlConnection tx, Caller caller, BroughtHearing hearing) {
    var wish = Long.parseLong(hearing.externalId());
    if (wish > LARGEST_NUMBER) return Numbers.next(tx, caller, "hearing", 0);
    return Numbers.atLeast(tx, caller, "hearing", wish)
        .compose(locked -> tx.preparedQuery("SELECT 1 FROM hearing WHERE jurisdiction = $1 AND number = $2")
            .execute(Tuple.of(caller.place().id(), wish)))
        .compose(taken -> taken.size() == 0 ? Future.succeededFuture(wish) : Numbers.next(tx, caller, "hearing", 0));
  }

  private static Future<Standing> insert(SqlConnection tx, Caller caller, BroughtHearing hearing, UUID body, long number) {
    var id = Ids.next();
    var place = caller.place();
    return tx.preparedQuery("""
            INSERT INTO hearing (id, jurisdiction, number, body, kind, status, title, summary, starts_at, zone, starts_local, place, languages,
              reason, recording_url, source, external_id, source_version, source_url, profile, profile_version)
            VALUES ($1, $2, $3, $4, 'regular', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)""")
        .execute(Tuple.from(new Object[] {id, place.id(), number, body, hearing.status().word(), hearing.title(), hearing.summary(),
            Rows.at(hearing.startsAt()), place.zone().getId(), hearing.startsLocal(), hearing.place(), place.languages().toArray(String[]::new),
            hearing.reason(), hearing.recordingUrl(), hearing.source(), hearing.externalId(), hearing.version(), hearing.sourceUrl(),
            place.profile(), place.profileVersion()}))
        .map(new Standing(id, number, body, hearing.status(), hearing.reason(), hearing.version(), false));
  }

  private static Event event(BroughtHearing hearing, long number, HearingStatus status) {
    return new HearingEvent.HearingImported(number, hearing.body().name(), hearing.title(), hearing.startsAt(), status.word(), hearing.source(), hearing.externalId());
  }

  /** Its day may have passed since: then the same version has another status. */
  private static Future<Change<Done>> update(SqlConnection tx, Caller caller, BroughtHearing hearing, UUID body, Standing standing) {
    var status = standing.heldBySource() ? hearing.status() : standing.status;
    var same = hearing.version().equals(standing.version) && status == standing.status;
    return (same ? Future.succeededFuture() : write(tx, hearing, body, standing))
        .compose(written -> ItemImport.bring(tx, caller, hearing, standing))
        .map(items -> same && !items.moved()
            ? Change.of(new Done(new Tally(0, 0, 1, 0), items.tally(), items.heldElsewhere()))
            : Change.of(new Done(new Tally(0, 1, 0, 0), items.tally(), items.heldElsewhere()), event(hearing, standing.number, status)));
  }

  private static Future<?> write(SqlConnection tx, BroughtHearing hearing, UUID body, Standing standing) {
    if (!standing.heldBySource()) return links(tx, hearing, standing);
    return tx.preparedQuery("""
            UPDATE hearing
            SET body = $2, status = $3, title = $4, summary = $5, starts_at = $6, starts_local = $7, place = $8, reason = $9,
              recording_url = $10, source_url = $11, source_version = $12
            WHERE id = $1""")
        .execute(Tuple.from(new Object[] {standing.id, body, hearing.status().word(), hearing.title(), hearing.summary(), Rows.at(hearing.startsAt()),
            hearing.startsLocal(), hearing.place(), hearing.reason(), hearing.recordingUrl(), hearing.sourceUrl(), hearing.version()}));
  }

  private static Future<?> links(SqlConnection tx, BroughtHearing hearing, Standing standing) {
    return tx.preparedQuery("""
            UPDATE hearing
            SET recording_url = coalesce($2, recording_url), source_url = coalesce($3, source_url), source_version = $4
            WHERE id = $1""")
        .execute(Tuple.of(standing.id, hearing.recordingUrl(), hearing.sourceUrl(), hearing.version()));
  }
}
