package org.lectern.exchange;

import java.io.IOException;
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

/**
 * The files of a Legistar client as its Web API answers them: {@code events.json}, {@code event_items.json} and
 * {@code bodies.json}, the last two if they are there. In memory are one event with its items, and of every other item only
 * its id and where it stands in the file.
 */
final class LegistarFiles {

  static final String EVENTS = "events.json";
  static final String ITEMS = "event_items.json";
  static final String BODIES = "bodies.json";

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
      String eventItemMatterId, String eventItemMatterFile, String eventItemMatterName) {}

  /** Told each row and the line at which it begins. */
  @FunctionalInterface
  interface Reader<R> {
    void row(R row, long line);
  }

  private final Path directory;
  private final Consumer<RowFault> faults;
  private final Map<String, long[]> places = new HashMap<>();
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
        if (code == null) stands(Legistar.id(at.row().eventItemEventId), at.offset());
        else itemLost(new RowFault(ITEMS, at.line(), Clean.line(at.row().eventItemId, 40), code, "of event " + Clean.line(at.row().eventItemEventId, 40)));
      }
    }
    places.replaceAll((event, offsets) -> Arrays.copyOf(offsets, 1 + (int) offsets[0]));
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
  private void stands(String event, long offset) {
    var offsets = places.computeIfAbsent(event, none -> new long[8]);
    if (offsets[0] + 1 == offsets.length) places.put(event, offsets = Arrays.copyOf(offsets, offsets.length * 2));
    offsets[(int) ++offsets[0]] = offset;
  }

  /** The items of an event in the order of the file. */
  List<ItemRow> itemsOf(String event) throws IOException {
    var offsets = places.get(event);
    if (offsets == null) return List.of();
    var items = new ArrayList<ItemRow>(offsets.length - 1);
    try (var rows = new JsonRows<>(directory.resolve(ITEMS), ItemRow.class, "EventItemId", fault -> {})) {
      for (int i = 1; i < offsets.length; i++) items.add(rows.again(offsets[i]));
    }
    return items;
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
