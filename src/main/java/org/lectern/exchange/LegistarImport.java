package org.lectern.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.exchange.LegistarFiles.EventRow;
import org.lectern.exchange.LegistarFiles.ItemRow;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.hearings.HearingStatus;
import org.lectern.store.Database;

/**
 * The import of a directory of Legistar files: bodies first, then one transaction for each event with its items and their votes,
 * then the matters. What is
 * done stays done if it breaks off; running it again goes on where it was, and once more changes nothing.
 */
public final class LegistarImport {

  private final Database database;
  private final Caller caller;
  private final boolean dryRun;
  private final Consumer<String> progress;
  private final Writing writing;
  private final LegistarFiles files;
  private final Legistar legistar;

  private final Findings faults = new Findings();
  private final Findings doubts = new Findings();
  private final TreeMap<String, Integer> otherWords = new TreeMap<>();
  private final Map<String, BroughtBody> bodies = new LinkedHashMap<>();
  private final Set<String> events = new HashSet<>();
  private int bodiesLeftOut;
  private int cancelled;
  private int expected;
  private Tally bodyTally = Tally.NONE;
  private Tally hearingTally = Tally.NONE;
  private Tally itemTally = Tally.NONE;
  private Tally voteTally = Tally.NONE;
  private Tally rollTally = Tally.NONE;
  private final Set<String> called = new HashSet<>();
  private Tally matterTally = Tally.NONE;
  private final Set<String> voted = new HashSet<>();

  /**
   * Imports the directory into the place. Reads files and waits for the database: never on an event loop.
   *
   * @param dryRun do everything but commit; the place itself need not exist yet
   * @param progress told a line now and then, from that thread
   * @throws IllegalArgumentException if there is no events.json; a row that does not fit fails nothing
   * @throws Problem of status 503 if the database stays away
   */
  public static Outcome run(Database database, Jurisdiction place, Path directory, boolean dryRun, Consumer<String> progress) throws IOException {
    return new LegistarImport(database, place, directory, dryRun, progress).all();
  }

  private LegistarImport(Database database, Jurisdiction place, Path directory, boolean dryRun, Consumer<String> progress) {
    this.database = database;
    this.caller = Caller.system(place, "import");
    this.dryRun = dryRun;
    this.progress = progress;
    this.writing = new Writing(database, caller, dryRun);
    this.files = new LegistarFiles(directory, this::fault);
    this.legistar = new Legistar(place, now());
  }

  private Instant now() {
    return Writing.waiting(() -> database.read(caller, (db, asker) -> db.query("SELECT now() AS now").execute()
        .map(rows -> Rows.instant(rows.iterator().next(), "now"))));
  }

  private Outcome all() throws IOException {
    var items = files.index();
    var named = new LinkedHashMap<String, BroughtBody>();
    files.peek((event, line) -> named(event, named));
    var votes = files.indexVotes();
    var marks = files.indexRolls();
    progress.accept("Read " + expected + " events with " + items + " items, " + votes + " votes and " + marks + " marks of roll calls");
    bodies(named);
    orphans();
    files.events(this::event);
    voteOrphans();
    rollOrphans();
    matters();
    return new Outcome(dryRun, bodyTally, bodiesLeftOut, hearingTally, cancelled, itemTally, voteTally, rollTally, matterTally, faults.count(), faults.first(), doubts.count(), doubts.first(), otherWords);
  }

  private void fault(RowFault fault) {
    faults.add(fault);
  }

  private void doubt(RowFault doubt) {
    doubts.add(doubt);
  }

  private void named(EventRow event, Map<String, BroughtBody> named) {
    expected++;
    var id = Legistar.id(event.eventId());
    if (id != null) events.add(id);
    var body = Legistar.body(event);
    if (body != null) named.put(body.externalId(), body);
  }

