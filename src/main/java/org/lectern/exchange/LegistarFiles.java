package org.lectern.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The files of a Legistar client as its Web API answers them: {@code events.json}, and if they are there
 * {@code event_items.json}, {@code bodies.json}, {@code votes.json}, {@code roll_calls.json} and {@code matters.json}. In memory are one event with its
 * items and their votes, and of every other item and vote only where it stands in the file.
 */
final class LegistarFiles {

  static final String EVENTS = "events.json";
  static final String ITEMS = "event_items.json";
  static final String BODIES = "bodies.json";
  static final String VOTES = "votes.json";
  static final String ROLLS = "roll_calls.json";
  static final String MATTERS = "matters.json";

  /** What is read of a body. Who to call there is nobody's business. */
  record BodyRow(String bodyId, String bodyName, String bodyTypeName, String bodyActiveFlag, String bodyDescription, String bodyNumberOfMembers) {}

  /** What is read of an event. {@code eventDate} is local midnight, {@code eventTime} free text. */
  record EventRow(
      String eventId, String eventRowVersion, String eventLastModifiedUtc, String eventBodyId, String eventBodyName, String eventDate,
      String eventTime, String eventAgendaStatusName, String eventMinutesStatusName, String eventLocation, String eventComment,
      String eventVideoPath, String eventMedia, String eventInSiteURL) {}

  /** What is read of an item: a line of the agenda, or an action that the minutes added. */
  record ItemRow(
      String eventItemId, String eventItemRowVersion, String eventItemLastModifiedUtc, String eventItemEventId, String eventItemAgendaSequence,
      String eventItemMinutesSequence, String eventItemAgendaNumber, String eventItemAgendaNote, String eventItemMinutesNote,
      String eventItemActionName, String eventItemActionText, String eventItemPassedFlag, String eventItemTitle, String eventItemConsent,
      String eventItemMatterId, String eventItemMatterFile, String eventItemMatterName, String eventItemMover, String eventItemSeconder) {}

  /** What is read of a vote. What the value's id means is the client's secret; {@code voteResult} is 1, 2 or nothing. */
  record VoteRow(String votePersonId, String votePersonName, String voteValueName, String voteResult, String voteSort, String voteEventItemId) {}

  /** What is read of a mark in a roll call. What the value's id means is the client's secret. */
  record RollRow(String rollCallPersonId, String rollCallPersonName, String rollCallValueName, String rollCallSort, String rollCallEventItemId) {}

  /** What is read of a matter. Its extra fields mean another thing in every city and are left unread. */
  record MatterRow(
      String matterId, String matterRowVersion, String matterLastModifiedUtc, String matterFile, String matterName, String matterTitle, String matterTypeName,
      String matterStatusName, String matterIntroDate, String matterPassedDate, String matterEnactmentDate, String matterEnactmentNumber) {}

  /** Told each row and the line at which it begins. */
  @FunctionalInterface
  interface Reader<R> {
    void row(R row, long line);
  }

  private final Path directory;
  private final Consumer<RowFault> faults;
  private final Map<String, long[]> places = new HashMap<>();
  private final Map<String, long[]> votes = new HashMap<>();
  private final Map<String, long[]> rolls = new HashMap<>();
  private boolean itemsWhole;

  /** @throws IllegalArgumentException if there are no events in that directory */
  LegistarFiles(Path directory, Consumer<RowFault> faults) {
    if (!Files.isReadable(directory.resolve(EVENTS))) throw new IllegalArgumentException("There is no file " + EVENTS + " in " + directory + ".");
    this.directory = directory;
    this.faults = faults;
  }

  void bodies(Reader<BodyRow> reader) throws IOException {
    each(BODIES, BodyRow.class, "BodyId", faults, reader);
  }

  void events(Reader<EventRow> reader) throws IOException {
    each(EVENTS, EventRow.class, "EventId", faults, reader);
  }

  /** The events before they are imported, to know what they need; what is wrong with them is told when they are. */
  void peek(Reader<EventRow> reader) throws IOException {
    each(EVENTS, EventRow.class, "EventId", fault -> {}, reader);
  }

  private <R> void each(String file, Class<R> type, String id, Consumer<RowFault> told, Reader<R> reader) throws IOException {
    if (!Files.exists(directory.resolve(file))) return;
    try (var rows = new JsonRows<>(directory.resolve(file), type, id, told)) {
      for (var at = rows.next(); at != null; at = rows.next()) reader.row(at.row(), at.line());
    }
  }

