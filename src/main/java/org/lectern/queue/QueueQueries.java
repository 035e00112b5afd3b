package org.lectern.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lectern.bodies.Allotment;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingStatus;
import org.lectern.hearings.ItemStatus;
import org.lectern.queue.UndoCommands.Undoable;

/** What can be known about the speaker line: all of it, but for what speakers chose not to show. */
public final class QueueQueries {
  private QueueQueries() {}

  private static final int LONGEST = 1000;

  /**
   * The lines of a hearing: who is at the microphone, who waits in what order, who was heard, by which rules each item's line
   * stands; {@code now} is the database's. {@code undoable} is what the console may take back.
   */
  public record Line(
      long hearing, HearingStatus hearingStatus, Instant signUpOpensAt, Slot current, List<Slot> waiting, List<Slot> heard, List<LineRules> rules,
      @JsonIgnore Undoable undoable, Instant now) {

    public Optional<Slot> atMicrophone() {
      return Optional.ofNullable(current);
    }

    /** The rules of that item's line; empty if nobody speaks to it. */
    public Optional<LineRules> rulesOf(String item) {
      return rules.stream().filter(one -> one.item().equals(item)).findFirst();
    }

    public boolean signUpOpen() {
      return hearingStatus.ahead() && (signUpOpensAt == null || !now.isBefore(signUpOpensAt));
    }

    /** Who was ever in line and is no more, or spoke. */
    public List<Slot> spoke() {
      return heard.stream().filter(slot -> slot.status() == SlotStatus.SPOKE).toList();
    }
  }

  /**
   * One speaker's own view: place, people ahead (whoever is at the microphone included), and between how many seconds from
   * now the turn may come once the item is open for comment. {@code item} is the ordinal of the item, {@code offerUntil} the
   * end of the offer to write instead.
   */
  public record OwnPlace(
      Hearing hearing, Slot slot, int item, ItemStatus itemStatus, LineRules rules, int ahead, Long earliest, Long latest, Instant offerUntil, Instant now) {

    @JsonIgnore
    public boolean itemOpen() {
      return itemStatus == ItemStatus.COMMENT;
    }
  }

  private record Item(int ordinal, ItemStatus status) {}

