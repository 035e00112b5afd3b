package org.lectern.web;

import org.lectern.oversight.ActionQueries;
import org.lectern.oversight.ActionStatus;

/** Query parameters as the filters of lists. */
final class Filters {
  private Filters() {}

  static ActionQueries.Filter actions(Call call) {
    return new ActionQueries.Filter(call.word("status", ActionStatus.class, null), call.text("area"), call.text("addressee"),
        call.text("overdue") == null ? null : Boolean.valueOf(call.text("overdue")));
  }
}
