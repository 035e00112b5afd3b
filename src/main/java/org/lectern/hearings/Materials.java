package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lectern.bodies.Profiles;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** The papers that the members read before a hearing, for everyone to read. What came after its time is flagged, not refused. */
public final class Materials {
  private Materials() {}

  /** A paper; {@code item} is the number of the agenda item, null for the whole hearing; {@code dueAt} what the profile asked for. */
  public record Material(int ordinal, String item, String title, String url, Instant publishedAt, Instant dueAt, boolean late) {
    static Material from(Row row) {
      var published = Rows.instant(row, "published_at");
      var due = Rows.instant(row, "due_at");
      return new Material(row.getInteger("ordinal"), row.getString("number"), row.getString("title"), row.getString("url"), published, due, published.isAfter(due));
    }
  }

  /** A paper to be; {@code item} is the ordinal of the agenda item. */
  public record Publishing(String title, String url, Integer item) {}

  private static final String COLUMNS = """
      SELECT m.ordinal, i.number, m.title, m.url, m.published_at, m.due_at
      FROM material m
      LEFT JOIN agenda_item i ON i.id = m.item
      """;

  public static Command<Material> publish(long number, Publishing paper) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (hearing.status() == HearingStatus.DRAFT || hearing.status() == HearingStatus.CANCELLED) throw Problem.conflict("notice_first");
      return Profiles.version(tx, caller.place(), hearing.profile(), hearing.profileVersion())
          .compose(profile -> tx.preparedQuery("""
                  INSERT INTO material (jurisdiction, hearing, ordinal, item, title, url, due_at)
                  SELECT $1, $2, (SELECT coalesce(max(ordinal), 0) + 1 FROM material WHERE hearing = $2), i.id, $4, $5, $6
                  FROM (SELECT 1) AS one
                  LEFT JOIN agenda_item i ON i.hearing = $2 AND i.ordinal = $3
                  WHERE $3::int IS NULL OR i.id IS NOT NULL
                  RETURNING ordinal""")
              .execute(Tuple.of(caller.place().id(), hearing.id(), paper.item(), paper.title(), paper.url(),
                  Rows.at(hearing.startsAt().minus(Duration.ofHours(profile.materials().hours()))))))
          .map(rows -> Rows.maybe(rows, row -> row.getInteger("ordinal")).orElseThrow(() -> Problem.invalid("/item", "item_unknown")))
          .compose(ordinal -> tx.preparedQuery(COLUMNS + "WHERE m.hearing = $1 AND m.ordinal = $2").execute(Tuple.of(hearing.id(), ordinal)))
          .map(rows -> Rows.one(rows, "material", Material::from))
          .map(material -> Change.of(material, new HearingEvent.MaterialPublished(number, material.item(), material.title(), material.url(), material.late())));
    });
  }

  /** With a new start the time by which its papers are due moves as far. */
  static Future<Void> move(SqlConnection tx, Hearing hearing, Instant startsAt) {
    return tx.preparedQuery("UPDATE material SET due_at = due_at + ($2::timestamptz - $3::timestamptz) WHERE hearing = $1")
        .execute(Tuple.of(hearing.id(), Rows.at(startsAt), Rows.at(hearing.startsAt())))
        .mapEmpty();
  }

  static Future<List<Material>> of(SqlClient db, Hearing hearing) {
    return db.preparedQuery(COLUMNS + "WHERE m.hearing = $1 ORDER BY m.ordinal LIMIT 500")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.list(rows, Material::from));
  }
}
