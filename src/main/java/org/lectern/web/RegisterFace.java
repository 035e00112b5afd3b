package org.lectern.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lectern.register.Figures;
import org.lectern.register.Figures.Count;
import org.lectern.register.Figures.Group;
import org.lectern.register.Figures.Median;
import org.lectern.register.Measure;
import org.lectern.register.Scope;

/** The numbers of the register as data: each with its definition, its day, and those among which it counts. */
record RegisterFace(
    LocalDate asOf, LocalDate from, Scope.Every every, String agency, String area, LocalDate today, long yearOnly, List<Definition> definitions, Row all,
    List<Row> agencies, List<Row> areas, List<Count> statuses, List<Count> words, List<Row> trend) {

  /** What a number counts, and the number among which it counts. */
  record Definition(Measure figure, String name, String definition, Measure of) {}

  /** The numbers of all, of an agency, of an area, or of a span of days. */
  record Row(String agency, String area, String name, LocalDate first, LocalDate last, Map<String, Long> counts, Median daysToAnswer, Median daysToVerify) {
    static Row of(Group group) {
      return new Row(group.agency(), group.area(), group.name(), group.span() == null ? null : group.span().first(), group.span() == null ? null : group.span().last(),
          counts(group), group.toAnswer(), group.toVerify());
    }

    private static Map<String, Long> counts(Group group) {
      var counts = new LinkedHashMap<String, Long>();
      group.counts().forEach((measure, count) -> counts.put(measure.word(), count));
      return counts;
    }
  }

  static RegisterFace of(Figures it) {
    var english = Messages.in("en");
    var definitions = Arrays.stream(Measure.values()).map(measure -> new Definition(measure, name(english, measure), meaning(english, measure), measure.of())).toList();
    return new RegisterFace(it.scope().asOf(), it.scope().from(), it.scope().every(), it.scope().agency(), it.scope().area(), it.today(), it.yearOnly(), definitions,
        Row.of(it.all()), rows(it.agencies()), rows(it.areas()), it.statuses(), it.words(), rows(it.trend()));
  }

  private static List<Row> rows(List<Group> groups) {
    return groups.stream().map(Row::of).toList();
  }

  static String name(Messages messages, Measure measure) {
    return messages.say("measure." + measure.word());
  }

  static String meaning(Messages messages, Measure measure) {
    return messages.say("measure.means." + measure.word());
  }

  /** A line each number: of what part, as of which day, among how many, and what it means. */
  static Csv table(Figures it, Messages messages) {
    var csv = new Csv("part", "agency", "area", "name", "from", "as_of", "figure", "count", "of", "share_percent", "median_days", "definition");
    group(csv, "all", it.all(), it.scope(), messages);
    it.agencies().forEach(group -> group(csv, "agency", group, it.scope(), messages));
    it.areas().forEach(group -> group(csv, "area", group, it.scope(), messages));
    it.trend().forEach(group -> group(csv, "trend", group, it.scope(), messages));
    it.statuses().forEach(one -> csv.row("status", it.scope().agency(), it.scope().area(), one.word(), null, it.scope().asOf(), "issued", one.count(), it.all().count(Measure.ISSUED), null, null, null));
    it.words().forEach(one -> csv.row("word of " + one.source(), it.scope().agency(), it.scope().area(), one.word(), null, it.scope().asOf(), "issued", one.count(), it.all().count(Measure.ISSUED), null, null, null));
    return csv;
  }

  private static void group(Csv csv, String part, Group group, Scope scope, Messages messages) {
    var first = group.span() == null ? scope.from() : group.span().first();
    var last = group.span() == null ? scope.asOf() : group.span().last();
    var where = new ArrayList<Object>(Arrays.asList(part, group.agency() == null ? scope.agency() : group.agency(), group.area() == null ? scope.area() : group.area(), group.name(), first, last));
    for (var measure : group.counts().keySet()) {
      line(csv, where, measure.word(), group.count(measure), group.counts().containsKey(measure.of()) ? group.of(measure) : null, group.counts().containsKey(measure.of()) ? group.share(measure).orElse(null) : null, null, meaning(messages, measure));
    }
    if (group.toAnswer() == null) return;
    line(csv, where, "days_to_answer", null, group.toAnswer().of(), null, group.toAnswer().days(), messages.say("register.to_answer.means"));
    line(csv, where, "days_to_verify", null, group.toVerify().of(), null, group.toVerify().days(), messages.say("register.to_verify.means"));
  }

  private static void line(Csv csv, List<Object> where, Object... rest) {
    var row = new ArrayList<>(where);
    row.addAll(Arrays.asList(rest));
    csv.row(row.toArray());
  }
}
