package org.lectern.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profile;
import org.lectern.core.Jurisdiction;
import org.lectern.oversight.AddresseeCommands;
import org.lectern.oversight.Answer;
import org.lectern.oversight.DueDate;
import org.lectern.oversight.Position;

/** Actions of Marlow that ask two agencies: what the police say for their part, and its dates as they would have been reckoned then. */
final class FurtherAddressees {

  /** The office of emergency response leads; the police are asked too. */
  static final Map<String, String> ALSO = Map.of("interpreter", "police", "dispatch", "police");

  interface Stage {
    void at(int day, String key, OversightScenes.Act act);
  }

  private final Owner db;
  private final Jurisdiction place;
  private final Profile profile;

  FurtherAddressees(Owner db, Jurisdiction place, Profile profile) {
    this.db = db;
    this.place = place;
    this.profile = profile;
  }

  static void play(Stage stage) {
    stage.at(-148, "interpreter", number -> AddresseeCommands.respond(number, "police", new Answer(Position.ACCEPTED, "Patrol cars get the same interpreter line on their telephones; each shift is shown how to use it.",
        "Patrol Division", LocalDate.now(java.time.ZoneOffset.UTC).plusDays(100))));
    stage.at(-52, "interpreter", number -> AddresseeCommands.report(number, "police", new AddresseeCommands.Reporting("Every patrol car has the line since the first of the month. It was used 61 times in four weeks.",
        "https://police.marlow.example/interpreter-line")));
  }

  private static final String THIS = "(SELECT id FROM action WHERE jurisdiction = ? AND number = ?)";

  /** Each answers within its days from that day. */
  void issued(ObjectNode data, LocalDate day) throws SQLException {
    for (var one : data.withArray("also")) {
      var number = data.get("action").textValue();
      var agency = one.get("agency").textValue();
      var days = (int) db.number("SELECT response_days FROM action_addressee WHERE body = (SELECT id FROM body WHERE jurisdiction = ? AND slug = ?) AND action = " + THIS, place.id(), agency, place.id(), number);
      var due = DueDate.after(DueDate.What.ANSWER, day, days, DueDates.Unit.DAYS, profile);
      ((ObjectNode) one).put("response_due", due.due().toString());
      db.run("UPDATE action_addressee SET response_due = ?, first_response_due = ? WHERE body = (SELECT id FROM body WHERE jurisdiction = ? AND slug = ?) AND action = " + THIS, due.due(), due.due(), place.id(), agency, place.id(), number);
      db.run("UPDATE action_date SET from_day = ?, unrolled = ?, due = ?, closed_days = '{}', closed_by = '{}' WHERE body = (SELECT id FROM body WHERE jurisdiction = ? AND slug = ?) AND action = " + THIS,
          due.from(), due.unrolled(), due.due(), place.id(), agency, place.id(), number);
      for (var closed : due.closed()) {
        db.run("UPDATE action_date SET closed_days = closed_days || ?::date, closed_by = closed_by || ?::text WHERE body = (SELECT id FROM body WHERE jurisdiction = ? AND slug = ?) AND action = " + THIS,
            closed.day(), closed.by(), place.id(), agency, place.id(), number);
      }
    }
  }

  /** What it promised, as many days after its answer as it said. */
  void answered(ObjectNode data, LocalDate day) throws SQLException {
    if (!data.hasNonNull("due")) return;
    var told = day.plusDays(ChronoUnit.DAYS.between(LocalDate.now(java.time.ZoneOffset.UTC), LocalDate.parse(data.get("due").textValue())));
    data.put("due", told.toString());
    for (var row : new String[] {"UPDATE action_addressee SET target_date = ?", "UPDATE addressee_response SET due = ?"}) {
      db.run(row + " WHERE body = (SELECT id FROM body WHERE jurisdiction = ? AND slug = ?) AND action = " + THIS, told, place.id(), data.get("agency").textValue(), place.id(), data.get("action").textValue());
    }
  }
}