  static Future<Slot> one(SqlClient db, UUID id) {
    return db.preparedQuery(Slot.COLUMNS + "WHERE s.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "slot", Slot::from));
  }

  /** One slot of a hearing by its number, whatever became of it. */
  public static Query<Slot> slot(long hearing, long number) {
    return (db, caller) -> HearingQueries.find(db, caller, hearing)
        .compose(found -> db.preparedQuery(Slot.COLUMNS + "WHERE s.hearing = $1 AND s.number = $2").execute(Tuple.of(found.id(), number)))
        .map(rows -> Rows.one(rows, "slot", Slot::from));
  }

  public static Query<Line> line(long number) {
    return (db, caller) -> HearingQueries.find(db, caller, number).compose(hearing -> line(db, hearing));
  }

  public static Future<Line> line(SqlClient db, Hearing hearing) {
    return slots(db, hearing).compose(slots -> rules(db, hearing).compose(rules -> UndoCommands.undoable(db, hearing.id())
        .compose(undoable -> db.preparedQuery("SELECT now() AS now, sign_up_opens_at FROM hearing WHERE id = $1").execute(Tuple.of(hearing.id()))
            .map(clock -> clock.iterator().next())
            .map(clock -> new Line(hearing.number(), hearing.status(), Rows.instant(clock, "sign_up_opens_at"),
                slots.stream().filter(slot -> slot.status().atMicrophone()).findFirst().orElse(null),
                slots.stream().filter(slot -> slot.status().waiting()).toList(),
                slots.stream().filter(slot -> !slot.status().waiting() && !slot.status().atMicrophone()).toList(),
                rules, undoable, Rows.instant(clock, "now"))))));
  }

  private static Future<List<Slot>> slots(SqlClient db, Hearing hearing) {
    return db.preparedQuery(Slot.COLUMNS + """
            WHERE s.hearing = $1 AND s.status NOT IN ('withdrawn', 'rejected')
            ORDER BY i.ordinal, s.ended_at,\s""" + Slot.ORDER + """

            LIMIT $2""")
        .execute(Tuple.of(hearing.id(), LONGEST))
        .map(rows -> Rows.list(rows, Slot::from));
  }

  private static Future<List<LineRules>> rules(SqlClient db, Hearing hearing) {
    return db.preparedQuery(LineRules.COLUMNS + "WHERE i.hearing = $1 AND i.kind <> 'closed' AND i.comment_mode <> 'none' ORDER BY i.ordinal LIMIT $2")
        .execute(Tuple.of(hearing.id(), LONGEST))
        .map(rows -> Rows.list(rows, LineRules::from));
  }

  /** The place in line behind a secret link. */
  public static Query<OwnPlace> own(String secret) {
    return (db, caller) -> db.preparedQuery("""
            SELECT s.id, h.number, i.ordinal, i.status AS item_status
            FROM slot s
            JOIN hearing h ON h.id = s.hearing
            JOIN agenda_item i ON i.id = s.item
            WHERE s.jurisdiction = $1 AND s.secret_hash = $2""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "slot", row -> row))
        .compose(row -> HearingQueries.find(db, caller, row.getLong("number"))
            .compose(hearing -> line(db, hearing).compose(line -> one(db, row.getUUID("id"))
                .map(slot -> own(hearing, line, slot, new Item(row.getInteger("ordinal"), Rows.word(row, "item_status", ItemStatus.class)))))));
  }

  private static OwnPlace own(Hearing hearing, Line line, Slot slot, Item item) {
    var rules = line.rulesOf(slot.itemNumber()).orElse(null);
    if (!slot.status().waiting()) return new OwnPlace(hearing, slot, item.ordinal, item.status, rules, 0, null, null, offer(slot), line.now());
    var ahead = ahead(line, slot);
    var wait = Allotment.untilTurn(ahead, turns(line));
    return new OwnPlace(hearing, slot, item.ordinal, item.status, rules, ahead.size(), wait.least().toSeconds(), wait.most().toSeconds(), null, line.now());
  }

  /** Whoever was not heard may write instead, for a day. */
  private static Instant offer(Slot slot) {
    return slot.status() == SlotStatus.LAPSED && slot.endedAt() != null ? slot.endedAt().plusSeconds(24 * 3600) : null;
  }

  /** What everyone ahead may still use, in seconds, the present speaker's rest included. */
  private static List<Integer> ahead(Line line, Slot slot) {
    var ahead = new ArrayList<Integer>();
    line.atMicrophone().ifPresent(current -> ahead.add((int) Math.max(0, current.left(line.now()))));
    line.waiting().stream()
        .filter(other -> other.item().equals(slot.item()) && other.place() < slot.place())
        .forEach(other -> ahead.add(other.allotted()));
    return ahead;
  }

  private static List<Allotment.Turn> turns(Line line) {
    return line.spoke().stream().map(slot -> new Allotment.Turn(slot.allotted(), (int) (slot.usedMs() / 1000))).toList();
  }

  /** The place of a secret link: such links name none. */
  public static Query<String> placeOf(String secret) {
    return (db, caller) -> db.preparedQuery("SELECT j.slug FROM slot s JOIN jurisdiction j ON j.id = s.jurisdiction WHERE s.secret_hash = $1")
        .execute(Tuple.of(Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "slot", row -> row.getString("slug")));
  }

  /** The slot of a short code in this place: its id, from which the secret link is made. */
  public static Query<UUID> byCode(String code) {
    return (db, caller) -> db.preparedQuery("SELECT id FROM slot WHERE jurisdiction = $1 AND code_hash = $2")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(SlotCode.typed(code)))))
        .map(rows -> Rows.one(rows, "slot", row -> row.getUUID("id")));
  }
}
