package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyEvent;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Rows;
import org.lectern.exchange.BroughtAction.Stand;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.oversight.ActionStatus;
import org.lectern.register.RegisterEvent;

/**
 * Brings one action of another register in with its history, or follows what changed there. Numbers and words of the register
 * stay beside ours. Once people here have moved an action themselves, its status is theirs and no longer follows.
 */
final class ActionImport {
  private ActionImport() {}

  static final String FIRST = "import";
  static final String REASSESSED = "reassess";

  /** What became of the row; {@code takenOver} if the register says something else than people here decided. */
  record Done(Tally tally, boolean takenOver, boolean areaUnknown) {}

  private record Standing(UUID id, String number, String version, ActionStatus status, String text, int textVersion, boolean ours, List<Word> words) {}

  private record Word(LocalDate on, String word) {}

  /** The bodies and the area of an action, and what it took to have them. */
  private record Around(UUID issuer, UUID agency, String agencySlug, UUID area, List<Event> events) {}

  /** The board that issued them, founded by that name if the place has none with that slug. */
  record Issuer(String slug, String name) {}

  static Command<Done> bring(Issuer issuer, BroughtAction brought) {
    return (tx, caller) -> standing(tx, caller, brought).compose(standing -> {
      if (standing == null) return around(tx, caller, issuer, brought).compose(around -> add(tx, caller, brought, around));
      if (standing.version.equals(brought.version())) return Future.succeededFuture(Change.of(new Done(new Tally(0, 0, 1, 0), false, false)));
      return around(tx, caller, issuer, brought).compose(around -> follow(tx, caller, brought, around, standing));
    });
  }

  private static Future<Standing> standing(SqlConnection tx, Caller caller, BroughtAction brought) {
    return tx.preparedQuery("""
            SELECT a.id, a.number, o.source_version, a.status, a.text, a.version,
              EXISTS (SELECT FROM action_move m WHERE m.action = a.id AND m.by_person IS NOT NULL) AS ours
            FROM action_origin o
            JOIN action a ON a.id = o.action
            WHERE o.jurisdiction = $1 AND o.source = $2 AND o.external_id = $3
            FOR UPDATE OF a, o""")
        .execute(Tuple.of(caller.place().id(), brought.source(), brought.externalId()))
        .compose(rows -> {
          var row = Rows.maybe(rows, found -> found).orElse(null);
          if (row == null) return Future.succeededFuture();
          return tx.preparedQuery("SELECT on_day, word FROM action_word WHERE action = $1 ORDER BY ordinal").execute(Tuple.of(row.getUUID("id")))
              .map(words -> standing(row, Rows.list(words, word -> new Word(word.getLocalDate("on_day"), word.getString("word")))));
        });
  }

  private static Standing standing(Row row, List<Word> words) {
    return new Standing(row.getUUID("id"), row.getString("number"), row.getString("source_version"), Rows.word(row, "status", ActionStatus.class), row.getString("text"),
        row.getInteger("version"), row.getBoolean("ours"), words);
  }

  private static Future<Around> around(SqlConnection tx, Caller caller, Issuer issuer, BroughtAction brought) {
    var events = new ArrayList<Event>();
    var agency = brought.agency();
    return body(tx, caller, issuer.slug, issuer.name, BodyKind.OVERSIGHT_BOARD, events)
        .compose(board -> body(tx, caller, agency.slug(), agency.name() == null ? agency.slug() : agency.name(), BodyKind.AGENCY, events)
            .compose(asked -> tx.preparedQuery("SELECT id FROM area WHERE jurisdiction = $1 AND status = 'adopted' AND (slug = $2 OR lower(title) = lower($2)) LIMIT 1")
                .execute(Tuple.of(caller.place().id(), brought.area()))
                .map(rows -> new Around(board, asked, agency.slug(), Rows.first(rows, row -> row.getUUID("id"), null), events))));
  }

  /** The body with that slug, founded by that name if there is none. */
  private static Future<UUID> body(SqlConnection tx, Caller caller, String slug, String name, BodyKind kind, List<Event> events) {
    return tx.preparedQuery("SELECT id, kind FROM body WHERE jurisdiction = $1 AND slug = $2")
        .execute(Tuple.of(caller.place().id(), slug))
        .compose(rows -> {
          var found = Rows.maybe(rows, row -> row).orElse(null);
          if (found == null && name == null) throw new IllegalArgumentException("There is no body " + slug + " in " + caller.place().slug() + ". Name it with --body-name to found it.");
          if (found != null && found.getString("kind").equals("agency") != (kind == BodyKind.AGENCY)) {
            throw new IllegalArgumentException(slug + (kind == BodyKind.AGENCY ? " is no agency. Give the agency another slug in agencies:." : " is an agency. Name the board that issued these with --body."));
          }
          if (found != null) return Future.succeededFuture(found.getUUID("id"));
          events.add(new BodyEvent.BodyFounded(slug, name, Rows.word(kind)));
          return BodyCommands.insert(tx, caller.place().id(), new BodyCommands.NewBody(slug, name, kind, null, null, null, null, null), null, null);
        });
  }

