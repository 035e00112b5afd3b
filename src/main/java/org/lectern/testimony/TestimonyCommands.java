package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** What an author can do with a testimony. */
public final class TestimonyCommands {
  private TestimonyCommands() {}

  /** Words for the record. Only the text is required; a name only to appear under one. */
  public record Words(
      Integer item, String text, Privacy privacy, String name, String email, Position position, String language, String parent, String kind) {

    /** A comment answers another testimony; otherwise it is written unless it says that it was spoken. */
    String what() {
      if (parent != null) return "comment";
      return kind == null ? "written" : kind;
    }

    Privacy chosen() {
      return privacy != null ? privacy : name == null || name.isBlank() ? Privacy.ANONYMOUS : Privacy.NAMED;
    }
  }

  /** The receipt's stuff: the number, and the id from which the secret link is made. */
  public record Submitted(UUID id, String number, String target, boolean late, TestimonyStatus status, String commitment, String salt) {}

  /** A row to be. */
  private record Accepted(UUID id, Aim aim, Privacy privacy, Parent parent, Instant receivedAt, byte[] salt, byte[] commitment) {}

  private record Parent(UUID id, int depth) {
    static final Parent NONE = new Parent(null, 0);
  }

  public static Command<Submitted> submit(Target target, Words words, Secrets secrets) {
    return (tx, caller) -> Aim.take(tx, caller, target, words.item())
        .compose(aim -> parent(tx, caller, aim, words.parent())
            .compose(parent -> now(tx).map(now -> accepted(caller, aim, words, parent, now))))
        .compose(accepted -> Numbers.next(tx, caller, "testimony", year(caller, accepted))
            .map(n -> String.format("T-%d-%06d", year(caller, accepted), n))
            .compose(number -> insert(tx, caller, accepted, words, number, secrets)
                .compose(inserted -> TestimonyCounts.add(tx, caller, accepted.aim.id(), accepted.privacy, words.position()))
                .map(counted -> Change.of(submitted(accepted, number), event(accepted, words, number)))));
  }

  private static Future<Instant> now(SqlConnection tx) {
    return tx.query("SELECT clock_timestamp() AS now").execute().map(rows -> Rows.instant(rows.iterator().next(), "now"));
  }

  private static Accepted accepted(Caller caller, Aim aim, Words words, Parent parent, Instant now) {
    var privacy = words.chosen();
    if ((privacy == Privacy.NAMED || privacy == Privacy.PSEUDONYM) && (words.name() == null || words.name().isBlank())) {
      throw Problem.invalid("/name", "name_to_appear_under");
    }
    if (words.text().isBlank()) throw Problem.invalid("/text", "text_required");
    var salt = Secrets.random(32);
    return new Accepted(privacy == Privacy.ANONYMOUS ? Ids.blind() : Ids.next(), aim, privacy, parent,
        privacy == Privacy.ANONYMOUS ? now.truncatedTo(ChronoUnit.HOURS) : now, salt, Secrets.commitment(salt, canonical(words)));
  }

  /** What the commitment of a testimony is over: its language, position and source text, revision 1. */
  static byte[] canonical(Words words) {
    var content = new LinkedHashMap<String, Object>();
    content.put("language", words.language() == null ? "en" : words.language());
    if (words.position() != null) content.put("position", words.position());
    content.put("rev", 1);
    content.put("text", words.text());
    return Json.canonical(content);
  }

  /** A comment in a thread answers another testimony on the same target, at most four deep. */
  private static Future<Parent> parent(SqlConnection tx, Caller caller, Aim aim, String number) {
    if (number == null) return Future.succeededFuture(Parent.NONE);
    return tx.preparedQuery("""
            SELECT id, depth
            FROM testimony
            WHERE jurisdiction = $1 AND number = $2 AND coalesce(hearing, area, action) = $3 AND status IN ('published', 'redacted')""")
        .execute(Tuple.of(caller.place().id(), number, aim.id()))
        .map(rows -> Rows.maybe(rows, row -> new Parent(row.getUUID("id"), row.getInteger("depth") + 1))
            .orElseThrow(() -> Problem.invalid("/parent", "parent_unknown")))
        .map(parent -> {
          if (parent.depth > 4) throw Problem.invalid("/parent", "thread_too_deep");
          return parent;
        });
  }

  private static int year(Caller caller, Accepted accepted) {
    return accepted.receivedAt.atZone(caller.place().zone()).getYear();
  }

