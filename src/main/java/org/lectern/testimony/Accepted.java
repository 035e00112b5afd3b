package org.lectern.testimony;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Batch;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Intake.Parent;
import org.lectern.testimony.Intake.Submission;
import org.lectern.testimony.TestimonyCommands.Words;

/** A testimony that fits and is in time, on its way to its row. What leads back to an anonymous author is left behind here. */
final class Accepted {

  private static final Duration GRACE = Duration.ofMinutes(15);

  final Caller caller;
  final Words words;
  final Terms terms;
  final Aim aim;
  final Parent parent;
  final Privacy privacy;
  final UUID id;
  final Instant receivedAt;
  final boolean late;
  final Hold held;
  final List<UUID> files;
  final Weight weight;
  final Function<Submitted, Letter> letter;
  final byte[] salt = Secrets.random(32);
  final byte[] commitment;
  final byte[] secretHash;
  String number;
  long ordinal;

  /** @param offered true for a speaker who was not heard and writes instead, in time */
  Accepted(Batch.Asked<Submission> asked, Aim aim, Parent parent, boolean offered, List<UUID> files) {
    this.caller = asked.caller();
    this.words = asked.what().words();
    this.terms = asked.what().terms();
    this.files = files;
    this.letter = asked.what().letter();
    this.aim = aim;
    this.parent = parent;
    this.privacy = words.chosen();
    if ((privacy == Privacy.NAMED || privacy == Privacy.PSEUDONYM) && blankToNull(words.name()) == null) throw Problem.invalid("/name", "name_to_appear_under");
    if (words.text().isBlank()) throw Problem.invalid("/text", "text_required");
    this.weight = asked.what().weight();
    var found = held(privacy, words.text(), words.sendAnyway());
    // In confidence nobody outside reads it, so nothing is gained by holding it.
    this.held = found != null || privacy == Privacy.CONFIDENTIAL ? found : weight.hold();
    this.id = hidden() ? Ids.blind() : Ids.next();
    var arrived = arrived(asked);
    this.receivedAt = hidden() ? arrived.truncatedTo(ChronoUnit.HOURS) : arrived;
    this.late = !offered && terms.slot() == null && aim.late(arrived, terms.welcomeLate());
    this.commitment = Secrets.commitment(salt, canonical(words.written(), words.position(), words.text(), 1));
    this.secretHash = Secrets.hash(asked.what().secrets().link("receipt", id));
  }

  /** T-2026-000123, and the number by which pages are ordered. */
  void number(int year, long n) {
    number = String.format(Locale.ROOT, "T-%d-%06d", year, n);
    ordinal = 1_000_000_000L * year + n;
  }

  /** What a voucher attests counts until a quarter of an hour after the window (quality: a client turned away in time is not late). */
  private Instant arrived(Batch.Asked<Submission> asked) {
    if (terms.receivedAt() == null || (terms.voucher() && aim.over(asked.receivedAt().minus(GRACE)))) return asked.receivedAt();
    return terms.receivedAt();
  }

  /** What the commitment of a testimony is over: its language, position and source text, and which version it is. */
  static byte[] canonical(String language, Position position, String text, int revision) {
    var content = new LinkedHashMap<String, Object>();
    content.put("language", language);
    if (position != null) content.put("position", position);
    content.put("rev", revision);
    content.put("text", text);
    return Json.canonical(content);
  }

  /** Its author is warned first; what is sent anyway waits for a moderator. In confidence nobody outside reads it. */
  static Hold held(Privacy privacy, String text, Boolean sendAnyway) {
    if (privacy == Privacy.CONFIDENTIAL) return null;
    return PersonalData.warn("/text", text, sendAnyway) ? Hold.PERSONAL_DATA : null;
  }

  TestimonyStatus status() {
    return held == null ? TestimonyStatus.PUBLISHED : TestimonyStatus.HELD;
  }

  private boolean hidden() {
    return privacy == Privacy.ANONYMOUS;
  }

  String name() {
    return hidden() ? null : blankToNull(words.name());
  }

  String email() {
    var email = hidden() ? null : blankToNull(words.email());
    return email == null ? null : email.toLowerCase(Locale.ROOT);
  }

  UUID person() {
    return hidden() || terms.byClerk() ? null : caller.person();
  }

  /** An agency's people testify as the agency. */
  UUID onBehalfOf() {
    if (hidden() || terms.byClerk() || !caller.holdsSomewhere(Role.LIAISON)) return null;
    var agencies = caller.bodiesAs(Role.LIAISON);
    return agencies.length == 0 ? null : agencies[0];
  }

  String channel() {
    return terms.channel() == null ? caller.channel() : terms.channel();
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  Submitted submitted() {
    return new Submitted(id, number, aim.address(), late, status(), Base64.getEncoder().encodeToString(commitment));
  }

  Event event() {
    if (privacy == Privacy.CONFIDENTIAL) return new TestimonyEvent.TestimonyReceivedInConfidence(number, aim.address(), late);
    if (held != null) return new TestimonyEvent.TestimonyHeld(number, aim.address(), Rows.word(held), null, null, hidden());
    var named = privacy == Privacy.NAMED || privacy == Privacy.PSEUDONYM;
    return new TestimonyEvent.TestimonyPublished(number, aim.address(), aim.itemNumber(), words.what(), named ? words.name().strip() : null,
        Rows.word(words.position()), words.written(), words.text(), late, words.parent(), terms.supplemented(), !named);
  }
}
