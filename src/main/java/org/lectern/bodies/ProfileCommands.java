package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.bodies.ProfileQueries.Clocks;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/** What an admin sets about a place's legal clocks: its own knobs, as a new version, and the days on which its offices are closed. */
public final class ProfileCommands {
  private ProfileCommands() {}

  /** The knobs to be, and why; everyone can read it. */
  public record Setting(
      Integer regular, Integer special, Integer emergency, Integer materialsHours, Integer allotmentSeconds, Integer responseDays, Boolean phoneInRequired,
      String reason) {
    Knobs knobs() {
      return new Knobs(regular, special, emergency, materialsHours, allotmentSeconds, responseDays, phoneInRequired);
    }
  }

  /** One day: closed although no rule closes it, or open although one does. */
  public record Day(LocalDate date, boolean closed, String reason) {}

  private static final int MOST_DAYS = 400;

  /** A new version of the place's clocks. What was noticed before keeps the version that it was noticed under. */
  public static Command<Clocks> set(Setting setting) {
    return (tx, caller) -> lock(tx, caller).compose(locked -> {
      var base = Profile.current(caller.place().profile());
      var faults = faults(base, setting);
      if (!faults.isEmpty()) throw Problem.invalid(faults);
      return tx.preparedQuery("""
              INSERT INTO own_profile (jurisdiction, version, base, base_version, knobs, reason, set_by_name)
              SELECT $1, coalesce(max(version) + 1, $2), $3, $4, $5::text::jsonb, $6, $7
              FROM own_profile
              WHERE jurisdiction = $1
              RETURNING version""")
          .execute(Tuple.of(caller.place().id(), Profile.OWN, base.id(), base.version(), Json.text(setting.knobs()), setting.reason(), caller.name()))
          .map(rows -> Rows.one(rows, "version", row -> row.getInteger("version")))
          .compose(version -> tx.preparedQuery("UPDATE jurisdiction SET profile_version = $2 WHERE id = $1").execute(Tuple.of(caller.place().id(), version))
              .compose(updated -> ProfileQueries.clocks().ask(tx, caller))
              .map(clocks -> Change.of(clocks, new BodyEvent.ClocksSet(base.id(), version, setting.reason()))));
    });
  }

  /** Nobody sets a knob below the law: what the preset asks for is the least. */
  private static List<Fault> faults(Profile base, Setting setting) {
    var faults = new ArrayList<Fault>();
    least(faults, "/regular", setting.regular(), base.notice(NoticeKind.REGULAR).count());
    least(faults, "/special", setting.special(), base.notice(NoticeKind.SPECIAL).count());
    least(faults, "/emergency", setting.emergency(), base.notice(NoticeKind.EMERGENCY).count());
    least(faults, "/allotment_seconds", setting.allotmentSeconds(), base.minimumSeconds().value());
    return faults;
  }

  private static void least(List<Fault> faults, String pointer, Integer value, int least) {
    if (value != null && value < least) faults.add(Fault.at(pointer, "below_the_preset", least));
  }

  /** Closes a day or opens it. Deadlines of what was noticed before stay as the certificates have them. */
  public static Command<Day> day(Day day) {
    return (tx, caller) -> lock(tx, caller).compose(locked -> Profiles.current(tx, caller.place())).compose(profile -> {
      var date = day.date();
      if (date.getYear() < 2000 || date.getYear() > 2100) throw Problem.invalid("/date", "date_far_off");
      if (date.getDayOfWeek().getValue() > 5) throw Problem.invalid("/date", "weekend_is_closed");
      if (profile.holidays().open(date) != day.closed()) throw Problem.conflict("day_is_so_already");
      return tx.preparedQuery("""
              UPDATE jurisdiction
              SET holidays = array_remove(holidays, $2::date) || CASE WHEN $3 THEN ARRAY[$2::date] ELSE '{}' END,
                open_days = array_remove(open_days, $2::date) || CASE WHEN $3 THEN '{}' ELSE ARRAY[$2::date] END
              WHERE id = $1 AND cardinality(holidays) < $4 AND cardinality(open_days) < $4""")
          .execute(Tuple.of(caller.place().id(), date, day.closed(), MOST_DAYS))
          .map(updated -> {
            if (updated.rowCount() == 0) throw Problem.conflict("too_many_days");
            return Change.of(day, new BodyEvent.ClosedDayChanged(date, day.closed(), day.reason()));
          });
    });
  }

  /** Two admins who set at once stand in line. */
  private static Future<Void> lock(SqlConnection tx, Caller caller) {
    return tx.preparedQuery("SELECT 1 FROM jurisdiction WHERE id = $1 FOR UPDATE").execute(Tuple.of(caller.place().id())).mapEmpty();
  }
}
