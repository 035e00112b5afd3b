package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.ItemKind;
import org.lectern.people.Outbox;

/**
 * Promises that are made out loud: taken down while the hearing is live as a draft action, put right by whoever made them within
 * seven days, then issued like any other.
 */
public final class PromiseCommands {
  private PromiseCommands() {}

  static final int DAYS = 7;
  private static final int TITLE = 120;

  /** Who said what, for which agency, until when; {@code offsetSeconds} is where the recording has it. The address is for the link alone. */
  public record Capture(Integer item, String speaker, String said, String addressee, LocalDate due, Integer offsetSeconds, String email) {}

  /** As taken down; the id makes the secret link. */
  public record Captured(UUID id, String action, Instant openUntil) {}

  /** The wording as it was meant. */
  public record Wording(String text) {}

  /** What the named person sees: as it was heard, as it stands, and until when it can be put right. */
  public record Promise(
      long hearing, String hearingTitle, String action, ActionStatus status, String speaker, String said, String text, LocalDate due, Integer offsetSeconds,
      Instant openUntil, boolean open, Instant correctedAt, Instant confirmedAt) {
    static Promise from(Row row) {
      return new Promise(row.getLong("hearing"), row.getString("hearing_title"), row.getString("number"), Rows.word(row, "status", ActionStatus.class), row.getString("speaker"),
          row.getString("said"), row.getString("text"), row.getLocalDate("target_date"), row.getInteger("offset_seconds"), Rows.instant(row, "open_until"),
          row.getBoolean("open"), Rows.instant(row, "corrected_at"), Rows.instant(row, "confirmed_at"));
    }
  }

  private static final String COLUMNS = """
      SELECT p.action, h.number AS hearing, h.title AS hearing_title, a.number, a.status, p.speaker, p.said, a.text, a.target_date, p.offset_seconds, p.open_until,
        p.corrected_at, p.confirmed_at, a.status = 'draft' AND p.open_until >= now() AS open
      FROM promise p
      JOIN action a ON a.id = p.action
      JOIN hearing h ON h.id = p.hearing
      """;

