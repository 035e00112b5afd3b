package org.lectern.follow;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.TimeZoneRegistryFactory;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingStatus;

/**
 * Hearings as iCalendar. Calendar programs treat cancellation differently, so it is said three times: in the status, before
 * the summary, and by keeping the same UID with a higher sequence.
 */
public final class Calendars {
  private Calendars() {}

  private static final Duration USUAL_LENGTH = Duration.ofHours(2);

  static {
    System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
  }

  public static String of(List<Hearing> hearings, String url, String place) {
    var calendar = new Calendar();
    calendar.add(new ProdId("-//Lectern//Hearings//EN"));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(ImmutableCalScale.GREGORIAN);
    var zones = TimeZoneRegistryFactory.getInstance().createRegistry();
    hearings.stream().map(hearing -> hearing.zone().getId()).distinct().map(zones::getTimeZone).filter(Objects::nonNull)
        .forEach(zone -> calendar.add(zone.getVTimeZone()));
    hearings.forEach(hearing -> calendar.add(event(hearing, url, place)));
    return calendar.toString();
  }

  private static VEvent event(Hearing hearing, String url, String place) {
    var event = new VEvent(hearing.startsLocal(), USUAL_LENGTH, summary(hearing));
    event.add(new Uid(place + "-hearing-" + hearing.number() + "@lectern"));
    event.add(new Sequence(hearing.revision()));
    event.add(new Status(hearing.status() == HearingStatus.CANCELLED ? "CANCELLED" : hearing.status() == HearingStatus.POSTPONED ? "TENTATIVE" : "CONFIRMED"));
    event.add(new Url(URI.create(url + "/" + place + "/hearings/" + hearing.number())));
    if (hearing.place() != null) event.add(new Location(hearing.place()));
    if (hearing.summary() != null) event.add(new Description(hearing.summary()));
    return event;
  }

  private static String summary(Hearing hearing) {
    var prefix = switch (hearing.status()) {
      case CANCELLED -> "CANCELLED: ";
      case POSTPONED -> "POSTPONED: ";
      default -> "";
    };
    return prefix + hearing.bodyName() + ": " + hearing.title();
  }
}
