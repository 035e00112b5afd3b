package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Rows;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.hearings.ItemStatus;

/**
 * The items of one hearing: new rows are added, changed rows follow the source, rows that are gone from it are removed. An item
 * on which testimony, a place in line, a vote or an action hangs is never removed: it is withdrawn, says why, and goes to the end.
 */
final class ItemImport {

  /** What it took; {@code moved} is false if not a single row was written. */
  record Done(Tally tally, boolean moved, List<String> heldElsewhere) {}

  static final String GONE = "No longer on the agenda of the source.";

  private record Standing(
      UUID id, UUID hearing, int ordinal, String externalId, String version, ItemStatus status, String reason, String note,
      boolean touched, boolean pointedTo) {

    /** Nobody here has called, opened or decided it. */
    boolean heldBySource() {
      return !touched && (reason == null || reason.endsWith(BroughtHearing.RECORDED));
    }

    boolean knownGone() {
      return note != null && note.endsWith(GONE);
    }
  }

  private final BroughtHearing hearing;
  private final HearingImport.Standing home;
  private final boolean follows;
  private final List<Standing> ours = new ArrayList<>();
  private final Map<String, Standing> theirs = new HashMap<>();
  private final List<Tuple> added = new ArrayList<>();
  private final List<Tuple> rewritten = new ArrayList<>();
  private final List<Tuple> annotated = new ArrayList<>();
  private final List<Tuple> moved = new ArrayList<>();
  private final List<Tuple> withdrawn = new ArrayList<>();
  private final List<UUID> removed = new ArrayList<>();
  private final List<String> heldElsewhere = new ArrayList<>();
  private int unchanged;
  private int last;

  private ItemImport(BroughtHearing hearing, HearingImport.Standing home, List<Standing> standing) {
    this.hearing = hearing;
    this.home = home;
    this.follows = home.heldBySource();
    for (var item : standing) {
      if (item.externalId == null) ours.add(item);
      else theirs.put(item.externalId, item);
    }
  }

  static Future<Done> bring(SqlConnection tx, Caller caller, BroughtHearing hearing, HearingImport.Standing home) {
    return standing(tx, caller, hearing, home)
        .map(standing -> new ItemImport(hearing, home, standing))
        .compose(items -> items.sorted(caller).write(tx));
  }

  /** Those of this hearing, and those of the source that came in with another one and belong here now. */
  private static Future<List<Standing>> standing(SqlConnection tx, Caller caller, BroughtHearing hearing, HearingImport.Standing home) {
    return tx.preparedQuery("""
            SELECT i.id, i.hearing, i.ordinal, CASE WHEN i.source = $3 THEN i.external_id END AS external_id, i.source_version, i.status, i.reason, i.note,
              i.comment_opened OR i.comment_closed OR i.exemption IS NOT NULL OR i.status IN ('called', 'comment', 'deliberation') AS touched,
              EXISTS (SELECT FROM testimony t WHERE t.hearing = i.hearing AND t.item = i.id)
                OR EXISTS (SELECT FROM slot s WHERE s.item = i.id)
                OR EXISTS (SELECT FROM motion m WHERE m.item = i.id)
                OR i.id IN (SELECT a.item FROM action a WHERE a.jurisdiction = $1 AND a.item IS NOT NULL) AS pointed_to
            FROM agenda_item i
            WHERE i.jurisdiction = $1 AND (i.hearing = $2 OR (i.source = $3 AND i.external_id = ANY ($4)))
            ORDER BY i.ordinal""")
        .execute(Tuple.of(caller.place().id(), home.id(), hearing.source(), hearing.items().stream().map(BroughtHearing.Item::externalId).toArray(String[]::new)))
        .map(rows -> Rows.list(rows, ItemImport::standing));
  }

  private static Standing standing(Row row) {
    return new Standing(row.getUUID("id"), row.getUUID("hearing"), row.getInteger("ordinal"), row.getString("external_id"),
        row.getString("source_version"), Rows.word(row, "status", ItemStatus.class), row.getString("reason"), row.getString("note"),
        row.getBoolean("touched"), row.getBoolean("pointed_to"));
  }

  /** Sorts every row to what has to be done with it. A hearing that was taken over keeps its order: people know items by it. */
  private ItemImport sorted(Caller caller) {
    last = follows ? 0 : Math.max(last(ours), last(theirs.values().stream().filter(this::here).toList()));
    var named = new HashSet<String>();
    for (var item : hearing.items()) {
      named.add(item.externalId());
      var standing = theirs.get(item.externalId());
      if (standing == null) add(caller, item);
      else keep(item, standing);
    }
    theirs.values().stream().filter(item -> here(item) && !named.contains(item.externalId)).sorted((a, b) -> a.ordinal - b.ordinal).forEach(this::gone);
    if (follows) ours.forEach(this::move);
    return this;
  }

