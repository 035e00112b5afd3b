package org.lectern.bodies;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** The legal clocks of a place, each with where its number comes from, and its closed days: all of it public. */
public final class ProfileQueries {
  private ProfileQueries() {}

  /** One number: what it is called, its value, its unit, its source in law. */
  public record Clock(String knob, int value, String unit, String source) {}

  /** A version that the place set for itself. */
  public record OwnVersion(int version, String reason, String setBy, Instant setAt) {}

  /** A weekday on which the offices are closed, and by what: a rule's name, or {@code local}. */
  public record ClosedDay(LocalDate date, String by) {}

  /** The clocks in force now; {@code closed} are the weekdays off of this year and the next. */
  public record Clocks(String profile, int version, String name, List<Clock> clocks, List<OwnVersion> own, List<ClosedDay> closed, List<LocalDate> opened) {}

  public static Query<Clocks> clocks() {
    return (db, caller) -> Profiles.current(db, caller.place()).compose(profile -> db.preparedQuery("""
            SELECT version, reason, set_by_name, set_at
            FROM own_profile
            WHERE jurisdiction = $1
            ORDER BY version DESC
            LIMIT 100""")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, row -> new OwnVersion(row.getInteger("version"), row.getString("reason"), row.getString("set_by_name"), Rows.instant(row, "set_at"))))
        .map(own -> new Clocks(profile.id(), profile.version(), profile.name(), clocks(profile), own,
            closed(profile.holidays(), LocalDate.now(caller.place().zone()).getYear()), profile.holidays().opened().stream().sorted().toList())));
  }

  private static List<Clock> clocks(Profile profile) {
    var clocks = new ArrayList<Clock>();
    for (var kind : NoticeKind.values()) {
      var rule = profile.notice(kind);
      clocks.add(new Clock(kind.name().toLowerCase(java.util.Locale.ROOT), rule.count(), unit(rule), rule.source()));
    }
    clocks.add(new Clock("materials_hours", profile.materials().hours(), "hours", profile.materials().source()));
    clocks.add(new Clock("allotment_seconds", profile.allotmentSeconds().value(), "seconds", profile.allotmentSeconds().source()));
    clocks.add(new Clock("response_days", profile.responseDue().count(), "days", profile.responseDue().source()));
    return List.copyOf(clocks);
  }

  private static String unit(Notice.Rule rule) {
    if (rule instanceof Notice.BusinessDays) return "business_days";
    return rule instanceof Notice.Days ? "days" : "hours";
  }

  private static List<ClosedDay> closed(Holidays holidays, int year) {
    var closed = new ArrayList<ClosedDay>();
    for (var day = LocalDate.of(year, 1, 1); day.getYear() < year + 2; day = day.plusDays(1)) {
      var date = day;
      holidays.closedBy(day).filter(by -> !by.equals(Holidays.WEEKEND)).ifPresent(by -> closed.add(new ClosedDay(date, by)));
    }
    return List.copyOf(closed);
  }
}