  /** Whether the bodies can be found or founded at all, asked once before the rows. */
  static Command<UUID> founding(Issuer issuer) {
    return (tx, caller) -> {
      var events = new ArrayList<Event>();
      return body(tx, caller, issuer.slug, issuer.name, BodyKind.OVERSIGHT_BOARD, events).map(id -> new Change<>(id, events));
    };
  }

  private static Future<Change<Done>> add(SqlConnection tx, Caller caller, BroughtAction brought, Around around) {
    var id = Ids.next();
    var year = brought.issued().date().getYear();
    return Numbers.next(tx, caller, "action", year).map(n -> String.format("ACT-%d-%03d", year, n))
        .compose(number -> insert(tx, caller, id, number, brought, around)
            .compose(inserted -> version(tx, caller, id, brought, 1, null))
            .compose(kept -> origin(tx, caller, id, brought))
            .compose(kept -> answer(tx, caller, id, brought))
            .compose(answered -> history(tx, caller, id, brought, 0, null, brought.stands()))
            .map(told -> {
              var events = new ArrayList<>(around.events);
              events.add(new RegisterEvent.ActionImported(number, brought.title(), around.agencySlug, areaSlug(brought, around), brought.source(), brought.number(), brought.now().word(),
                  brought.now().status(), brought.text()));
              return new Change<>(new Done(new Tally(1, 0, 0, 0), false, brought.area() != null && around.area == null), events);
            }));
  }

  private static String areaSlug(BroughtAction brought, Around around) {
    return around.area == null || !brought.area().matches("[a-z0-9][a-z0-9-]{0,79}") ? null : brought.area();
  }

