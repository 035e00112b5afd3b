package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionSheet.Source;

/** Where actions come from: written with the draft, read wherever the chain is walked. */
final class Sources {
  private Sources() {}

  private static final String OF_ACTION = """
      FROM action_source s
      LEFT JOIN hearing h ON h.id = s.hearing
      LEFT JOIN agenda_item i ON i.id = s.item
      LEFT JOIN testimony t ON t.id = s.testimony
      LEFT JOIN area r ON r.id = s.area
      WHERE s.action = $1
      ORDER BY s.ordinal""";

  private record Found(UUID hearing, UUID item, UUID testimony, UUID area) {}

  /** All of them in their order. Only what everyone may see can be a source: the action will be public, and leads back there. */
  static Future<Void> write(SqlConnection tx, Caller caller, UUID action, List<NewSource> sources) {
    var chain = Future.<Void>succeededFuture();
    for (int i = 0; i < sources.size(); i++) {
      var ordinal = i + 1;
      var source = sources.get(i);
      chain = chain.compose(next -> find(tx, caller, source, "/sources/" + (ordinal - 1) + "/reference"))
          .compose(found -> insert(tx, caller, action, ordinal, source, found));
    }
    return chain;
  }

  private static Future<Found> find(SqlConnection tx, Caller caller, NewSource source, String pointer) {
    return tx.preparedQuery("""
            SELECT h.id AS hearing, i.id AS item,
              (SELECT id FROM testimony WHERE jurisdiction = $1 AND number = $4 AND status IN ('published', 'redacted')
                AND privacy <> 'confidential') AS testimony,
              (SELECT id FROM area WHERE jurisdiction = $1 AND slug = $5 AND status = 'adopted') AS area
            FROM (SELECT 1) AS always
            LEFT JOIN hearing h ON h.jurisdiction = $1 AND h.number = $2 AND h.status <> 'draft'
            LEFT JOIN agenda_item i ON i.hearing = h.id AND i.ordinal = $3 AND i.kind <> 'closed' AND i.status NOT IN ('proposed', 'declined')""")
        .execute(Tuple.of(caller.place().id(), source.hearing(), source.item(), source.testimony(), source.area()))
        .map(rows -> Rows.one(rows, "source", row -> new Found(row.getUUID("hearing"), row.getUUID("item"), row.getUUID("testimony"), row.getUUID("area"))))
        .map(found -> {
          if (source.hearing() != null && found.hearing == null) throw Problem.invalid(pointer, "hearing_unknown");
          if (source.item() != null && found.item == null) throw Problem.invalid(pointer, "item_unknown");
          if (source.testimony() != null && found.testimony == null) throw Problem.invalid(pointer, "testimony_unknown");
          if (source.area() != null && found.area == null) throw Problem.invalid(pointer, "area_unknown");
          return found;
        });
  }

  private static Future<Void> insert(SqlConnection tx, Caller caller, UUID action, int ordinal, NewSource source, Found found) {
    var inside = source.hearing() != null || source.testimony() != null;
    return tx.preparedQuery("""
            INSERT INTO action_source (jurisdiction, action, ordinal, kind, hearing, item, testimony, area, reference, url, passage)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""")
        .execute(Tuple.from(new Object[] {caller.place().id(), action, ordinal, Rows.word(source.kind()), found.hearing, found.item, found.testimony, found.area,
            source.words(), inside || NewAction.blank(source.url()) ? null : source.url().strip(), NewAction.blank(source.passage()) ? null : source.passage().strip()}))
        .mapEmpty();
  }

  static Future<List<Source>> of(SqlClient db, Action action) {
    return db.preparedQuery("""
            SELECT s.kind, s.reference, s.url, s.passage, h.number AS hearing, h.title AS hearing_title, i.ordinal AS item, i.number AS item_number,
              i.title AS item_title, t.number AS testimony, r.slug AS area, r.title AS area_title
            """ + OF_ACTION)
        .execute(Tuple.of(action.id()))
        .map(rows -> {
          var sources = new ArrayList<Source>();
          if (action.area() != null) sources.add(new Source("area", "areas/" + action.area(), action.areaTitle(), null, null));
          sources.addAll(Rows.list(rows, Sources::source));
          return sources;
        });
  }

  private static Source source(Row row) {
    var kind = row.getString("kind");
    if (row.getLong("hearing") != null) {
      var item = row.getInteger("item");
      return new Source(kind, "hearings/" + row.getLong("hearing") + (item == null ? "" : "#item-" + item),
          item == null ? row.getString("hearing_title") : row.getString("hearing_title") + " · " + row.getString("item_number") + " " + row.getString("item_title"), row.getString("passage"), null);
    }
    if (row.getString("testimony") != null) return new Source(kind, "testimony/" + row.getString("testimony"), row.getString("testimony"), row.getString("passage"), null);
    if (row.getString("area") != null) {
      return new Source(kind, "areas/" + row.getString("area"), row.getString("area_title") + (row.getString("reference") == null ? "" : " · " + row.getString("reference")), row.getString("passage"), null);
    }
    return new Source(kind, null, row.getString("reference"), row.getString("passage"), row.getString("url"));
  }

  /** As they would be written again: what an editor of the draft begins with. */
  static Future<List<NewSource>> asWritten(SqlClient db, Action action) {
    return db.preparedQuery("""
            SELECT s.kind, s.url, s.passage, CASE
                WHEN i.id IS NOT NULL THEN h.number || '/' || i.ordinal
                WHEN h.id IS NOT NULL THEN h.number::text
                WHEN t.id IS NOT NULL THEN t.number
                WHEN r.id IS NOT NULL THEN r.slug || coalesce('/' || s.reference, '')
                ELSE s.reference
              END AS reference
            """ + OF_ACTION)
        .execute(Tuple.of(action.id()))
        .map(rows -> Rows.list(rows, row -> new NewSource(Rows.word(row, "kind", SourceKind.class), row.getString("reference"), row.getString("passage"), row.getString("url"))));
  }

  /** Whoever wrote what the board acts on sees it on the page of the testimony. */
  static Future<Void> cite(SqlConnection tx, Caller caller, Action action) {
    return tx.preparedQuery("""
            INSERT INTO testimony_trail (jurisdiction, testimony, step, action, passage)
            SELECT jurisdiction, testimony, 'cited', action, left(passage, 500)
            FROM action_source s
            WHERE s.action = $1 AND s.testimony IS NOT NULL
              AND NOT EXISTS (SELECT FROM testimony_trail t WHERE t.testimony = s.testimony AND t.action = s.action AND t.step = 'cited')""")
        .execute(Tuple.of(action.id()))
        .mapEmpty();
  }
}
