package org.lectern.testimony;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
import org.lectern.core.Batch;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.testimony.Intake.Parent;
import org.lectern.testimony.Intake.Submission;
import org.lectern.testimony.TestimonyCommands.Words;

/** A testimony that fits and is in time, on its way to its row. What leads back to an anonymous author is left behind here. */
final class Accepted {

  final Caller caller;
  final Words words;
  final Aim aim;
  final Parent parent;
  final Privacy privacy;
  final UUID id;
  final Instant receivedAt;
  final boolean late;
  final Hold held;
  final byte[] salt = Secrets.random(32);
  final byte[] commitment;
  final byte[] secretHash;
  String number;
  long ordinal;

  Accepted(Batch.Asked<Submission> asked, Aim aim, Parent parent) {
    this.caller = asked.caller();
    this.words = asked.what().words();
    this.aim = aim;
    this.parent = parent;
    this.privacy = words.chosen();
    if ((privacy == Privacy.NAMED || privacy == Privacy.PSEUDONYM) && blankToNull(words.name()) == null) throw Problem.invalid("/name", "name_to_appear_under");
    if (words.text().isBlank()) throw Problem.invalid("/text", "text_required");
    this.held = held(words);
    this.id = hidden() ? Ids.blind() : Ids.next();
    this.receivedAt = hidden() ? asked.receivedAt().truncatedTo(ChronoUnit.HOURS) : asked.receivedAt();
    this.late = aim.late(asked.receivedAt());
    this.commitment = Secrets.commitment(salt, canonical(words));
    this.secretHash = Secrets.hash(asked.what().secrets().link("receipt", id));
  }

  /** T-2026-000123, and the number by which pages are ordered. */
  void number(int year, long n) {
    number = String.format(Locale.ROOT, "T-%d-%06d", year, n);
    ordinal = 1_000_000_000L * year + n;
  }

  /** What the commitment of a testimony is over: its language, position and source text, revision 1. */
  static byte[] canonical(Words words) {
    var content = new LinkedHashMap<String, Object>();
    content.put("language", words.written());
    if (words.position() != null) content.put("position", words.position());
    content.put("rev", 1);
    content.put("text", words.text());
    return Json.canonical(content);
  }

  /** Its author is warned first; what is sent anyway waits for a moderator. In confidence nobody outside reads it. */
  private Hold held(Words words) {
    if (privacy == Privacy.CONFIDENTIAL) return null;
    var found = PersonalData.in(words.text());
    if (found.isEmpty()) return null;
    if (!Boolean.TRUE.equals(words.sendAnyway())) {
      throw Problem.invalid(found.stream().map(PersonalData.Finding::kind).distinct().map(kind -> Problem.Fault.at("/text", kind.code())).toList());
    }
    return Hold.PERSONAL_DATA;
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
    return hidden() ? null : caller.person();
  }

  /** An agency's people testify as the agency. */
  UUID onBehalfOf() {
    if (hidden() || !caller.holdsSomewhere(Role.LIAISON)) return null;
    var agencies = caller.bodiesAs(Role.LIAISON);
    return agencies.length == 0 ? null : agencies[0];
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  Submitted submitted() {
    return new Submitted(id, number, aim.address(), late, status(), Base64.getEncoder().encodeToString(commitment));
  }

  Event event() {
    if (privacy == Privacy.CONFIDENTIAL) return new TestimonyEvent.TestimonyReceivedInConfidence(number, aim.address(), late);
    if (held != null) return new TestimonyEvent.TestimonyHeld(number, aim.address(), Rows.word(held), hidden());
    var named = privacy == Privacy.NAMED || privacy == Privacy.PSEUDONYM;
    return new TestimonyEvent.TestimonyPublished(number, aim.address(), aim.itemNumber(), words.what(), named ? words.name().strip() : null,
        Rows.word(words.position()), words.written(), words.text(), late, words.parent(), !named);
  }
}
