package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.HearingCommands.NewItem;

/** The rows of an agenda, as the commands of hearings write them. */
final class Agenda {
  private Agenda() {}

  /** The whole agenda of a draft, in the order given; what has no number gets its place in the list. */
  static Future<Void> replace(SqlConnection tx, Caller caller, UUID hearing, List<NewItem> items) {
    return tx.preparedQuery("DELETE FROM agenda_item WHERE hearing = $1")
        .execute(Tuple.of(hearing))
        .compose(deleted -> insert(tx, caller, hearing, items == null ? List.of() : items));
  }

  private static Future<Void> insert(SqlConnection tx, Caller caller, UUID hearing, List<NewItem> items) {
    if (items.isEmpty()) return Future.succeededFuture();
    var rows = new ArrayList<Tuple>(items.size());
    for (var item : complete(items)) rows.add(row(caller, hearing, item, rows.size() + 1));
    return tx.preparedQuery("""
            INSERT INTO agenda_item (id, jurisdiction, hearing, ordinal, number, title, kind, minutes, comment_mode, status)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'listed')""")
        .executeBatch(rows)
        .mapEmpty();
  }

  private static Tuple row(Caller caller, UUID hearing, NewItem item, int ordinal) {
    return Tuple.from(new Object[] {Ids.next(), caller.place().id(), hearing, ordinal, item.number(), item.title(), Rows.word(item.kind()), item.minutes(), Rows.word(item.commentMode())});
  }

  /** In the order in which the agenda will stand: by number where all have one. What is left out is what it usually is. */
  static List<NewItem> complete(List<NewItem> items) {
    var complete = new ArrayList<NewItem>(items.size());
    for (var item : Numbering.ordered(items, NewItem::number)) {
      var kind = item.kind() == null ? ItemKind.DISCUSSION : item.kind();
      var mode = item.commentMode() != null ? item.commentMode() : kind == ItemKind.CLOSED ? CommentMode.NONE : CommentMode.BEFORE_AND_DURING;
      var number = item.number() == null || item.number().isBlank() ? String.valueOf(complete.size() + 1) : item.number().strip();
      complete.add(new NewItem(number, item.title(), kind, item.minutes(), mode));
    }
    return complete;
  }

  /** An item as it was or will be published. */
  static NewItem asNew(AgendaItem item) {
    return new NewItem(item.number(), item.title(), item.kind(), item.minutes(), item.commentMode());
  }

  /** Ties the hearing to its reform areas, which must exist in the place. */
  static Future<Void> tie(SqlConnection tx, Caller caller, UUID hearing, List<String> areas) {
    var slugs = areas == null ? new String[0] : areas.stream().distinct().toArray(String[]::new);
    return tx.preparedQuery("DELETE FROM hearing_area WHERE hearing = $1")
        .execute(Tuple.of(hearing))
        .compose(untied -> tx.preparedQuery("""
                INSERT INTO hearing_area (jurisdiction, hearing, area)
                SELECT jurisdiction, $2, id
                FROM area
                WHERE jurisdiction = $1 AND slug = ANY ($3)""")
            .execute(Tuple.of(caller.place().id(), hearing, slugs)))
        .map(tied -> {
          if (tied.rowCount() < slugs.length) throw Problem.invalid("/areas", "area_unknown");
          return null;
        });
  }

  static Future<List<AgendaItem>> of(SqlClient db, UUID hearing) {
    return db.preparedQuery(AgendaItem.COLUMNS + "WHERE hearing = $1 ORDER BY coalesce(place, ordinal), ordinal LIMIT 1000")
        .execute(Tuple.of(hearing))
        .map(rows -> Rows.list(rows, AgendaItem::from));
  }

  static Future<Void> refuseIfOpen(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("""
            SELECT number
            FROM agenda_item
            WHERE hearing = $1 AND status IN ('called', 'comment', 'deliberation')""")
        .execute(Tuple.of(hearing))
        .map(open -> {
          if (open.size() > 0) throw Problem.conflict("item_still_open", open.iterator().next().getString("number"));
          return null;
        });
  }

  static Future<Integer> tableRest(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("""
            UPDATE agenda_item
            SET status = 'tabled'
            WHERE hearing = $1 AND status = 'listed'""")
        .execute(Tuple.of(hearing))
        .map(SqlResult::rowCount);
  }

  /** The agenda as published in this version, with a hash over its canonical bytes; a finding where the law asks for one. */
  static Future<byte[]> freeze(SqlConnection tx, Caller caller, Hearing hearing, List<AgendaItem> agenda, int version, String finding) {
    return freeze(tx, caller, hearing, agenda, version, finding, null);
  }

  static Future<byte[]> freeze(
      SqlConnection tx, Caller caller, Hearing hearing, List<AgendaItem> agenda, int version, String finding, String reason) {
    var items = agenda.stream().filter(AgendaItem::published).map(Agenda::asNew).toList();
    var hash = Secrets.hash(Json.canonical(items));
    return tx.preparedQuery("""
            INSERT INTO agenda_version (jurisdiction, hearing, version, items, hash, finding, reason)
            VALUES ($1, $2, $3, $4::text::jsonb, $5, $6, $7)""")
        .execute(Tuple.of(caller.place().id(), hearing.id(), version, Json.text(items), Buffer.buffer(hash), finding, reason))
        .map(hash);
  }

  /** The hash of the newest version. */
  static Future<byte[]> hash(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("SELECT hash FROM agenda_version WHERE hearing = $1 ORDER BY version DESC LIMIT 1")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.one(rows, "agenda", row -> row.getBuffer("hash").getBytes()));
  }
}
