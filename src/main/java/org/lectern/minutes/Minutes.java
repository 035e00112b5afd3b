package org.lectern.minutes;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lectern.hearings.Decision;
import org.lectern.hearings.HearingKind;
import org.lectern.hearings.ItemKind;
import org.lectern.hearings.ItemStatus;
import org.lectern.hearings.Motion;
import org.lectern.hearings.Presence;

/**
 * The minutes themselves: what the record says, and the narrative. Frozen word for word when they are circulated, approved and
 * corrected. {@code present} is the count at the end, {@code ended} null while nobody has adjourned.
 */
public record Minutes(
    long hearing, String title, String body, HearingKind kind, String place, ZoneId zone, Instant startsAt, Instant startedAt, Instant ended,
    Integer present, Integer quorum, List<Answered> roll, List<Coming> comings, List<Happening> happenings, String narrative, List<ItemMinutes> items,
    String recording) {

  /** A member's answer when the roll was last called. */
  public record Answered(String member, String seat, Presence mark) {}

  /** Who came late or left early, and when. */
  public record Coming(String member, Presence mark, Instant at) {}

  /** What happened to the hearing as a whole: the type of the entry in the record and its public reason. */
  public record Happening(Instant at, String what, String reason) {}

  /** Somebody who spoke: {@code seconds} is the time used, {@code offset} where the recording has it, in seconds. A missing name is the right of the speaker. */
  public record Speaker(int number, String name, String mode, Instant startedAt, Instant endedAt, long seconds, Integer offset) {}

  /** One item: its turns with their times, who spoke, what was moved and how it was voted. A closed item has title and times only. */
  public record ItemMinutes(
      int ordinal, String number, String title, ItemKind kind, ItemStatus status, Instant calledAt, Instant commentOpenedAt, Instant commentClosedAt,
      Instant endedAt, Decision decision, String decisionText, String exemption, String reason, int testimony, List<Speaker> speakers,
      List<Motion> motions, String narrative, String legalBasis, String reportOut, Integer offset) {}

  /** Names by their answer. */
  public Map<Presence, List<String>> byAnswer() {
    return roll.stream().collect(Collectors.groupingBy(Answered::mark, () -> new java.util.EnumMap<>(Presence.class), Collectors.mapping(Answered::member, Collectors.toList())));
  }

  /** The recording at that second; null if it is not known. */
  public String watch(Integer offset) {
    return recording == null || offset == null ? null : recording + "#t=" + offset;
  }

  public int spoke() {
    return items.stream().mapToInt(item -> item.speakers.size()).sum();
  }
}