  private static Future<?> insert(SqlConnection tx, Caller caller, UUID id, String number, BroughtAction brought, Around around) {
    var now = brought.now();
    return tx.preparedQuery("""
            INSERT INTO action (id, jurisdiction, number, kind, status, position, issuer, addressee, title, text, summary, priority, area, response_due, first_response_due,
              target_date, issued_at, responded_at, decided_at, reason, created_at, imported)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16, $17, $18, $19, $16, true)""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), number, Rows.word(brought.kind()), now.status().word(), position(now), around.issuer, around.agency, brought.title(),
            brought.text(), brought.summary(), Rows.word(brought.priority()), around.area, brought.responseDue(), brought.targetOn(), noon(caller, brought.issued().date()),
            answeredAt(caller, brought), now.status().closed() ? noon(caller, now.on()) : null, Clean.cut(now.reason(), 2_000)}));
  }

  /** The text as the register has it is a version like any: nothing is overwritten. */
  private static Future<?> version(SqlConnection tx, Caller caller, UUID id, BroughtAction brought, int version, String reason) {
    return tx.preparedQuery("""
            INSERT INTO action_version (jurisdiction, action, version, title, text, summary, criteria, reason, at)
            VALUES ($1, $2, $3, $4, $5, $6, '{}', $7, coalesce($8, clock_timestamp()))""")
        .execute(Tuple.of(caller.place().id(), id, version, brought.title(), brought.text(), brought.summary(), reason, version == 1 ? noon(caller, brought.issued().date()) : null));
  }

  private static String position(Stand stand) {
    return stand.position() == null ? "none" : Rows.word(stand.position());
  }

  /** Where the register tells a position and no day of the answer, it had come by the day as of which it tells. */
  private static OffsetDateTime answeredAt(Caller caller, BroughtAction brought) {
    if (brought.answeredOn() != null) return noon(caller, brought.answeredOn());
    return brought.now().position() == null ? null : noon(caller, brought.now().on());
  }

  private static OffsetDateTime noon(Caller caller, LocalDate day) {
    ZoneId zone = caller.place().zone();
    return day.atTime(12, 0).atZone(zone).toOffsetDateTime();
  }

  private static Future<?> origin(SqlConnection tx, Caller caller, UUID id, BroughtAction brought) {
    return tx.preparedQuery("""
            INSERT INTO action_origin (jurisdiction, action, source, external_id, source_version, number, report_number, report_title, url, issued_to)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (action) DO UPDATE
            SET source_version = excluded.source_version, number = excluded.number, report_number = excluded.report_number, report_title = excluded.report_title, url = excluded.url""")
        .execute(Tuple.from(new Object[] {caller.place().id(), id, brought.source(), brought.externalId(), brought.version(), brought.number(), brought.reportNumber(),
            brought.reportTitle(), brought.url(), brought.issued().to()}));
  }

  /** The answer with its day is an answer like any; without a text of its own, the register's word stands for it. */
  private static Future<?> answer(SqlConnection tx, Caller caller, UUID id, BroughtAction brought) {
    if (brought.answeredOn() == null || brought.now().position() == null) return Future.succeededFuture();
    return tx.preparedQuery("""
            INSERT INTO action_response (jurisdiction, action, version, position, text, due, at)
            SELECT $1, $2, 1, $3, $4, $5, $6
            WHERE NOT EXISTS (SELECT FROM action_response WHERE action = $2)""")
        .execute(Tuple.of(caller.place().id(), id, position(brought.now()), brought.answer() == null ? brought.now().word() : brought.answer(), brought.targetOn(),
            noon(caller, brought.answeredOn())));
  }

  /** Each stand as a word of the register and as a move. What stood first is no reassessment: the register does not say when the board came to it. */
  private static Future<?> history(SqlConnection tx, Caller caller, UUID id, BroughtAction brought, int known, ActionStatus from, List<Stand> stands) {
    var words = new ArrayList<Tuple>();
    var moves = new ArrayList<Tuple>();
    var before = from;
    if (known == 0) { // before it, the issue itself
      moves.add(move(caller, id, null, ActionStatus.ISSUED, FIRST, null, brought.issued().date()));
      before = ActionStatus.ISSUED;
    }
    for (var stand : stands) {
      var first = known == 0;
      words.add(Tuple.of(caller.place().id(), id, ++known, stand.on(), Clean.line(stand.word(), 200), Clean.line(stand.label(), 200), Rows.word(stand.position())));
      if (stand.status() != before || stand.reason() != null) moves.add(move(caller, id, before, stand.status(), first ? FIRST : REASSESSED, stand.reason(), stand.on()));
      before = stand.status();
    }
    return tx.preparedQuery("INSERT INTO action_word (jurisdiction, action, ordinal, on_day, word, label, position) VALUES ($1, $2, $3, $4, $5, $6, $7)").executeBatch(words)
        .compose(kept -> moves.isEmpty() ? Future.succeededFuture() : tx.preparedQuery("""
            INSERT INTO action_move (jurisdiction, action, ordinal, from_status, to_status, command, reason, at)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7
            FROM action_move
            WHERE action = $2""").executeBatch(moves));
  }

  private static Tuple move(Caller caller, UUID id, ActionStatus from, ActionStatus to, String command, String reason, LocalDate on) {
    return Tuple.from(new Object[] {caller.place().id(), id, Rows.word(from), to.word(), command, Clean.cut(reason, 2_000), noon(caller, on)});
  }

  /** What is new in the register's history is added; what people here decided stays. */
  private static Future<Change<Done>> follow(SqlConnection tx, Caller caller, BroughtAction brought, Around around, Standing standing) {
    var restated = !standing.text.equals(brought.text());
    var takenOver = standing.ours && standing.status != brought.now().status();
    var fresh = standing.ours ? List.<Stand>of() : fresh(brought, standing);
    var status = fresh.isEmpty() ? standing.status : brought.now().status();
    return tx.preparedQuery("""
            UPDATE action
            SET title = $2, text = $3, summary = $4, priority = $5, addressee = $6, area = coalesce($7, area), status = $8, position = CASE WHEN $9 THEN position ELSE $10 END,
              reason = CASE WHEN $9 THEN reason ELSE $11 END, target_date = coalesce($12, target_date), responded_at = coalesce(responded_at, $13),
              decided_at = CASE WHEN $9 THEN decided_at ELSE $14 END,
              version = $15
            WHERE id = $1""")
        .execute(Tuple.from(new Object[] {standing.id, brought.title(), brought.text(), brought.summary(), Rows.word(brought.priority()), around.agency, around.area, status.word(),
            standing.ours, position(brought.now()), Clean.cut(brought.now().reason(), 2_000), brought.targetOn(), answeredAt(caller, brought),
            status.closed() ? noon(caller, brought.now().on()) : null, restated ? standing.textVersion + 1 : standing.textVersion}))
        .compose(updated -> restated ? version(tx, caller, standing.id, brought, standing.textVersion + 1, brought.source()) : Future.succeededFuture())
        .compose(updated -> origin(tx, caller, standing.id, brought))
        .compose(kept -> answer(tx, caller, standing.id, brought))
        .compose(answered -> fresh.isEmpty() ? Future.succeededFuture() : history(tx, caller, standing.id, brought, standing.words.size(), standing.status, fresh))
        .map(told -> {
          var events = new ArrayList<>(around.events);
          events.add(new RegisterEvent.ImportedActionChanged(standing.number, brought.title(), around.agencySlug, areaSlug(brought, around), brought.source(), brought.now().word(),
              standing.status, status, brought.now().reason(), restated ? standing.text : null));
          return new Change<>(new Done(new Tally(0, 1, 0, 0), takenOver, brought.area() != null && around.area == null), events);
        });
  }

  /** Those after what is known. If the register has rewritten its history, what it says now, from its day on. */
  private static List<Stand> fresh(BroughtAction brought, Standing standing) {
    var known = standing.words.size();
    var stands = brought.stands();
    var told = known <= stands.size();
    for (var i = 0; told && i < known; i++) told = stands.get(i).word().equals(standing.words.get(i).word) && (!stands.get(i).dated() || Objects.equals(stands.get(i).on(), standing.words.get(i).on));
    if (told) return stands.subList(known, stands.size());
    var last = standing.words.get(known - 1);
    var now = brought.now();
    if (last.word.equals(now.word())) return List.of();
    return List.of(now.on().isBefore(last.on) ? new Stand(last.on, now.dated(), now.word(), now.label(), now.status(), now.position(), now.reason()) : now);
  }
}