  /** Those that meet, and those that an event names, be they in the file or not. */
  private void bodies(Map<String, BroughtBody> named) throws IOException {
    files.bodies((row, line) -> {
      var body = Legistar.body(row);
      if (body == null) fault(new RowFault(LegistarFiles.BODIES, line, Clean.line(row.bodyId(), 40), "id_or_name_missing", "a body needs both"));
      else if (Legistar.active(row) || named.containsKey(body.externalId())) bodies.putIfAbsent(body.externalId(), body);
      else bodiesLeftOut++;
    });
    named.forEach(bodies::putIfAbsent);
    for (var body : bodies.values()) body(body);
    progress.accept("Bodies: " + bodies.size());
  }

  private void body(BroughtBody body) {
    try {
      bodyTally = bodyTally.plus(writing.write((tx, asker) -> BodyImport.place(tx, asker, body).map(placed -> new Change<>(placed.tally(), placed.events()))));
    } catch (RuntimeException refused) {
      fault(Writing.refused(LegistarFiles.BODIES, 0, body.externalId(), refused));
    }
  }

  /** Items whose event did not come along. */
  private void orphans() {
    files.eventsWithItems().stream().filter(event -> !events.contains(event)).sorted().forEach(event ->
        fault(new RowFault(LegistarFiles.ITEMS, 0, event, "event_missing", "there are items of this event but no such event")));
    events.clear();
  }

  private void event(EventRow row, long line) {
    var id = Legistar.id(row.eventId());
    var wrong = wrong(row, id);
    if (wrong != null) fault(new RowFault(LegistarFiles.EVENTS, line, id, wrong, "number " + (hearings() + 1) + " of the file"));
    else hearing(row, line, id);
  }

  private int hearings() {
    return hearingTally.added() + hearingTally.changed() + hearingTally.unchanged();
  }

  private String wrong(EventRow row, String id) {
    if (id == null) return "id_missing";
    if (!events.add(id)) return "twice";
    if (!bodies.containsKey(String.valueOf(Legistar.id(row.eventBodyId())))) return "body_unknown";
    return LegistarTime.of(row.eventDate(), null, caller.place().zone()) == null ? "date_unreadable" : null;
  }

  private void hearing(EventRow row, long line, String id) {
    try {
      var rows = items(id);
      var items = LegistarItems.read(rows, word -> otherWords.merge(word, 1, Integer::sum),
          (item, detail) -> doubt(new RowFault(LegistarFiles.EVENTS, line, id, "words_disagree", "item " + item + ": " + detail)));
      var hearing = legistar.hearing(row, bodies.get(Legistar.id(row.eventBodyId())), items, files.itemsWhole(),
          (code, detail) -> doubt(new RowFault(LegistarFiles.EVENTS, line, id, code, detail)));
      var votes = votes(rows, line, id);
      count(hearing, writing.write(all(hearing, votes, roll(rows, line, id))), line);
    } catch (RuntimeException refused) {
      fault(Writing.refused(LegistarFiles.EVENTS, line, id, refused));
    }
  }

  /** A hearing, the votes in it and its roll stand or fall together. */
  private Command<Brought> all(BroughtHearing hearing, List<LegistarVotes.BroughtVotes> votes, LegistarRolls.BroughtRoll roll) {
    return (tx, asker) -> HearingImport.bring(hearing).perform(tx, asker)
        .compose(held -> VoteImport.bring(hearing.source(), hearing.externalId(), votes).perform(tx, asker)
            .compose(cast -> RollImport.bring(hearing.source(), hearing.externalId(), roll).perform(tx, asker).map(there -> {
              var events = new ArrayList<>(held.events());
              events.addAll(cast.events());
              events.addAll(there.events());
              return new Change<>(new Brought(held.result(), cast.result(), there.result()), events);
            })));
  }

  private record Brought(HearingImport.Done hearing, Tally votes, Tally roll) {}

