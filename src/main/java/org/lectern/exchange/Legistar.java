package org.lectern.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.lectern.bodies.BodyKind;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Secrets;
import org.lectern.exchange.LegistarFiles.BodyRow;
import org.lectern.exchange.LegistarFiles.EventRow;
import org.lectern.hearings.HearingStatus;

/** What Legistar calls body and event, in our words. Items are {@link LegistarItems}. */
final class Legistar {

  static final String SOURCE = "legistar";

  private static final Pattern COUNCIL = Pattern.compile(
      "(the )?((city|town|village|county|borough|metro|common|board of|council of) ?)*(council|supervisors|alder(men|persons)|selectmen|county commissioners)( of .*)?");
  private static final Pattern COMMITTEE = Pattern.compile("\\b(sub)?committee\\b");
  private static final Pattern CALLED_OFF = Pattern.compile("(?i)\\b(deferr?(ed|al)?\\b|cancel|postpon)");

  private final Jurisdiction place;
  private final Instant now;

  /** @param now against which past and future are told apart */
  Legistar(Jurisdiction place, Instant now) {
    this.place = place;
    this.now = now;
  }

  /** A whole number as text, or null: ids that went through a spreadsheet (1.9915E+4) are none. */
  static String id(String text) {
    var id = Clean.line(text);
    return id != null && id.matches("\\d{1,18}") && Long.parseLong(id) > 0 ? String.valueOf(Long.parseLong(id)) : null;
  }

  /** What changes with every edit of a row: its row version, else its last change, else a hash of what we read of it. */
  static String version(String rowVersion, String lastModified, Record row) {
    if (Clean.line(rowVersion) != null) return Clean.line(rowVersion);
    return Clean.line(lastModified) != null ? Clean.line(lastModified) : "sha256:" + Secrets.text(Secrets.hash(row.toString()), 24);
  }

  /** False for bodies that no longer meet; those are of use only to the events that name them. */
  static boolean active(BodyRow row) {
    return !"0".equals(row.bodyActiveFlag());
  }

  /** Null if it has no id or no name. */
  static BroughtBody body(BodyRow row) {
    var name = Clean.line(row.bodyName(), 160);
    if (id(row.bodyId()) == null || name == null) return null;
    return new BroughtBody(SOURCE, id(row.bodyId()), name, kind(Clean.line(row.bodyTypeName()), name), seats(row), Clean.line(row.bodyDescription(), 2000));
  }

  /** The body of an event that the file of bodies does not know. */
  static BroughtBody body(EventRow row) {
    return body(new BodyRow(row.eventBodyId(), row.eventBodyName(), null, null, null, null));
  }

  private static BodyKind kind(String type, String name) {
    var kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
    var called = name.toLowerCase(Locale.ROOT);
    if (kind.startsWith("primary") || COUNCIL.matcher(called).matches()) return BodyKind.COUNCIL;
    return COMMITTEE.matcher(kind).find() || COMMITTEE.matcher(called).find() ? BodyKind.COMMITTEE : BodyKind.COMMISSION;
  }

  private static Integer seats(BodyRow row) {
    var seats = id(row.bodyNumberOfMembers());
    return seats == null || seats.length() > 3 ? null : Integer.valueOf(seats);
  }

  /**
   * The hearing that an event is; null, after telling why, if it cannot be one. A meeting of which the source says neither
   * that it was called off nor that its day is over is noticed, without a certificate: the notice was not ours.
   *
   * @param doubt told a code and a sentence for what came in with a guess
   */
  BroughtHearing hearing(EventRow row, BroughtBody body, LegistarItems.Read items, boolean itemsWhole, BiConsumer<String, String> doubt) {
    var start = LegistarTime.of(row.eventDate(), row.eventTime(), place.zone());
    if (start.doubt() != null) doubt.accept(start.doubt(), "'" + start.local() + "' is taken as " + start.at().atZone(place.zone()).toOffsetDateTime());
    var calledOff = calledOff(row);
    var status = calledOff != null ? HearingStatus.CANCELLED : over(start) ? HearingStatus.ADJOURNED : HearingStatus.NOTICED;
    return new BroughtHearing(SOURCE, id(row.eventId()), version(row.eventRowVersion(), row.eventLastModifiedUtc(), row), body,
        title(row, body), summary(row, start), start.at(), start.local(), place(row), status, calledOff, recording(row),
        Clean.url(row.eventInSiteURL()), items.as(status), itemsWhole);
  }

  /** Over when its day is: an import at noon must not end what began at eleven. */
  private boolean over(LegistarTime start) {
    return day(start.at()).isBefore(day(now));
  }

  private LocalDate day(Instant instant) {
    return instant.atZone(place.zone()).toLocalDate();
  }

  /** Why it did not take place, in the source's word; there is no flag for it, so status, place and remark are read. */
  private static String calledOff(EventRow row) {
    for (var status : new String[] {row.eventAgendaStatusName(), row.eventMinutesStatusName()}) {
      var word = Clean.line(status, 100);
      if (word != null && CALLED_OFF.matcher(word).find()) return word + BroughtHearing.RECORDED;
    }
    for (var told : new String[] {row.eventLocation(), remarkAtOnce(row)}) {
      var word = told == null ? null : CALLED_OFF.matcher(told);
      if (word != null && word.find()) return inFull(word.group(1).toLowerCase(Locale.ROOT)) + BroughtHearing.RECORDED;
    }
    return null;
  }

  private static String inFull(String word) {
    return word.startsWith("defer") ? "Deferred" : word.equals("postpon") ? "Postponed" : "Cancelled";
  }

  /** A remark that begins with the word; further in it may speak of another meeting. */
  private static String remarkAtOnce(EventRow row) {
    var remark = Clean.line(row.eventComment());
    return remark == null ? null : Clean.cut(remark.replaceFirst("(?i)^(this |the )?(meeting |hearing )?(is |was |has been )?", ""), 12);
  }

  private static String title(EventRow row, BroughtBody body) {
    var remark = Clean.line(row.eventComment());
    var kind = body.kind() == BodyKind.COMMITTEE ? "hearing" : "meeting";
    if (remark != null && remark.matches("(?i)vote\\W*")) return body.name() + ", vote";
    return joint(remark) ? body.name() + ", joint " + kind : body.name() + " " + kind;
  }

  private static boolean joint(String remark) {
    return remark != null && remark.matches("(?i)joint(ly)? with .*");
  }

  private static String summary(EventRow row, LegistarTime start) {
    var remark = Clean.line(row.eventComment(), 1900);
    if (remark != null && remark.matches("(?i)vote\\W*")) remark = null;
    if (joint(remark)) remark = remark.replaceFirst("[ .]*$", ".");
    if (!LegistarTime.MISSING.equals(start.doubt())) return remark;
    return (remark == null ? "" : remark + " ") + "The source gives no time of day that could be read.";
  }

  /** Cities also write notices here; the first line that is no notice is the place. */
  private static String place(EventRow row) {
    if (row.eventLocation() == null) return null;
    return List.of(row.eventLocation().split("\\R")).stream()
        .map(line -> Clean.line(line, 500))
        .filter(line -> line != null && !CALLED_OFF.matcher(line).find())
        .findFirst().orElse(null);
  }

  /** {@code EventMedia} may also be a bare number or a file's name, which lead nowhere. */
  private static String recording(EventRow row) {
    var video = Clean.url(row.eventVideoPath());
    return video != null ? video : Clean.url(row.eventMedia());
  }
}
