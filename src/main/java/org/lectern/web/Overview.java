package org.lectern.web;

import java.util.List;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Query;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingQueries.When;
import org.lectern.oversight.Action;
import org.lectern.oversight.ActionQueries;

/** A place at a glance: what is happening now, what comes next, what is overdue. */
public record Overview(Jurisdiction place, List<Hearing> live, List<Hearing> next, List<Action> overdue) {

  private static final int NEXT = 3;
  private static final int OVERDUE = 5;

  static Query<Overview> of() {
    return (db, caller) -> HearingQueries.hearings(When.LIVE, null, null, 10).ask(db, caller)
        .compose(live -> HearingQueries.hearings(When.COMING, null, null, NEXT + 10).ask(db, caller)
            .compose(coming -> ActionQueries.actions(new ActionQueries.Filter(null, null, null, true), null, OVERDUE).ask(db, caller)
                .map(overdue -> new Overview(caller.place(), live.items(), next(coming.items()), overdue.items()))));
  }

  private static List<Hearing> next(List<Hearing> coming) {
    return coming.stream().filter(hearing -> !hearing.status().inSession()).limit(NEXT).toList();
  }
}
