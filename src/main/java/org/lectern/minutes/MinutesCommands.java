package org.lectern.minutes;

import static org.lectern.minutes.MinutesStatus.APPROVED;
import static org.lectern.minutes.MinutesStatus.CIRCULATED;
import static org.lectern.minutes.MinutesStatus.CORRECTED;
import static org.lectern.minutes.MinutesStatus.DRAFT;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingStatus;
import org.lectern.minutes.MinutesQueries.Standing;

/** What the clerk can do with the minutes of a hearing that has ended. The facts in them are not the clerk's to change. */
public final class MinutesCommands {
  private MinutesCommands() {}

  /** What the clerk writes to an item (its place in the agenda), or to the whole; nothing takes it away again. */
  public record Narrating(Integer item, String text) {}

  /** The hearing and the item of it by which the body approved the minutes. */
  public record Approving(long hearing, int item) {}

  /** What is written instead, and why. */
  public record Correcting(Integer item, String text, String reason) {}

  private record At(Hearing hearing, Standing standing) {}

  private record Frozen(int version, String hash) {}

  /** Makes them public, marked unapproved. */
  public static Command<MinutesSheet> draft(long number) {
    return (tx, caller) -> claim(tx, caller, number).compose(at -> {
      at.standing.status().to(DRAFT);
      var status = at.hearing.status();
      if (status != HearingStatus.ADJOURNED && status != HearingStatus.CONTINUED) throw Problem.conflict("minutes_after_hearing");
      return tx.preparedQuery("INSERT INTO minutes (hearing, jurisdiction, status) VALUES ($1, $2, 'draft')")
          .execute(Tuple.of(at.hearing.id(), caller.place().id()))
          .compose(inserted -> changed(tx, caller, at, new MinutesEvent.MinutesDrafted(number, at.hearing.title(), MinutesQueries.publicBy(caller, at.hearing))));
    });
  }

  /** The narrative, as long as the body has not approved it. */
  public static Command<MinutesSheet> narrate(long number, Narrating narrating) {
    return (tx, caller) -> claim(tx, caller, number).compose(at -> {
      if (!at.standing.status().open()) throw Problem.conflict(at.standing.status().approved() ? "minutes_approved" : "no_minutes_yet");
      return write(tx, caller, at.hearing, narrating.item(), narrating.text())
          .compose(item -> changed(tx, caller, at, new MinutesEvent.MinutesNarrated(number, item)));
    });
  }

  /** To the members, and kept as they were sent. */
  public static Command<MinutesSheet> circulate(long number) {
    return (tx, caller) -> claim(tx, caller, number).compose(at -> {
      at.standing.status().to(CIRCULATED);
      return tx.preparedQuery("UPDATE minutes SET status = 'circulated', circulated_at = clock_timestamp() WHERE hearing = $1")
          .execute(Tuple.of(at.hearing.id()))
          .compose(updated -> freeze(tx, caller, at.hearing, CIRCULATED, null))
          .compose(frozen -> changed(tx, caller, at, new MinutesEvent.MinutesCirculated(number, at.hearing.title(), frozen.version, frozen.hash)));
    });
  }

  /** By an item that a later hearing of the same body adopted. That closes the hearing. */
  public static Command<MinutesSheet> approve(long number, Approving approving) {
    return (tx, caller) -> claim(tx, caller, number).compose(at -> {
      at.standing.status().to(APPROVED);
      return approval(tx, at.hearing, approving)
          .compose(by -> tx.preparedQuery("""
                  UPDATE minutes
                  SET status = 'approved', approved_at = clock_timestamp(), approved_hearing = $2, approved_item = $3
                  WHERE hearing = $1""")
              .execute(Tuple.of(at.hearing.id(), by.getUUID("hearing"), by.getUUID("item")))
              .compose(updated -> freeze(tx, caller, at.hearing, APPROVED, null))
              .compose(frozen -> HearingCommands.close(tx, caller, number)
                  .compose(closed -> changed(tx, caller, at, new MinutesEvent.MinutesApproved(number, at.hearing.title(), frozen.version, frozen.hash,
                      approving.hearing(), by.getString("number")), closed.events().get(0)))));
    });
  }