  private static int last(List<Standing> items) {
    return items.stream().mapToInt(Standing::ordinal).max().orElse(0);
  }

  private boolean here(Standing item) {
    return item.hearing.equals(home.id());
  }

  private void add(Caller caller, BroughtHearing.Item item) {
    added.add(Tuple.from(new Object[] {Ids.next(), caller.place().id(), home.id(), ++last, item.number(), item.title(), Rows.word(item.kind()),
        Rows.word(item.commentMode()), item.status().word(), Rows.word(item.decision()), item.decisionText(), item.reason(), item.matter(),
        item.note(), hearing.source(), item.externalId(), item.version()}));
  }

  private void keep(BroughtHearing.Item item, Standing standing) {
    var follow = follows && standing.heldBySource();
    if (!here(standing)) {
      if (follow && !standing.pointedTo) rewrite(item, standing, ++last);
      else heldElsewhere.add(item.externalId());
    } else if (follow) {
      if (same(item, standing, ++last)) unchanged++;
      else rewrite(item, standing, last);
    } else {
      if (item.version().equals(standing.version)) unchanged++;
      else annotated.add(Tuple.of(standing.id, item.matter(), item.note(), item.version()));
      if (follows) move(standing);
    }
  }

  private static boolean same(BroughtHearing.Item item, Standing standing, int ordinal) {
    return item.version().equals(standing.version) && item.status() == standing.status && standing.ordinal == ordinal && !standing.knownGone();
  }

  private void rewrite(BroughtHearing.Item item, Standing standing, int ordinal) {
    rewritten.add(Tuple.from(new Object[] {standing.id, home.id(), ordinal, item.number(), item.title(), Rows.word(item.kind()), Rows.word(item.commentMode()),
        item.status().word(), Rows.word(item.decision()), item.decisionText(), item.reason(), item.matter(), item.note(), item.version()}));
  }

  private void move(Standing standing) {
    last++;
    if (standing.ordinal != last) moved.add(Tuple.of(standing.id, last));
  }

  private void gone(Standing item) {
    var certain = follows && hearing.itemsWhole() && !hearing.items().isEmpty();
    if (certain && !item.pointedTo && item.heldBySource()) removed.add(item.id);
    else if (certain && !item.knownGone()) withdrawn.add(Tuple.of(item.id, ++last, GONE, GONE + BroughtHearing.RECORDED));
    else if (follows) move(item);
  }

  private Future<Done> write(SqlConnection tx) {
    var done = new Done(new Tally(added.size(), rewritten.size() + annotated.size() + withdrawn.size(), unchanged, removed.size()),
        added.size() + rewritten.size() + annotated.size() + withdrawn.size() + moved.size() + removed.size() > 0, heldElsewhere);
    return remove(tx)
        .compose(next -> batch(tx, rewritten, """
            UPDATE agenda_item
            SET hearing = $2, ordinal = $3, number = $4, title = $5, kind = $6, comment_mode = $7, status = $8, decision = $9,
              decision_text = $10, reason = $11, matter = $12, note = $13, source_version = $14
            WHERE id = $1"""))
        .compose(next -> batch(tx, annotated, "UPDATE agenda_item SET matter = $2, note = $3, source_version = $4 WHERE id = $1"))
        .compose(next -> batch(tx, withdrawn, """
            UPDATE agenda_item
            SET ordinal = $2, note = concat_ws(' ', note, $3::text),
              reason = CASE WHEN status = 'listed' THEN $4 ELSE reason END,
              status = CASE WHEN status = 'listed' THEN 'withdrawn' ELSE status END
            WHERE id = $1"""))
        .compose(next -> batch(tx, moved, "UPDATE agenda_item SET ordinal = $2 WHERE id = $1"))
        .compose(next -> batch(tx, added, """
            INSERT INTO agenda_item (id, jurisdiction, hearing, ordinal, number, title, kind, comment_mode, status, decision, decision_text,
              reason, matter, note, source, external_id, source_version)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"""))
        .map(done);
  }

  private Future<?> remove(SqlConnection tx) {
    if (removed.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("DELETE FROM agenda_item WHERE id = ANY ($1)").execute(Tuple.of(removed.toArray(UUID[]::new)));
  }

  private static Future<?> batch(SqlConnection tx, List<Tuple> rows, String sql) {
    return rows.isEmpty() ? Future.succeededFuture() : tx.preparedQuery(sql).executeBatch(rows);
  }
}