  private static Future<Void> insert(SqlConnection tx, Caller caller, Accepted accepted, Words words, String number, Secrets secrets) {
    var hidden = accepted.privacy == Privacy.ANONYMOUS;
    var agency = caller.holdsSomewhere(Role.LIAISON) ? caller.bodiesAs(Role.LIAISON) : new UUID[0];
    return tx.preparedQuery("""
            INSERT INTO testimony (id, jurisdiction, number, hearing, item, area, action, parent, depth, kind, channel, text, language,
              position, privacy, name, email, person, on_behalf_of, status, late, salt, commitment, secret_hash, received_at, ordinal)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, lower($17), $18, $19, 'published', $20, $21, $22, $23, $24,
              substr($3, 8)::bigint + 1000000000 * substr($3, 3, 4)::bigint)""")
        .execute(Tuple.from(new Object[] {accepted.id, caller.place().id(), number, accepted.aim.hearing(), accepted.aim.item(), accepted.aim.area(),
            accepted.aim.action(), accepted.parent.id, accepted.parent.depth, words.what(),
            caller.channel(), words.text(), words.language() == null ? "en" : words.language(), Rows.word(words.position()), Rows.word(accepted.privacy),
            hidden ? null : blankToNull(words.name()), hidden ? null : blankToNull(words.email()), hidden ? null : caller.person(),
            hidden || agency.length == 0 ? null : agency[0], accepted.aim.late(), Buffer.buffer(accepted.salt), Buffer.buffer(accepted.commitment),
            Buffer.buffer(Secrets.hash(secrets.link("receipt", accepted.id))), Rows.at(accepted.receivedAt)}))
        .mapEmpty();
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static Submitted submitted(Accepted accepted, String number) {
    var base64 = Base64.getEncoder();
    return new Submitted(accepted.id, number, accepted.aim.address(), accepted.aim.late(), TestimonyStatus.PUBLISHED,
        base64.encodeToString(accepted.commitment), null);
  }

  private static Event event(Accepted accepted, Words words, String number) {
    if (accepted.privacy == Privacy.CONFIDENTIAL) return new TestimonyEvent.TestimonyReceivedInConfidence(number, accepted.aim.address(), accepted.aim.late());
    var named = accepted.privacy == Privacy.NAMED || accepted.privacy == Privacy.PSEUDONYM;
    return new TestimonyEvent.TestimonyPublished(number, accepted.aim.address(), accepted.aim.itemNumber(),
        words.what(), named ? words.name().strip() : null, Rows.word(words.position()),
        words.language() == null ? "en" : words.language(), words.text(), accepted.aim.late(), words.parent(), !named);
  }

  /** Takes it back: the text is no longer shown, a tombstone stays, the number is never given again. */
  public static Command<Testimony> withdraw(String secret) {
    return (tx, caller) -> own(tx, caller, secret).compose(own -> {
      own.status.to(TestimonyStatus.WITHDRAWN);
      return tx.preparedQuery("UPDATE testimony SET status = 'withdrawn', withdrawn_at = date_trunc('hour', now(), 'UTC') WHERE id = $1")
          .execute(Tuple.of(own.id))
          .compose(updated -> TestimonyCounts.remove(tx, own.target, own.privacy, own.position))
          .compose(counted -> strikeText(tx, caller, own.number))
          .compose(struck -> read(tx, own.id))
          .map(testimony -> Change.of(testimony, new TestimonyEvent.TestimonyWithdrawn(testimony.number(), testimony.target().address(), "text", own.privacy == Privacy.ANONYMOUS)));
    });
  }

  /** The author may withhold a name later; nobody but the author may ever reveal one. */
  public static Command<Testimony> withholdName(String secret) {
    return (tx, caller) -> own(tx, caller, secret).compose(own -> {
      if (own.privacy != Privacy.NAMED && own.privacy != Privacy.PSEUDONYM) throw Problem.conflict("no_name_shown");
      return tx.preparedQuery("UPDATE testimony SET privacy = 'withheld' WHERE id = $1")
          .execute(Tuple.of(own.id))
          .compose(updated -> strikeName(tx, caller, own.number))
          .compose(struck -> read(tx, own.id))
          .map(testimony -> Change.of(testimony, new TestimonyEvent.NameWithheld(testimony.number(), testimony.target().address(), "name")));
    });
  }

  /** The record's public copy loses the text; the sealed original and the commitment stay. */
  private static Future<Void> strikeText(SqlConnection tx, Caller caller, String number) {
    return strike(tx, caller, number, "data - 'text' - 'byline' || '{\"struck\": \"withdrawn\"}'");
  }

  private static Future<Void> strikeName(SqlConnection tx, Caller caller, String number) {
    return strike(tx, caller, number, "data - 'byline' || '{\"struck\": \"name\"}'");
  }

  /** {@code tombstone} is one of the two literals above, never input. */
  private static Future<Void> strike(SqlConnection tx, Caller caller, String number, String tombstone) {
    return tx.preparedQuery("""
            SELECT journal_strike(jurisdiction, seq, %s)
            FROM journal
            WHERE jurisdiction = $1 AND topics @> ARRAY['testimony/' || $2::text] AND type = 'TestimonyPublished'""".formatted(tombstone))
        .execute(Tuple.of(caller.place().id(), number))
        .mapEmpty();
  }

  private record Own(UUID id, String number, UUID target, Privacy privacy, Position position, TestimonyStatus status) {
    static Own from(Row row) {
      return new Own(row.getUUID("id"), row.getString("number"), row.getUUID("target"), Rows.word(row, "privacy", Privacy.class),
          Rows.word(row, "position", Position.class), Rows.word(row, "status", TestimonyStatus.class));
    }
  }

  private static Future<Own> own(SqlConnection tx, Caller caller, String secret) {
    return tx.preparedQuery("""
            SELECT id, number, coalesce(hearing, area, action) AS target, privacy, position, status
            FROM testimony
            WHERE jurisdiction = $1 AND secret_hash = $2
            FOR UPDATE""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "receipt", Own::from));
  }

  private static Future<Testimony> read(SqlConnection tx, UUID id) {
    return tx.preparedQuery(Testimony.COLUMNS + "WHERE t.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "testimony", row -> Testimony.from(row, true)));
  }
}
