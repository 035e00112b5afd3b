package org.lectern.minutes;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingStatus;
import org.lectern.hearings.Materials.Material;
import org.lectern.testimony.Target;
import org.lectern.testimony.Testimony;
import org.lectern.testimony.TestimonyQueries;

/** The packet of a hearing: its agenda, the papers of each item and the testimony received so far, as it may be shown to everyone; and that the members got it. */
public final class PacketCommands {
  private PacketCommands() {}

  private static final int MOST = 1_000;
  private static final int AT_A_TIME = 100;

  /** The agenda with the papers of each item, and the testimony in the order of receipt, with {@code more} beyond the first thousand. */
  public record Packet(Hearing hearing, List<AgendaItem> items, List<Material> materials, List<Testimony> testimony, boolean more) {
    /** The papers of that item, or of the whole hearing if null. */
    public List<Material> of(AgendaItem item) {
      return materials.stream().filter(one -> item == null ? one.item() == null : item.number().equals(one.item())).toList();
    }
  }

  /** How many testimonies it was this time. */
  public record Done(int testimony) {}

  public static Query<Packet> packet(long number) {
    return (db, caller) -> HearingQueries.hearing(number).ask(db, caller)
        .compose(sheet -> TestimonyQueries.listing(Target.hearing(number, null), null, MOST).ask(db, caller).map(listing -> {
          var testimony = new ArrayList<>(listing.page().items().stream().filter(one -> one.text() != null).toList());
          Collections.reverse(testimony);
          return new Packet(sheet.hearing(), sheet.items(), sheet.materials(), testimony, listing.page().next() != null);
        }));
  }

  /** The members have it: each testimony's author sees that on the trail. What comes later is distributed by asking again. */
  public static Command<Done> distribute(long number) {
    return step(number, "distributed", "NULL", (numbers) -> new MinutesEvent.PacketDistributed(number, numbers));
  }

  /** Entered in the record, each under the number that it has there. From then on it cannot be taken back. */
  public static Command<Done> enter(long number) {
    return step(number, "entered", """
        (SELECT 'record ' || min(j.seq) FROM journal j WHERE j.jurisdiction = t.jurisdiction AND j.topics @> ARRAY['testimony/' || t.number])""",
        (numbers) -> new MinutesEvent.TestimonyEntered(number, numbers));
  }

  private interface Telling {
    Event of(List<String> testimony);
  }

  /** {@code step} and {@code note} are literals of this class, never input. */
  private static Command<Done> step(long number, String step, String note, Telling telling) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> add(tx, hearing, step, note))
        .map(numbers -> new Change<>(new Done(numbers.size()), events(numbers, telling)));
  }

  private static Future<List<String>> add(SqlConnection tx, Hearing hearing, String step, String note) {
    if (hearing.status() == HearingStatus.DRAFT) throw Problem.conflict("hearing_not_noticed");
    return tx.preparedQuery("""
            WITH added AS (
              INSERT INTO testimony_trail (jurisdiction, testimony, step, hearing, note)
              SELECT t.jurisdiction, t.id, '%s', t.hearing, %s
              FROM testimony t
              WHERE t.hearing = $1 AND t.status IN ('published', 'redacted') AND t.privacy <> 'confidential'
                AND NOT EXISTS (SELECT FROM testimony_trail s WHERE s.testimony = t.id AND s.step = '%s' AND s.hearing = t.hearing)
              RETURNING testimony)
            SELECT t.number
            FROM added
            JOIN testimony t ON t.id = added.testimony
            ORDER BY t.ordinal""".formatted(step, note, step))
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.list(rows, row -> row.getString("number")));
  }

  /** Each entry names a hundred at most, so that none grows without end. */
  private static List<Event> events(List<String> numbers, Telling telling) {
    var events = new ArrayList<Event>();
    for (int from = 0; from < numbers.size(); from += AT_A_TIME) events.add(telling.of(numbers.subList(from, Math.min(from + AT_A_TIME, numbers.size()))));
    return events;
  }
}
