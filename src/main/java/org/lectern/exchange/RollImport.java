package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Rows;
import org.lectern.exchange.LegistarRolls.BroughtRoll;
import org.lectern.exchange.LegistarRolls.Marked;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.hearings.Presence;
import org.lectern.hearings.VoteEvent;

/**
 * Brings the roll of one hearing in. Whoever sits here under that name is that member; everyone else becomes a member who does not sit now.
 * Where the source changed what it had, its marks are added once more and count from then on.
 */
final class RollImport {
  private RollImport() {}

  private record Held(UUID id, long number, UUID body, Integer quorum, String version) {
    static Held from(Row row) {
      return new Held(row.getUUID("id"), row.getLong("number"), row.getUUID("body"), row.getInteger("quorum"), row.getString("roll_version"));
    }
  }

  static Command<Tally> bring(String source, String event, BroughtRoll roll) {
    return (tx, caller) -> tx.preparedQuery("SELECT id, number, body, quorum, roll_version FROM hearing WHERE jurisdiction = $1 AND source = $2 AND external_id = $3 FOR UPDATE")
        .execute(Tuple.of(caller.place().id(), source, event))
        .map(rows -> Rows.first(rows, Held::from, null))
        .compose(held -> {
          if (held == null || roll.marks().isEmpty()) return Future.succeededFuture(Change.of(Tally.NONE));
          if (roll.version().equals(held.version)) return Future.succeededFuture(Change.of(new Tally(0, 0, 1, 0)));
          return write(tx, caller, source, held, roll).map(present -> Change.of(held.version == null ? new Tally(1, 0, 0, 0) : new Tally(0, 1, 0, 0), called(held, roll, present)));
        });
  }

  private static Future<Integer> write(SqlConnection tx, Caller caller, String source, Held held, BroughtRoll roll) {
    var done = Future.<Void>succeededFuture();
    for (var mark : roll.marks()) done = done.compose(next -> member(tx, caller, source, held, mark).compose(member -> add(tx, caller, held, member, mark)));
    return done.compose(written -> tx.preparedQuery("""
            UPDATE hearing
            SET roll_version = $2, present = (SELECT count(*) FROM (SELECT DISTINCT ON (member) mark FROM attendance WHERE hearing = $1 ORDER BY member, ordinal DESC) latest
              WHERE mark IN ('present', 'arrived'))
            WHERE id = $1
            RETURNING present""")
        .execute(Tuple.of(held.id, roll.version())))
        .map(rows -> Rows.one(rows, "hearing", row -> row.getInteger("present")));
  }

  private static Future<UUID> member(SqlConnection tx, Caller caller, String source, Held held, Marked mark) {
    return tx.preparedQuery("""
            SELECT id
            FROM member
            WHERE body = $1 AND ((source = $2 AND external_id = $3) OR (until IS NULL AND lower(name) = lower($4)))
            ORDER BY until IS NOT NULL
            LIMIT 1""")
        .execute(Tuple.of(held.body, source, mark.person(), mark.name()))
        .compose(rows -> rows.size() > 0 ? Future.succeededFuture(rows.iterator().next().getUUID("id")) : guest(tx, caller, source, held, mark));
  }

  private static Future<UUID> guest(SqlConnection tx, Caller caller, String source, Held held, Marked mark) {
    var id = Ids.next();
    return tx.preparedQuery("INSERT INTO member (id, jurisdiction, body, name, until, source, external_id) VALUES ($1, $2, $3, $4, now(), $5, $6)")
        .execute(Tuple.of(id, caller.place().id(), held.body, mark.name(), source, mark.person()))
        .map(id);
  }

  private static Future<Void> add(SqlConnection tx, Caller caller, Held held, UUID member, Marked mark) {
    return tx.preparedQuery("""
            INSERT INTO attendance (jurisdiction, hearing, ordinal, member, name, mark, at, word)
            SELECT $1, $2, 1 + (SELECT count(*) FROM attendance WHERE hearing = $2), $3, $4, $5, starts_at, $6
            FROM hearing
            WHERE id = $2""")
        .execute(Tuple.of(caller.place().id(), held.id, member, mark.name(), Rows.word(mark.mark()), mark.word()))
        .mapEmpty();
  }

  private static VoteEvent called(Held held, BroughtRoll roll, int present) {
    var latest = new LinkedHashMap<String, Marked>();
    roll.marks().forEach(mark -> latest.put(mark.person(), mark));
    return new VoteEvent.RollCalled(held.number, present, held.quorum == null || present >= held.quorum, names(latest.values().stream().toList(), Presence::here),
        names(latest.values().stream().toList(), mark -> mark == Presence.ABSENT || mark == Presence.LEFT), names(latest.values().stream().toList(), mark -> mark == Presence.EXCUSED));
  }

  private static List<String> names(List<Marked> marks, Predicate<Presence> which) {
    return marks.stream().filter(mark -> which.test(mark.mark())).map(Marked::name).toList();
  }
}
