package org.lectern.register;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionStatus;
import org.lectern.register.Figures.Count;
import org.lectern.register.Figures.Group;

/** What can be known of the register as of a day; all of it is public, and drafts are no part of it. */
public final class RegisterQueries {
  private RegisterQueries() {}

  /** Which actions: those of a number, or those with a status, or with a word of a register that was imported. */
  public record Which(Measure measure, ActionStatus status, String source, String word) {
    public static Which of(Measure measure) {
      return new Which(measure, null, null, null);
    }
  }

  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  /** Every number, with those among which it counts. */
  public static Query<Figures> figures(Scope wanted) {
    return (db, caller) -> today(db, caller).compose(today -> {
      var scope = wanted.on(today);
      return groups(db, caller, scope).compose(groups -> Trend.of(db, spans(caller.place().id(), scope)).map(trend -> figures(scope, today, groups, trend)));
    });
  }

  private static Figures figures(Scope scope, LocalDate today, List<Sorted> groups, List<Group> trend) {
    var all = groups.stream().filter(one -> one.kind == ALL).findFirst().orElseThrow();
    return new Figures(scope, today, all.group, of(groups, AGENCY), of(groups, AREA), counts(groups, STATUS), counts(groups, WORD), trend, all.yearOnly);
  }

  private static List<Group> of(List<Sorted> groups, int kind) {
    return groups.stream().filter(one -> one.kind == kind).map(Sorted::group).toList();
  }

  private static List<Count> counts(List<Sorted> groups, int kind) {
    return groups.stream().filter(one -> one.kind == kind && one.count.word() != null).map(Sorted::count).toList();
  }

  /** The day where the bodies sit, by the database's clock. */
  public static Future<LocalDate> today(SqlClient db, Caller caller) {
    return db.preparedQuery("SELECT (now() AT TIME ZONE zone)::date AS today FROM jurisdiction WHERE id = $1")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.one(rows, "place", row -> row.getLocalDate("today")));
  }

  static Tuple spans(UUID place, Scope scope) {
    var spans = scope.spans();
    return Tuple.from(new Object[] {place, scope.agency(), scope.area(),
        spans.stream().map(Scope.Span::last).toArray(LocalDate[]::new), spans.stream().map(Scope.Span::first).toArray(LocalDate[]::new)});
  }

  private static Tuple day(Caller caller, Scope scope) {
    return day(caller, scope, null);
  }

  /** @param actions these only; null for all */
  static Tuple day(Caller caller, Scope scope, UUID[] actions) {
    return Tuple.from(new Object[] {caller.place().id(), scope.agency(), scope.area(), new LocalDate[] {scope.asOf()}, new LocalDate[] {scope.from()}, actions});
  }

  private static final int ALL = 15;
  private static final int AGENCY = 7;
  private static final int AREA = 11;
  private static final int STATUS = 13;
  private static final int WORD = 14;

  /** A row of the grouping; {@code kind} says which columns it is not grouped by, a bit each, as PostgreSQL's grouping() does. */
  private record Sorted(int kind, Group group, Count count, long yearOnly) {
    static Sorted from(Row row) {
      int kind = row.getInteger("kind");
      var agency = kind == AGENCY ? row.getString("agency") : null;
      var area = kind != AREA ? null : row.getString("area") == null ? Group.NO_AREA : row.getString("area");
      var name = kind == AGENCY ? row.getString("agency_name") : kind == AREA ? row.getString("area_title") : null;
      var word = kind == STATUS ? row.getString("status") : kind == WORD && row.getString("source") != null ? row.getString("original_word") : null;
      return new Sorted(kind, Group.from(row, agency, area, name, null), new Count(word, row.getString("source"), row.getLong("issued")), row.getLong("year_only"));
    }
  }

  private static final String MEDIANS = """
      percentile_cont(0.5) WITHIN GROUP (ORDER BY s.days_to_answer::float8) AS days_to_answer, count(s.days_to_answer) AS of_days_to_answer,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY s.days_to_verify::float8) AS days_to_verify, count(s.days_to_verify) AS of_days_to_verify,
      """;

  private static Future<List<Sorted>> groups(SqlClient db, Caller caller, Scope scope) {
    return db.preparedQuery(Standing.TABLE + "SELECT grouping(s.agency, s.area, s.status, s.source) AS kind, s.agency, s.agency_name, s.area, s.area_title, s.status, s.source, s.original_word,\n"
            + MEDIANS + "count(*) FILTER (WHERE s.issued_to <> 'day') AS year_only,\n" + Measure.columns() + """

            FROM standing s
            GROUP BY GROUPING SETS ((), (s.agency, s.agency_name), (s.area, s.area_title), (s.status), (s.source, s.original_word))
            ORDER BY kind, issued DESC, s.agency_name, s.area_title, s.status, s.source, s.original_word
            LIMIT 2000""")
        .execute(day(caller, scope))
        .map(rows -> Rows.list(rows, Sorted::from));
  }

  /** The actions behind a number, those due first before the others; {@code cursor} as {@link Page#next}, null at the beginning. */
  public static Query<Page<Standing>> actions(Which which, Scope wanted, String cursor, int limit) {
    var after = from(cursor);
    return (db, caller) -> today(db, caller).compose(today -> db.preparedQuery(Standing.TABLE + Standing.COLUMNS + "WHERE " + counts(which) + """
             AND ($7::text IS NULL OR s.status = $7) AND ($8::text IS NULL OR s.source = $8) AND ($9::text IS NULL OR s.original_word = $9)
              AND (coalesce(s.due, '9999-12-31'), s.number) > ($10, $11)
            ORDER BY coalesce(s.due, '9999-12-31'), s.number
            LIMIT $12""")
        .execute(chosen(which, day(caller, wanted.on(today))).addLocalDate(after.due).addString(after.number).addInteger(limit + 1))
        .map(rows -> Page.of(Rows.list(rows, Standing::from), limit, one -> (one.due() == null ? NEVER : one.due()) + "|" + one.number())));
  }

  /** All of them, oldest first, by their ids. */
  static Future<List<UUID>> ids(SqlClient db, Caller caller, Which which, Scope scope, int most) {
    return db.preparedQuery(Standing.TABLE + "SELECT s.id FROM standing s WHERE " + counts(which) + """
             AND ($7::text IS NULL OR s.status = $7) AND ($8::text IS NULL OR s.source = $8) AND ($9::text IS NULL OR s.original_word = $9)
            ORDER BY s.issued_on, s.number
            LIMIT $10""")
        .execute(chosen(which, day(caller, scope)).addInteger(most))
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }

  private static String counts(Which which) {
    return which.measure() == null ? "true" : which.measure().counts;
  }

  private static Tuple chosen(Which which, Tuple day) {
    return day.addString(Rows.word(which.status())).addString(which.source()).addString(which.word());
  }

  private record From(LocalDate due, String number) {}

  private static From from(String cursor) {
    if (cursor == null) return new From(LocalDate.of(1, 1, 1), "");
    var key = Cursor.of(cursor, 2);
    return new From(key.day(0), key.text(1));
  }
}
