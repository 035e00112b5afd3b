package org.lectern.web;

import java.util.List;
import org.lectern.assessments.Comparison;
import org.lectern.core.Page;
import org.lectern.moderation.ModerationQueries;
import org.lectern.oversight.ActionQueries;
import org.lectern.oversight.ActionStatus;
import org.lectern.policies.PolicyQueries;
import org.lectern.policies.PolicyStatus;
import org.lectern.register.Measure;
import org.lectern.register.RegisterQueries.Which;
import org.lectern.register.Scope;
import org.lectern.testimony.Ground;
import org.lectern.testimony.Hold;

/** Query parameters as the filters of lists. */
final class Filters {
  private Filters() {}

  static ModerationQueries.Filter held(Call call) {
    return new ModerationQueries.Filter(call.word("rule", Hold.class, null), call.word("ground", Ground.class, null), call.text("days") == null ? null : call.ordinal("days"));
  }

  static Comparison.Wish comparison(Call call) {
    var with = call.text("with") == null ? List.<String>of() : List.of(call.text("with").split(","));
    return ComparePages.wish(call.text("sort"), call.text("by"), call.text("band"), with, call.text("page"), call.limit() == Page.SIZE ? Comparison.ROWS : call.limit());
  }

  static ActionQueries.Filter actions(Call call) {
    return new ActionQueries.Filter(call.word("status", ActionStatus.class, null), call.text("area"), call.text("addressee"),
        call.text("overdue") == null ? null : Boolean.valueOf(call.text("overdue")));
  }

  static Scope scope(Call call) {
    return new Scope(RegisterPages.day(call.text("as_of")), RegisterPages.day(call.text("from")), call.text("agency"), call.text("area"), call.word("every", Scope.Every.class, null));
  }

  static Which which(Call call) {
    return new Which(call.word("which", Measure.class, null), call.word("status", ActionStatus.class, null), call.text("source"), call.text("word"));
  }

  static PolicyQueries.Filter policies(Call call) {
    return new PolicyQueries.Filter(call.word("status", PolicyStatus.class, null), call.text("area"), call.text("owner"));
  }
}
