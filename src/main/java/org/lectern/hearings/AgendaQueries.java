package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.hearings.HearingCommands.NewItem;

/** The published versions of an agenda, and what changed from one to the next. */
public final class AgendaQueries {
  private AgendaQueries() {}

  /** One version as it was published; {@code finding} where the law asks for one. */
  public record Version(int version, Instant publishedAt, String reason, String finding, String hash, List<NewItem> items) {
    static Version from(Row row) {
      var items = ((JsonArray) row.getJson("items")).encode();
      return new Version(row.getInteger("version"), Rows.instant(row, "published_at"), row.getString("reason"), row.getString("finding"),
          HexFormat.of().formatHex(row.getBuffer("hash").getBytes()), List.of(Json.read(items, NewItem[].class)));
    }
  }

  /** A version beside the one before it; {@code latest} is the number of the newest. */
  public record Compared(long hearing, String title, Version version, int latest, List<AgendaDiff.Line> changes) {}

  public static Query<Compared> version(long number, int version) {
    return (db, caller) -> HearingQueries.find(db, caller, number).compose(hearing -> one(db, hearing, version)
        .compose(now -> one(db, hearing, version - 1).map(before -> {
          var shown = now.orElseThrow(() -> Problem.missing("agenda"));
          var changes = before.map(earlier -> AgendaDiff.of(earlier.items, shown.items).lines()).orElse(List.of());
          return new Compared(hearing.number(), hearing.title(), shown, hearing.agendaVersion(), changes);
        })));
  }

  private static Future<Optional<Version>> one(SqlClient db, Hearing hearing, int version) {
    return db.preparedQuery("SELECT version, published_at, reason, finding, hash, items FROM agenda_version WHERE hearing = $1 AND version = $2")
        .execute(Tuple.of(hearing.id(), version))
        .map(rows -> Rows.maybe(rows, Version::from));
  }
}
