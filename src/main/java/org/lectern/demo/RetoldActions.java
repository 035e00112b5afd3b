package org.lectern.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profile;
import org.lectern.core.Jurisdiction;
import org.lectern.oversight.DueDate;
import org.lectern.oversight.DueDate.What;

/** The dates of actions as they would have been reckoned on the days that the demo tells of. */
final class RetoldActions {

  private final Owner db;
  private final Jurisdiction place;
  private final Profile profile;

  RetoldActions(Owner db, Jurisdiction place, Profile profile) {
    this.db = db;
    this.place = place;
    this.profile = profile;
  }

  /** What the entry says of dates, and the rows that go with it; {@code day} is when it is told to have happened. */
  void retell(String type, ObjectNode data, LocalDate day) throws SQLException {
    switch (type) {
      case "ActionIssued" -> {
        issued(data, day);
        new FurtherAddressees(db, place, profile).issued(data, day);
      }
      case "AddresseeAnswered" -> new FurtherAddressees(db, place, profile).answered(data, day);
      case "ActionInsisted" -> insisted(data, day);
      case "ExtensionAsked" -> {
        var due = (java.sql.Date) db.value("SELECT response_due FROM action WHERE jurisdiction = ? AND number = ?", place.id(), number(data));
        data.put("response_due", due.toString());
        db.run("UPDATE action_extension SET due_before = ? WHERE action = " + THIS, due.toLocalDate(), place.id(), number(data));
      }
      case "ExtensionGranted" -> granted(data, day);
      case "ActionReported" -> {
        var window = DueDate.after(What.EVIDENCE_WINDOW, day, 30, DueDates.Unit.DAYS, profile);
        data.put("evidence_until", window.due().toString());
        db.run("UPDATE action SET evidence_until = ? WHERE jurisdiction = ? AND number = ?", window.due(), place.id(), number(data));
        keep(data, window);
      }
      case "ActionReassessed" -> {
        data.put("as_of", day.toString());
        db.run("UPDATE action_move SET as_of = ? WHERE command = 'reassess' AND to_status = ? AND action = " + THIS, day, data.get("to").textValue(), place.id(), number(data));
      }
      case "ComplianceTestSet" -> db.run("UPDATE compliance_test SET set_on = ? WHERE number = ? AND action = " + THIS, day, data.get("test").intValue(), place.id(), number(data));
      case "ComplianceAssessed" -> db.run("UPDATE compliance_step SET tested_on = ? WHERE tested_on IS NOT NULL AND note = ? AND action = " + THIS, day, data.get("note").textValue(), place.id(), number(data));
      default -> { }
    }
  }

  private static final String THIS = "(SELECT id FROM action WHERE jurisdiction = ? AND number = ?)";

  private static String number(ObjectNode data) {
    return data.get("action").textValue();
  }

  private DueDate answer(What what, ObjectNode data, LocalDate day) throws SQLException {
    var days = (int) db.number("SELECT response_days FROM action WHERE jurisdiction = ? AND number = ?", place.id(), number(data));
    return DueDate.after(what, day, days, DueDates.Unit.DAYS, profile);
  }

  private void issued(ObjectNode data, LocalDate day) throws SQLException {
    var due = answer(What.ANSWER, data, day);
    data.put("served_on", day.toString()).put("response_due", due.due().toString());
    db.run("UPDATE action SET response_due = ?, first_response_due = ? WHERE jurisdiction = ? AND number = ?", due.due(), due.due(), place.id(), number(data));
    keep(data, due);
  }

  private void insisted(ObjectNode data, LocalDate day) throws SQLException {
    var due = answer(What.INSISTED, data, day);
    data.put("response_due", due.due().toString());
    db.run("UPDATE action SET response_due = ? WHERE jurisdiction = ? AND number = ?", due.due(), place.id(), number(data));
    keep(data, due);
  }

  private void granted(ObjectNode data, LocalDate day) throws SQLException {
    var from = (java.sql.Date) db.value("SELECT unrolled FROM action_date WHERE what = 'answer' AND action = " + THIS, place.id(), number(data));
    var first = (java.sql.Date) db.value("SELECT first_response_due FROM action WHERE jurisdiction = ? AND number = ?", place.id(), number(data));
    var days = (int) db.number("SELECT days FROM action_extension WHERE action = " + THIS, place.id(), number(data));
    var due = DueDate.after(What.EXTENDED, from.toLocalDate(), days, DueDates.Unit.DAYS, profile);
    data.put("first_response_due", first.toString()).put("response_due", due.due().toString());
    db.run("UPDATE action SET response_due = ? WHERE jurisdiction = ? AND number = ?", due.due(), place.id(), number(data));
    db.run("UPDATE action_extension SET due_before = ?, due_after = ? WHERE action = " + THIS, first.toLocalDate(), due.due(), place.id(), number(data));
    keep(data, due);
  }

  /** The last row of its kind: entries are retold in the order in which the rows were written. */
  private void keep(ObjectNode data, DueDate due) throws SQLException {
    db.run("""
        UPDATE action_date SET from_day = ?, unrolled = ?, due = ?, closed_days = '{}', closed_by = '{}'
        WHERE what = ? AND ordinal = (SELECT min(ordinal) FROM action_date o WHERE o.action = action_date.action AND o.what = action_date.what AND o.from_day >= ?) AND action = """ + THIS,
        due.from(), due.unrolled(), due.due(), due.what().name().toLowerCase(java.util.Locale.ROOT), due.from(), place.id(), number(data));
    for (var closed : due.closed()) {
      db.run("UPDATE action_date SET closed_days = closed_days || ?::date, closed_by = closed_by || ?::text WHERE what = ? AND from_day = ? AND action = " + THIS,
          closed.day(), closed.by(), due.what().name().toLowerCase(java.util.Locale.ROOT), due.from(), place.id(), number(data));
    }
  }

  /** What the agency promised, told as of that day. */
  void target(ObjectNode data, LocalDate day, LocalDate told) throws SQLException {
    keep(data, new DueDate(What.TARGET, day, null, null, told, told, List.of(), null, null, null));
  }
}
