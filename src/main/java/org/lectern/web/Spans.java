package org.lectern.web;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.util.TimeZone;
import java.time.ZoneOffset;
import java.util.Date;
import org.lectern.register.Scope;

/** Months, quarters and years as people write them; a span that was cut short by its two days. */
public final class Spans {
  private Spans() {}

  public static String name(View v, Scope.Every every, Scope.Span span) {
    if (!span.first().equals(every.begin(span.first()))) return v.t("register.days", v.date(span.first()), v.date(span.last()));
    var skeleton = switch (every) {
      case MONTH -> "yMMM";
      case QUARTER -> "yQQQ";
      case YEAR -> "y";
    };
    var format = DateFormat.getInstanceForSkeleton(skeleton, v.messages().locale());
    format.setTimeZone(TimeZone.GMT_ZONE);
    var name = format.format(Date.from(span.first().atStartOfDay(ZoneOffset.UTC).toInstant()));
    return span.last().equals(every.next(span.first()).minusDays(1)) ? name : v.t("register.span_so_far", name, v.date(span.last()));
  }
}
