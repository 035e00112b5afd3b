package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.bodies.Member;
import org.lectern.bodies.MemberQueries;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** What can be known about the roll, the motions and the votes of a hearing: all of it, by whoever may know the hearing. */
public final class VoteQueries {
  private VoteQueries() {}

  /** The roll and every motion of a hearing, in the order in which they were moved. */
  public record Proceedings(Hearing hearing, List<AgendaItem> items, Roll roll, List<Motion> motions) {
    public List<Motion> on(AgendaItem item) {
      return motions.stream().filter(motion -> motion.item() == item.ordinal()).toList();
    }
  }

  /** One item and the motions on it. */
  public record ItemVotes(AgendaItem item, List<Motion> motions) {}

  /** What the clerk works with: the proceedings, and who sits in the body. */
  public record Bench(Proceedings proceedings, List<Member> members) {}

  public static Query<Proceedings> proceedings(long hearing) {
    return (db, caller) -> HearingQueries.find(db, caller, hearing).compose(found -> proceedings(db, found));
  }

  public static Future<Proceedings> proceedings(SqlClient db, Hearing hearing) {
    return Agenda.of(db, hearing.id())
        .compose(items -> Roll.of(db, hearing)
            .compose(roll -> motions(db, "m.hearing", hearing.id()).map(motions -> new Proceedings(hearing, items, roll, motions))));
  }

  public static Query<Bench> bench(long hearing) {
    return (db, caller) -> proceedings(hearing).ask(db, caller)
        .compose(proceedings -> MemberQueries.sitting(db, proceedings.hearing.body()).map(members -> new Bench(proceedings, members)));
  }

  public static Query<ItemVotes> ofItem(long hearing, int ordinal) {
    return (db, caller) -> HearingQueries.find(db, caller, hearing)
        .compose(found -> db.preparedQuery(AgendaItem.COLUMNS + "WHERE hearing = $1 AND ordinal = $2")
            .execute(Tuple.of(found.id(), ordinal)))
        .map(rows -> Rows.one(rows, "item", AgendaItem::from))
        .compose(item -> motions(db, "m.item", item.id()).map(motions -> new ItemVotes(item, motions)));
  }

  static Future<Motion> motion(SqlClient db, UUID id) {
    return motions(db, "m.id", id).map(motions -> motions.get(0));
  }

  /** {@code column} is one of three literals, never input. */
  private static Future<List<Motion>> motions(SqlClient db, String column, UUID of) {
    return db.preparedQuery(Motion.COLUMNS + "WHERE " + column + " = $1 ORDER BY m.number LIMIT 1000")
        .execute(Tuple.of(of))
        .compose(motions -> motions.size() == 0 ? Future.succeededFuture(List.<Motion>of()) : votes(db, column, of).map(votes -> joined(motions, votes)));
  }

  private static Future<Map<UUID, List<Vote>>> votes(SqlClient db, String column, UUID of) {
    return db.preparedQuery("""
            SELECT v.*
            FROM vote v
            JOIN motion m ON m.id = v.motion
            WHERE %s = $1
            ORDER BY v.motion, v.number""".formatted(column))
        .execute(Tuple.of(of))
        .compose(votes -> db.preparedQuery("""
                SELECT b.motion, b.vote, b.name, b.choice, b.reason, b.word
                FROM ballot b
                JOIN motion m ON m.id = b.motion
                WHERE %s = $1
                ORDER BY b.motion, b.vote, b.ordinal""".formatted(column))
            .execute(Tuple.of(of))
            .map(ballots -> joinedVotes(votes, ballots)));
  }

  private static List<Motion> joined(RowSet<Row> motions, Map<UUID, List<Vote>> votes) {
    return Rows.list(motions, row -> Motion.from(row, votes.getOrDefault(row.getUUID("id"), List.of())));
  }

  private static Map<UUID, List<Vote>> joinedVotes(RowSet<Row> votes, RowSet<Row> ballots) {
    var cast = new HashMap<String, List<Vote.Ballot>>();
    ballots.forEach(row -> cast.computeIfAbsent(row.getUUID("motion") + "/" + row.getInteger("vote"), key -> new ArrayList<>()).add(Vote.Ballot.from(row)));
    var taken = new HashMap<UUID, List<Vote>>();
    votes.forEach(row -> taken.computeIfAbsent(row.getUUID("motion"), key -> new ArrayList<>())
        .add(Vote.from(row, cast.getOrDefault(row.getUUID("motion") + "/" + row.getInteger("number"), List.of()))));
    return taken;
  }
}