  public static Command<Captured> capture(long number, Capture capture, Secrets secrets, BiFunction<Promise, String, Outbox.Letter> letter) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> item(tx, hearing, capture.item())
            .compose(item -> Drafting.write(tx, caller, action(hearing, capture))
                .compose(id -> keep(tx, caller, hearing, item, id, capture, secrets))
                .compose(id -> ActionCommands.drafted(tx, caller, id))
                .compose(drafted -> send(tx, caller, drafted.id(), capture, secrets, letter).map(captured -> Change.of(captured,
                    new ActionEvent.PromiseCaptured(drafted.about(), drafted.issuer(), capture.speaker().strip()))))));
  }

  private static Future<UUID> item(SqlConnection tx, Hearing hearing, Integer ordinal) {
    if (!hearing.status().inSession()) throw Problem.conflict("hearing_not_in_session");
    if (ordinal == null) return Future.succeededFuture();
    return tx.preparedQuery("SELECT id, kind FROM agenda_item WHERE hearing = $1 AND ordinal = $2")
        .execute(Tuple.of(hearing.id(), ordinal))
        .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.invalid("/item", "item_unknown")))
        .map(row -> {
          if (Rows.word(row, "kind", ItemKind.class) == ItemKind.CLOSED) throw Problem.conflict("item_is_closed");
          return row.getUUID("id");
        });
  }

  private static NewAction action(Hearing hearing, Capture capture) {
    var said = capture.said().strip();
    return new NewAction(ActionKind.PROMISE, hearing.bodySlug(), capture.addressee(), title(said), said, null, List.of(said.length() > 1000 ? said.substring(0, 1000) : said), null, null,
        null, hearing.number(), null, null)
        .from(new NewSource(SourceKind.PROMISE, hearing.number() + (capture.item() == null ? "" : "/" + capture.item()), said, null));
  }

  private static String title(String said) {
    var line = said.replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= TITLE) return line;
    return line.substring(0, line.offsetByCodePoints(0, TITLE - 1)) + "…";
  }

  private static Future<UUID> keep(SqlConnection tx, Caller caller, Hearing hearing, UUID item, UUID action, Capture capture, Secrets secrets) {
    if (capture.speaker().isBlank()) throw Problem.invalid("/speaker", "required");
    return tx.preparedQuery("""
            INSERT INTO promise (action, jurisdiction, hearing, item, speaker, said, offset_seconds, email, secret_hash, open_until)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now() + $10 * interval '1 day')""")
        .execute(Tuple.from(new Object[] {action, caller.place().id(), hearing.id(), item, capture.speaker().strip(), capture.said().strip(), capture.offsetSeconds(),
            email(capture), Buffer.buffer(Secrets.hash(secrets.link("promise", action))), (double) DAYS}))
        .compose(kept -> tx.preparedQuery("UPDATE action SET item = $2, target_date = $3 WHERE id = $1").execute(Tuple.of(action, item, capture.due())))
        .map(action);
  }

  private static String email(Capture capture) {
    return capture.email() == null || capture.email().isBlank() ? null : capture.email().strip().toLowerCase(Locale.ROOT);
  }

  private static Future<Captured> send(SqlConnection tx, Caller caller, UUID action, Capture capture, Secrets secrets, BiFunction<Promise, String, Outbox.Letter> letter) {
    return tx.preparedQuery(COLUMNS + "WHERE p.action = $1")
        .execute(Tuple.of(action))
        .map(rows -> Rows.one(rows, "promise", Promise::from))
        .compose(promise -> (email(capture) == null ? Future.<Void>succeededFuture() : Outbox.put(tx, letter.apply(promise, secrets.link("promise", action)).to(email(capture))))
            .map(new Captured(action, promise.action(), promise.openUntil())));
  }

  /** The promise behind a secret link. */
  public static Query<Promise> promise(String secret) {
    return (db, caller) -> own(db, caller, secret, "").map(row -> Promise.from(row));
  }

  /** The promises of a hearing, for whoever took them down: without the links. */
  public static Future<List<Promise>> ofHearing(SqlClient db, UUID hearing) {
    return db.preparedQuery(COLUMNS + "WHERE p.hearing = $1 ORDER BY p.captured_at LIMIT 200").execute(Tuple.of(hearing)).map(rows -> Rows.list(rows, Promise::from));
  }

  private static Future<Row> own(SqlClient db, Caller caller, String secret, String lock) {
    return db.preparedQuery(COLUMNS + "WHERE p.jurisdiction = $1 AND p.secret_hash = $2 " + lock)
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "promise", row -> row));
  }

  /** Put right by the person who made it. What was heard stays beside it. */
  public static Command<Promise> correct(String secret, Wording wording) {
    return settled(secret, wording);
  }

  /** It was heard right: the board need not wait. */
  public static Command<Promise> confirm(String secret) {
    return settled(secret, null);
  }

  private static Command<Promise> settled(String secret, Wording wording) {
    return (tx, caller) -> own(tx, caller, secret, "FOR UPDATE OF p, a").compose(row -> {
      if (!row.getBoolean("open")) throw Problem.conflict("promise_wording_closed");
      if (wording != null && wording.text().isBlank()) throw Problem.invalid("/text", "text_required");
      var action = row.getUUID("action");
      return tx.preparedQuery("UPDATE promise SET confirmed_at = clock_timestamp(), corrected_at = CASE WHEN $2 THEN clock_timestamp() ELSE corrected_at END WHERE action = $1")
          .execute(Tuple.of(action, wording != null))
          .compose(updated -> wording == null ? Future.succeededFuture() : reword(tx, action, wording.text().strip()))
          .compose(reworded -> ActionCommands.one(tx, action))
          .compose(drafted -> own(tx, caller, secret, "").map(now -> Change.of(Promise.from(now),
              new ActionEvent.PromiseSettled(drafted.about(), drafted.issuer(), row.getString("speaker"), wording != null))));
    });
  }

  private static Future<?> reword(SqlConnection tx, UUID action, String text) {
    return tx.preparedQuery("UPDATE action SET text = $2, title = $3 WHERE id = $1")
        .execute(Tuple.of(action, text, title(text)))
        .compose(done -> tx.preparedQuery("UPDATE action_criterion SET text = left($2, 1000) WHERE action = $1 AND ordinal = 1").execute(Tuple.of(action, text)));
  }

  /** Nothing is issued over the head of the person who is quoted. */
  static Future<Void> refuseUnsettled(SqlConnection tx, Action action) {
    return tx.preparedQuery("SELECT open_until FROM promise WHERE action = $1 AND confirmed_at IS NULL AND open_until >= now()")
        .execute(Tuple.of(action.id()))
        .map(open -> {
          if (open.size() > 0) throw Problem.conflict("promise_wording_open");
          return null;
        });
  }
}