  /** Learns which items each event has and where they stand; items whose id came before are told and left out. */
  int index() throws IOException {
    if (!Files.exists(directory.resolve(ITEMS))) return 0;
    itemsWhole = true;
    var seen = new HashSet<String>();
    try (var rows = new JsonRows<>(directory.resolve(ITEMS), ItemRow.class, "EventItemId", this::itemLost)) {
      for (var at = rows.next(); at != null; at = rows.next()) {
        var code = wrong(at.row(), seen);
        if (code == null) stands(places, Legistar.id(at.row().eventItemEventId), at.offset());
        else itemLost(new RowFault(ITEMS, at.line(), Clean.line(at.row().eventItemId, 40), code, "of event " + Clean.line(at.row().eventItemEventId, 40)));
      }
    }
    trim(places);
    return seen.size();
  }

  private void itemLost(RowFault fault) {
    if (!fault.code().equals("twice")) itemsWhole = false;
    faults.accept(fault);
  }

  private static String wrong(ItemRow item, Set<String> seen) {
    if (Legistar.id(item.eventItemId) == null || Legistar.id(item.eventItemEventId) == null) return "id_missing";
    return seen.add(Legistar.id(item.eventItemId)) ? null : "twice";
  }

  /** The first element counts the offsets after it. */
  private static void stands(Map<String, long[]> places, String of, long offset) {
    var offsets = places.computeIfAbsent(of, none -> new long[8]);
    if (offsets[0] + 1 == offsets.length) places.put(of, offsets = Arrays.copyOf(offsets, offsets.length * 2));
    offsets[(int) ++offsets[0]] = offset;
  }

  private static void trim(Map<String, long[]> places) {
    places.replaceAll((of, offsets) -> Arrays.copyOf(offsets, 1 + (int) offsets[0]));
  }

  /** The items of an event in the order of the file. */
  List<ItemRow> itemsOf(String event) throws IOException {
    return again(ITEMS, ItemRow.class, "EventItemId", places.get(event));
  }

  /** Learns where the votes on each item stand; those that name no item are told and left out. */
  int indexVotes() throws IOException {
    if (!Files.exists(directory.resolve(VOTES))) return 0;
    int read = 0;
    try (var rows = new JsonRows<>(directory.resolve(VOTES), VoteRow.class, firstField(VOTES, "VoteId"), faults)) {
      for (var at = rows.next(); at != null; at = rows.next(), read++) {
        var item = Legistar.id(at.row().voteEventItemId);
        if (item != null) stands(votes, item, at.offset());
        else faults.accept(new RowFault(VOTES, at.line(), Clean.line(at.row().votePersonId, 40), "id_missing", "it names no item"));
      }
    }
    trim(votes);
    return read;
  }

  /** Learns where the marks of each roll call stand; those that name no item are told and left out. */
  int indexRolls() throws IOException {
    if (!Files.exists(directory.resolve(ROLLS))) return 0;
    int read = 0;
    try (var rows = new JsonRows<>(directory.resolve(ROLLS), RollRow.class, firstField(ROLLS, "RollCallId"), faults)) {
      for (var at = rows.next(); at != null; at = rows.next(), read++) {
        var item = Legistar.id(at.row().rollCallEventItemId());
        if (item != null) stands(rolls, item, at.offset());
        else faults.accept(new RowFault(ROLLS, at.line(), Clean.line(at.row().rollCallPersonId, 40), "id_missing", "it names no item"));
      }
    }
    trim(rolls);
    return read;
  }

  /** The marks of a roll call in the order of the file. */
  List<RollRow> rollOn(String item) throws IOException {
    return again(ROLLS, RollRow.class, "RollCallId", rolls.get(item));
  }

  /** The items that are roll calls. */
  Set<String> itemsWithRoll() {
    return rolls.keySet();
  }

  /** With which the records of this file begin: clients differ. */
  private String firstField(String file, String otherwise) throws IOException {
    try (var in = Files.newInputStream(directory.resolve(file))) {
      var begin = Pattern.compile("\\{\\s*\"(\\w+)\"").matcher(new String(in.readNBytes(4_096), StandardCharsets.UTF_8));
      return begin.find() ? begin.group(1) : otherwise;
    }
  }

  /** The votes on an item in the order of the file. */
  List<VoteRow> votesOn(String item) throws IOException {
    return again(VOTES, VoteRow.class, "VoteId", votes.get(item));
  }

  /** The items that votes belong to. */
  Set<String> itemsWithVotes() {
    return votes.keySet();
  }

  void matters(Reader<MatterRow> reader) throws IOException {
    each(MATTERS, MatterRow.class, "MatterId", faults, reader);
  }

  private <R> List<R> again(String file, Class<R> type, String id, long[] offsets) throws IOException {
    if (offsets == null) return List.of();
    var found = new ArrayList<R>(offsets.length - 1);
    try (var rows = new JsonRows<>(directory.resolve(file), type, id, fault -> {})) {
      for (int i = 1; i < offsets.length; i++) found.add(rows.again(offsets[i]));
    }
    return found;
  }

  /** True if every item could be read, so that one which is missing is gone. */
  boolean itemsWhole() {
    return itemsWhole;
  }

  /** The events that items belong to. */
  Set<String> eventsWithItems() {
    return places.keySet();
  }
}
