package org.lectern.demo;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.reading.ThemeCommands;
import org.lectern.reading.ThemeCommands.Filing;
import org.lectern.reading.ThemeCommands.NewTheme;
import org.lectern.testimony.Target;

/** Under which themes the clerk of Marlow has filed what people said, so that members can read by subject before they vote. */
final class Shelves {
  private Shelves() {}

  /** A theme, and words by which the clerk finds what belongs there. */
  private record Shelf(String title, String words) {}

  private static final List<Shelf> READERS = List.of(new Shelf("How long data is kept and with whom it is shared", "kept|stor|share|days|retention"),
      new Shelf("Where the cameras stand", "school|clinic|street|church|location|mosque"), new Shelf("Solving crimes", "stolen|theft|detective|caught|found my"));
  private static final List<Shelf> CRISIS = List.of(new Shelf("Hours and a third van", "night|evening|hours|van"),
      new Shelf("How the call is answered", "phone|dispatch|protocol|ask for|the line"), new Shelf("What it costs", "budget|cost|\\$|pay"));

  static void fill(Story story, Cast cast, Script script) {
    fill(story, cast, script.scene("readers").title(), READERS);
    fill(story, cast, script.scene("crisis").title(), CRISIS);
  }

  private static void fill(Story story, Cast cast, String title, List<Shelf> shelves) {
    var clerk = cast.as("clerk", Role.CLERK);
    for (var hearing : story.ask(clerk, hearings(title))) {
      for (var shelf : shelves) {
        var numbers = story.ask(clerk, saying(hearing, shelf.words));
        if (numbers.isEmpty()) continue;
        var theme = story.tell(Instant.now(), clerk, ThemeCommands.create(Target.hearing(hearing, null), new NewTheme(shelf.title)));
        story.tell(Instant.now(), clerk, ThemeCommands.file(theme.number(), new Filing(numbers, null, null)));
      }
    }
  }

  private static Query<List<Long>> hearings(String title) {
    return (db, caller) -> db.preparedQuery("SELECT number FROM hearing WHERE jurisdiction = $1 AND title = $2 AND status NOT IN ('draft', 'cancelled') ORDER BY number LIMIT 1")
        .execute(Tuple.of(caller.place().id(), title))
        .map(rows -> Rows.list(rows, row -> row.getLong("number")));
  }

  private static Query<List<String>> saying(long hearing, String words) {
    return (db, caller) -> db.preparedQuery("""
            SELECT t.number
            FROM testimony t
            JOIN hearing h ON h.id = t.hearing
            WHERE h.jurisdiction = $1 AND h.number = $2 AND t.text ~* $3 AND t.privacy <> 'confidential' AND t.status IN ('published', 'redacted')
            ORDER BY t.ordinal
            LIMIT 100""")
        .execute(Tuple.of(caller.place().id(), hearing, words))
        .map(rows -> Rows.list(rows, row -> row.getString("number")));
  }
}