  /** The roll calls of an event, in the order of its items. */
  private LegistarRolls.BroughtRoll roll(List<ItemRow> items, long line, String event) {
    var rolls = new ArrayList<List<LegistarFiles.RollRow>>();
    for (var item : items) {
      var id = Legistar.id(item.eventItemId());
      if (!files.itemsWithRoll().contains(id)) continue;
      called.add(id);
      rolls.add(rollOn(id));
    }
    return LegistarRolls.read(rolls, word -> otherWords.merge(word, 1, Integer::sum),
        (code, detail) -> fault(new RowFault(LegistarFiles.ROLLS, 0, event, code, "in the roll of event " + event + ": " + detail)));
  }

  private List<LegistarFiles.RollRow> rollOn(String item) {
    try {
      return files.rollOn(item);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Roll calls whose item did not come along. */
  private void rollOrphans() {
    files.itemsWithRoll().stream().filter(item -> !called.contains(item)).sorted().forEach(item ->
        fault(new RowFault(LegistarFiles.ROLLS, 0, item, "item_missing", "there is a roll call at this item but no such item")));
  }

  private List<LegistarVotes.BroughtVotes> votes(List<ItemRow> items, long line, String event) {
    var votes = new ArrayList<LegistarVotes.BroughtVotes>();
    for (var item : items) {
      var id = Legistar.id(item.eventItemId());
      if (!files.itemsWithVotes().contains(id)) continue;
      voted.add(id);
      votes.add(LegistarVotes.read(item, votesOn(id), word -> otherWords.merge(word, 1, Integer::sum),
          (code, detail) -> fault(new RowFault(LegistarFiles.VOTES, 0, id, code, "on item " + id + " of event " + event + ": " + detail)),
          (code, detail) -> doubt(new RowFault(LegistarFiles.VOTES, 0, id, code, "item " + id + ": " + detail))));
    }
    return votes;
  }

  private List<LegistarFiles.VoteRow> votesOn(String item) {
    try {
      return files.votesOn(item);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Votes whose item did not come along. */
  private void voteOrphans() {
    files.itemsWithVotes().stream().filter(item -> !voted.contains(item)).sorted().forEach(item ->
        fault(new RowFault(LegistarFiles.VOTES, 0, item, "item_missing", "there are votes on this item but no such item")));
  }

  private static final int AT_A_TIME = 100;

  private void matters() throws IOException {
    var some = new ArrayList<MatterImport.BroughtMatter>();
    var ids = new HashSet<String>();
    files.matters((row, line) -> {
      var matter = MatterImport.read(row);
      if (matter == null) fault(new RowFault(LegistarFiles.MATTERS, line, null, "id_missing", "a matter needs one"));
      else if (!ids.add(matter.externalId())) fault(new RowFault(LegistarFiles.MATTERS, line, matter.externalId(), "twice", "the first one counts"));
      else some.add(matter);
      if (some.size() == AT_A_TIME) matters(some);
    });
    matters(some);
    if (!ids.isEmpty()) progress.accept("Matters: " + ids.size());
  }

  private void matters(List<MatterImport.BroughtMatter> some) {
    if (some.isEmpty()) return;
    try {
      matterTally = matterTally.plus(writing.write(MatterImport.bring(Legistar.SOURCE, List.copyOf(some))));
    } catch (RuntimeException refused) {
      fault(Writing.refused(LegistarFiles.MATTERS, 0, some.get(0).externalId(), refused));
    }
    some.clear();
  }

  private List<ItemRow> items(String event) {
    try {
      return files.itemsOf(event);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void count(BroughtHearing hearing, Brought brought, long line) {
    var done = brought.hearing;
    voteTally = voteTally.plus(brought.votes);
    rollTally = rollTally.plus(brought.roll);
    hearingTally = hearingTally.plus(done.hearing());
    itemTally = itemTally.plus(done.items());
    if (hearing.status() == HearingStatus.CANCELLED) cancelled++;
    done.heldElsewhere().forEach(item -> doubt(new RowFault(LegistarFiles.EVENTS, line, hearing.externalId(), "item_stays",
        "item " + item + " stays with the hearing that it came in with, because people's words hang on it there")));
    if (hearings() % 100 == 0) progress.accept("Hearings: " + hearings() + " of " + expected);
  }
}
