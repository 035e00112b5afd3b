package org.lectern.minutes;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingStatus;
import org.lectern.minutes.Heard.Disposition;
import org.lectern.minutes.Heard.Theme;
import org.lectern.people.Outbox;

/** Telling people what became of what they said, theme by theme. Whoever is linked sees it on the trail, and by mail if they left an address. */
public final class HeardCommands {
  private HeardCommands() {}

  private static final int MOST = 500;

  /** A theme with the numbers of the testimonies that it gathers. */
  public record NewTheme(String title, Disposition disposition, String reason, List<String> testimony) {}

  public record Publishing(List<NewTheme> themes) {}

  /** Whom to tell of what: the author's testimony and the theme that answers it. */
  public record Told(UUID testimony, String number, String language, String hearingTitle, String theme, Disposition disposition, String reason) {}

  private record Linked(UUID id, String number, String email, String language, boolean answered) {}

  public static Query<Heard> heard(long number) {
    return (db, caller) -> HearingQueries.find(db, caller, number).compose(hearing -> of(db, hearing));
  }

  private static Future<Heard> of(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT h.version, h.at, t.ordinal, t.title, t.disposition, t.reason,
              ARRAY(SELECT x.number FROM heard_testimony l JOIN testimony x ON x.id = l.testimony
                WHERE l.hearing = t.hearing AND l.version = t.version AND l.ordinal = t.ordinal ORDER BY x.ordinal) AS testimony
            FROM heard h
            JOIN heard_theme t ON t.hearing = h.hearing AND t.version = h.version
            WHERE h.hearing = $1 AND h.version = (SELECT max(version) FROM heard WHERE hearing = $1)
            ORDER BY t.ordinal""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          var themes = Rows.list(rows, HeardCommands::theme);
          var first = Rows.maybe(rows, row -> row).orElse(null);
          return first == null ? new Heard(hearing.number(), hearing.title(), 0, null, List.of())
              : new Heard(hearing.number(), hearing.title(), first.getInteger("version"), Rows.instant(first, "at"), themes);
        });
  }

  private static Theme theme(Row row) {
    var testimony = Rows.strings(row, "testimony");
    return new Theme(row.getString("title"), Rows.word(row, "disposition", Disposition.class), row.getString("reason"), testimony.size(), testimony);
  }

  /** @param letter for each author who left an address and is answered for the first time */
  public static Command<Heard> publish(long number, Publishing publishing, Function<Told, Outbox.Letter> letter) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (hearing.status() == HearingStatus.DRAFT || hearing.status() == HearingStatus.NOTICED) throw Problem.conflict("heard_after_hearing");
      var numbers = new LinkedHashSet<String>();
      publishing.themes().forEach(theme -> numbers.addAll(theme.testimony()));
      if (numbers.size() > MOST) throw wrong("too_many", MOST);
      return linked(tx, hearing, numbers).compose(linked -> version(tx, caller, hearing)
          .compose(version -> write(tx, caller, hearing, version, publishing, linked)
              .compose(written -> answer(tx, caller, hearing, publishing, linked, letter))
              .compose(answered -> of(tx, hearing))
              .map(heard -> Change.of(heard, new MinutesEvent.HeardPublished(number, hearing.title(), version, publishing.themes().size(), List.copyOf(numbers))))));
    });
  }

  /** Only what everyone may read can be linked, and only what was said to this hearing. */
  private static Future<Map<String, Linked>> linked(SqlConnection tx, Hearing hearing, LinkedHashSet<String> numbers) {
    return tx.preparedQuery("""
            SELECT t.id, t.number, t.email, t.language, EXISTS (SELECT FROM testimony_trail s WHERE s.testimony = t.id AND s.step = 'answered' AND s.hearing = $1) AS answered
            FROM testimony t
            WHERE t.hearing = $1 AND t.number = ANY ($2) AND t.status IN ('published', 'redacted') AND t.privacy <> 'confidential'""")
        .execute(Tuple.of(hearing.id()).addArrayOfString(numbers.toArray(String[]::new)))
        .map(rows -> {
          var found = new HashMap<String, Linked>();
          rows.forEach(row -> found.put(row.getString("number"), new Linked(row.getUUID("id"), row.getString("number"), row.getString("email"), row.getString("language"), row.getBoolean("answered"))));
          numbers.stream().filter(number -> !found.containsKey(number)).findFirst().ifPresent(number -> {
            throw wrong("testimony_not_of_hearing", number);
          });
          return found;
        });
  }

  private static Problem wrong(String code, Object... args) {
    return Problem.invalid(List.of(Fault.at("/themes", code, args)));
  }

  private static Future<Integer> version(SqlConnection tx, Caller caller, Hearing hearing) {
    return tx.preparedQuery("""
            INSERT INTO heard (jurisdiction, hearing, version, by_person, by_name)
            SELECT $1, $2, 1 + count(*), $3, $4
            FROM heard
            WHERE hearing = $2
            RETURNING version""")
        .execute(Tuple.of(caller.place().id(), hearing.id(), caller.person(), caller.name()))
        .map(rows -> rows.iterator().next().getInteger("version"));
  }

  private static Future<?> write(SqlConnection tx, Caller caller, Hearing hearing, int version, Publishing publishing, Map<String, Linked> linked) {
    var themes = new ArrayList<Tuple>();
    var links = new ArrayList<Tuple>();
    for (var theme : publishing.themes()) {
      if (theme.title().isBlank() || theme.reason().isBlank()) throw wrong("theme_title_and_reason");
      themes.add(Tuple.from(new Object[] {caller.place().id(), hearing.id(), version, themes.size() + 1, theme.title().strip(), Rows.word(theme.disposition()), theme.reason().strip()}));
      for (var number : new LinkedHashSet<>(theme.testimony())) links.add(Tuple.of(caller.place().id(), hearing.id(), version, themes.size(), linked.get(number).id));
    }
    return tx.preparedQuery("""
            INSERT INTO heard_theme (jurisdiction, hearing, version, ordinal, title, disposition, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""")
        .executeBatch(themes)
        .compose(written -> links.isEmpty() ? Future.succeededFuture() : tx.preparedQuery("""
                INSERT INTO heard_testimony (jurisdiction, hearing, version, ordinal, testimony)
                VALUES ($1, $2, $3, $4, $5)""")
            .executeBatch(links)
            .map(done -> null));
  }

  private static Future<Void> answer(SqlConnection tx, Caller caller, Hearing hearing, Publishing publishing, Map<String, Linked> linked, Function<Told, Outbox.Letter> letter) {
    var done = Future.<Void>succeededFuture();
    var told = new LinkedHashSet<String>();
    for (var theme : publishing.themes()) {
      for (var number : theme.testimony()) {
        var one = linked.get(number);
        if (one.answered || !told.add(number)) continue;
        var note = theme.title().strip() + ": " + theme.reason().strip();
        done = done.compose(next -> tx.preparedQuery("INSERT INTO testimony_trail (jurisdiction, testimony, step, hearing, note) VALUES ($1, $2, 'answered', $3, left($4, 1000))")
            .execute(Tuple.of(caller.place().id(), one.id, hearing.id(), note)).mapEmpty());
        if (one.email != null) done = done.compose(next -> Outbox.put(tx, letter.apply(
            new Told(one.id, number, one.language, hearing.title(), theme.title().strip(), theme.disposition(), theme.reason().strip())).to(one.email)));
      }
    }
    return done;
  }
}
