package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.testimony.Ground;

/** The public monthly report: what was held and decided on which ground, how long it took, what was reversed. */
public final class ReportQueries {
  private ReportQueries() {}

  /** A ground in a month: held in it, decided in it and how, median hours from hold to decision (null if none), appeals made and granted. */
  public record Line(
      Ground ground, long held, long released, long expired, long redacted, long hidden, long moved, long withdrawn, Double medianHours, long appeals, long reversals) {}

  /** Requests to take off personal data: asked, decided within 48 hours, decided later, still open and overdue; median hours. */
  public record RemovalLine(long asked, long inTime, long late, long overdue, Double medianHours) {}

  /** A month in the zone of the place; {@code undecided} are held now, whenever that began. */
  public record MonthlyReport(String month, Instant from, Instant until, boolean over, List<Line> lines, RemovalLine removals, long disputes, long undecided) {
    public long held() {
      return lines.stream().mapToLong(Line::held).sum();
    }
  }

  /** @param month 2026-11; null for the one we are in */
  public static Query<MonthlyReport> month(String month) {
    return (db, caller) -> {
      var zone = caller.place().zone();
      var asked = month == null ? YearMonth.now(zone) : read(month);
      var from = asked.atDay(1).atStartOfDay(zone).toInstant();
      var until = asked.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
      var span = Tuple.of(caller.place().id(), Rows.at(from), Rows.at(until));
      return lines(db, span).compose(lines -> removals(db, span).compose(removals -> rest(db, caller, span)
          .map(rest -> new MonthlyReport(asked.toString(), from, until, !until.isAfter(Instant.now()), lines, removals, rest[0], rest[1]))));
    };
  }

  private static YearMonth read(String month) {
    try {
      return YearMonth.parse(month);
    } catch (DateTimeParseException no) {
      throw Problem.missing("month");
    }
  }

  private static Future<List<Line>> lines(SqlClient db, Tuple span) {
    return db.preparedQuery("""
            SELECT g.ground,
              count(c.id) FILTER (WHERE c.held_at >= $2 AND c.held_at < $3) AS held,
              count(c.id) FILTER (WHERE c.decided AND c.status = 'released') AS released,
              count(c.id) FILTER (WHERE c.decided AND c.status = 'expired') AS expired,
              count(c.id) FILTER (WHERE c.decided AND c.status = 'redacted') AS redacted,
              count(c.id) FILTER (WHERE c.decided AND c.status = 'hidden') AS hidden,
              count(c.id) FILTER (WHERE c.decided AND c.status = 'moved') AS moved,
              count(c.id) FILTER (WHERE c.decided AND c.status = 'withdrawn') AS withdrawn,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM greatest(c.decided_at - c.held_at, interval '0')) / 3600)
                FILTER (WHERE c.decided AND c.status <> 'withdrawn') AS median,
              count(c.id) FILTER (WHERE c.appealed_at >= $2 AND c.appealed_at < $3) AS appeals,
              count(c.id) FILTER (WHERE c.appeal = 'granted' AND c.appeal_decided_at >= $2 AND c.appeal_decided_at < $3) AS reversals
            FROM unnest(ARRAY['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8']) WITH ORDINALITY AS g (ground, n)
            LEFT JOIN LATERAL (
              SELECT *, status NOT IN ('open', 'hide_proposed') AND decided_at >= $2 AND decided_at < $3 AS decided
              FROM moderation_case
              WHERE jurisdiction = $1 AND ground = g.ground AND (held_at >= $2 AND held_at < $3 OR decided_at >= $2 AND decided_at < $3
                OR appealed_at >= $2 AND appealed_at < $3 OR appeal_decided_at >= $2 AND appeal_decided_at < $3)) c ON true
            GROUP BY g.ground, g.n
            ORDER BY g.n""")
        .execute(span)
        .map(rows -> Rows.list(rows, row -> new Line(Rows.word(row, "ground", Ground.class), row.getLong("held"), row.getLong("released"), row.getLong("expired"),
            row.getLong("redacted"), row.getLong("hidden"), row.getLong("moved"), row.getLong("withdrawn"), hours(row.getDouble("median")), row.getLong("appeals"), row.getLong("reversals"))));
  }

  /** To a tenth of an hour. */
  private static Double hours(Double median) {
    return median == null ? null : Math.round(median * 10) / 10.0;
  }

  private static Future<RemovalLine> removals(SqlClient db, Tuple span) {
    return db.preparedQuery("""
            SELECT count(*) FILTER (WHERE asked_at >= $2 AND asked_at < $3) AS asked,
              count(*) FILTER (WHERE decided_at >= $2 AND decided_at < $3 AND decided_at <= asked_at + interval '48 hours') AS in_time,
              count(*) FILTER (WHERE decided_at >= $2 AND decided_at < $3 AND decided_at > asked_at + interval '48 hours') AS late,
              count(*) FILTER (WHERE outcome IS NULL AND asked_at < now() - interval '48 hours' AND asked_at < $3) AS overdue,
              percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM decided_at - asked_at) / 3600) FILTER (WHERE decided_at >= $2 AND decided_at < $3) AS median
            FROM removal
            WHERE jurisdiction = $1""")
        .execute(span)
        .map(rows -> rows.iterator().next())
        .map(row -> new RemovalLine(row.getLong("asked"), row.getLong("in_time"), row.getLong("late"), row.getLong("overdue"), hours(row.getDouble("median"))));
  }

  private static Future<long[]> rest(SqlClient db, Caller caller, Tuple span) {
    return db.preparedQuery("""
            SELECT (SELECT count(*) FROM attribution_dispute WHERE jurisdiction = $1 AND confirmed_at >= $2 AND confirmed_at < $3) AS disputes,
              (SELECT count(*) FROM moderation_case WHERE jurisdiction = $1 AND status IN ('open', 'hide_proposed')) AS undecided""")
        .execute(span)
        .map(rows -> rows.iterator().next())
        .map(row -> new long[] {row.getLong("disputes"), row.getLong("undecided")});
  }
}
