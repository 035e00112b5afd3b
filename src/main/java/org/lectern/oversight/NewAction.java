package org.lectern.oversight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lectern.areas.Lever;
import org.lectern.bodies.DueDates;
import org.lectern.core.Problem.Fault;

/**
 * An action to be. Bodies and area are slugs, {@code hearing} and {@code testimony} the numbers it comes from, {@code sources} all else
 * that it comes from; {@code responseDays} are counted in {@code responseUnit}, calendar days if absent, the profile's if both are; {@code also} are the agencies asked
 * besides the addressee, which leads.
 */
public record NewAction(
    ActionKind kind, String issuer, String addressee, String title, String text, String summary, List<String> criteria,
    Priority priority, Lever lever, String area, Long hearing, String testimony, Integer responseDays, DueDates.Unit responseUnit, LocalDate reviewDate,
    List<NewSource> sources, List<Also> also) {

  /** A further agency that is asked, with days of its own to answer (those of the action if null), in the same unit. */
  public record Also(String agency, Integer responseDays) {}

  static final int MOST_CRITERIA = 20;

  public NewAction {
    criteria = criteria == null ? List.of() : List.copyOf(criteria);
    sources = sources == null ? List.of() : List.copyOf(sources);
    also = also == null ? List.of() : List.copyOf(also);
  }

  /** One that comes from a hearing, a testimony or nowhere else, with calendar days to answer. */
  public NewAction(ActionKind kind, String issuer, String addressee, String title, String text, String summary, List<String> criteria,
      Priority priority, Lever lever, String area, Long hearing, String testimony, Integer responseDays) {
    this(kind, issuer, addressee, title, text, summary, criteria, priority, lever, area, hearing, testimony, responseDays, null, null, List.of(), List.of());
  }

  /** The same with this source besides. */
  public NewAction from(NewSource source) {
    var more = new ArrayList<>(sources);
    more.add(source);
    return new NewAction(kind, issuer, addressee, title, text, summary, criteria, priority, lever, area, hearing, testimony, responseDays, responseUnit, reviewDate, more, also);
  }

  /** The same asked of that agency too. */
  public NewAction alsoAsking(String agency, Integer days) {
    var more = new ArrayList<>(also);
    more.add(new Also(agency, days));
    return new NewAction(kind, issuer, addressee, title, text, summary, criteria, priority, lever, area, hearing, testimony, responseDays, responseUnit, reviewDate, sources, more);
  }

  /** The hearing under which it is found: its own, else that of its first source there. */
  Long mainHearing() {
    return hearing != null ? hearing : sources.stream().filter(source -> source.faults("").isEmpty()).map(NewSource::hearing).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** Everything it comes from: what its own fields say first, nothing twice. */
  List<NewSource> allSources() {
    var all = new ArrayList<NewSource>();
    if (hearing != null && sources.stream().noneMatch(source -> source.faults("").isEmpty() && hearing.equals(source.hearing()))) {
      all.add(new NewSource(kind == ActionKind.PROMISE ? SourceKind.PROMISE : SourceKind.HEARING, hearing.toString(), null, null));
    }
    if (testimony != null && sources.stream().noneMatch(source -> source.faults("").isEmpty() && testimony.equals(source.testimony()))) all.add(new NewSource(SourceKind.TESTIMONY, testimony, null, null));
    all.addAll(sources);
    return all;
  }

  /** What it cannot do without. Criteria are what will be verified, so there is at least one. */
  List<Fault> faults() {
    var faults = new ArrayList<Fault>();
    if (kind == null) faults.add(Fault.at("/kind", "kind_required"));
    if (blank(title)) faults.add(Fault.at("/title", "title_required"));
    if (blank(text)) faults.add(Fault.at("/text", "text_required"));
    if (criteria.isEmpty() || criteria.stream().anyMatch(NewAction::blank)) faults.add(Fault.at("/criteria", "criteria_required"));
    if (criteria.size() > MOST_CRITERIA) faults.add(Fault.at("/criteria", "criteria_too_many", MOST_CRITERIA));
    if (sources.size() > NewSource.MOST) faults.add(Fault.at("/sources", "sources_too_many", NewSource.MOST));
    for (int i = 0; i < sources.size(); i++) faults.addAll(sources.get(i).faults("/sources/" + i));
    faults.addAll(AddresseeCommands.faults(also));
    return faults;
  }

  static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