  private static Future<Row> approval(SqlConnection tx, Hearing hearing, Approving approving) {
    return tx.preparedQuery("""
            SELECT h.id AS hearing, h.body = $4 AS same_body, h.starts_at > $5 AS later, i.id AS item, i.number, i.decision
            FROM hearing h
            LEFT JOIN agenda_item i ON i.hearing = h.id AND i.ordinal = $3
            WHERE h.jurisdiction = (SELECT jurisdiction FROM hearing WHERE id = $1) AND h.number = $2 AND h.status <> 'draft'
            FOR SHARE OF h""")
        .execute(Tuple.of(hearing.id(), approving.hearing(), approving.item(), hearing.body(), Rows.at(hearing.startsAt())))
        .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.invalid("/hearing", "hearing_unknown")))
        .map(row -> {
          if (!row.getBoolean("same_body") || !row.getBoolean("later")) throw Problem.invalid("/hearing", "approved_by_later_hearing");
          if (row.getUUID("item") == null) throw Problem.invalid("/item", "item_unknown");
          if (row.getString("decision") == null || !row.getString("decision").startsWith("adopted")) throw Problem.invalid("/item", "approved_by_adopted_item");
          return row;
        });
  }

  /** After the approval: the earlier text stays, this one counts, and everyone may read why. */
  public static Command<MinutesSheet> correct(long number, Correcting correcting) {
    return (tx, caller) -> claim(tx, caller, number).compose(at -> {
      at.standing.status().to(CORRECTED);
      if (correcting.reason().isBlank()) throw Problem.invalid("/reason", "reason_required");
      return write(tx, caller, at.hearing, correcting.item(), correcting.text())
          .compose(item -> tx.preparedQuery("UPDATE minutes SET status = 'corrected' WHERE hearing = $1").execute(Tuple.of(at.hearing.id())))
          .compose(updated -> freeze(tx, caller, at.hearing, CORRECTED, correcting.reason().strip()))
          .compose(frozen -> changed(tx, caller, at, new MinutesEvent.MinutesCorrected(number, at.hearing.title(), frozen.version, frozen.hash, correcting.reason().strip())));
    });
  }

  /** The answer is the number of the item, null for the whole. */
  private static Future<String> write(SqlConnection tx, Caller caller, Hearing hearing, Integer ordinal, String text) {
    return item(tx, hearing, ordinal).compose(item -> tx.preparedQuery("""
            INSERT INTO minutes_narrative (jurisdiction, hearing, ordinal, item, text, by_person, by_name)
            SELECT $1, $2, 1 + count(*), $3, $4, $5, $6
            FROM minutes_narrative
            WHERE hearing = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), hearing.id(), item == null ? null : item.getUUID("id"), text == null ? "" : text.strip(), caller.person(), caller.name()}))
        .map(item == null ? null : item.getString("number")));
  }

  private static Future<Row> item(SqlConnection tx, Hearing hearing, Integer ordinal) {
    if (ordinal == null) return Future.succeededFuture();
    return tx.preparedQuery("SELECT id, number, kind FROM agenda_item WHERE hearing = $1 AND ordinal = $2")
        .execute(Tuple.of(hearing.id(), ordinal))
        .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.invalid("/item", "item_unknown")))
        .map(item -> {
          if (item.getString("kind").equals("closed")) throw Problem.invalid("/item", "closed_item_has_no_narrative");
          return item;
        });
  }

  private static Future<Frozen> freeze(SqlConnection tx, Caller caller, Hearing hearing, MinutesStatus status, String reason) {
    return Assembly.of(tx, hearing).compose(minutes -> {
      var hash = Secrets.hash(Json.canonical(minutes));
      return tx.preparedQuery("""
              INSERT INTO minutes_version (jurisdiction, hearing, version, status, content, hash, reason, by_name)
              SELECT $1, $2, 1 + count(*), $3, $4::text::jsonb, $5, $6, $7
              FROM minutes_version
              WHERE hearing = $2
              RETURNING version""")
          .execute(Tuple.of(caller.place().id(), hearing.id(), status.word(), Json.text(minutes), Buffer.buffer(hash), reason).addString(caller.name()))
          .map(rows -> new Frozen(rows.iterator().next().getInteger("version"), HexFormat.of().formatHex(hash)));
    });
  }

  private static Future<At> claim(SqlConnection tx, Caller caller, long number) {
    return HearingCommands.claim(tx, caller, number)
        .compose(hearing -> MinutesQueries.standing(tx, hearing).map(standing -> new At(hearing, standing)));
  }

  private static Future<Change<MinutesSheet>> changed(SqlConnection tx, Caller caller, At at, Event... events) {
    return MinutesQueries.sheet(tx, caller, at.hearing, null).map(sheet -> Change.of(sheet, events));
  }
}
