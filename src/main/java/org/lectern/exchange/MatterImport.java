package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.exchange.LegistarFiles.MatterRow;
import org.lectern.exchange.Outcome.Tally;

/** Brings bills and resolutions in, some at a time. What is not asked for by name is not read: extra fields mean another thing in every city. */
final class MatterImport {
  private MatterImport() {}

  /** A matter in our words; status and type are the source's own. */
  record BroughtMatter(
      String externalId, String version, String file, String name, String title, String type, String status, LocalDate introducedOn,
      LocalDate lastActionOn, LocalDate enactedOn, String enactmentNumber) {}

  /** Null if it has no id. */
  static BroughtMatter read(MatterRow row) {
    var id = Legistar.id(row.matterId());
    if (id == null) return null;
    var name = Clean.line(row.matterName(), 1000);
    var title = Clean.line(row.matterTitle(), 4000);
    return new BroughtMatter(id, Legistar.version(row.matterRowVersion(), row.matterLastModifiedUtc(), row), Clean.line(row.matterFile(), 200), name,
        title != null ? title : name != null ? name : "(untitled)", Clean.line(row.matterTypeName(), 200), Clean.line(row.matterStatusName(), 200),
        date(row.matterIntroDate()), date(row.matterPassedDate()), date(row.matterEnactmentDate()), Clean.line(row.matterEnactmentNumber(), 100));
  }

  private static LocalDate date(String text) {
    try {
      return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }

  static Command<Tally> bring(String source, List<BroughtMatter> matters) {
    return (tx, caller) -> {
      var done = Future.succeededFuture(Tally.NONE);
      for (var matter : matters) {
        done = done.compose(tally -> tx.preparedQuery("""
                INSERT INTO matter AS m (id, jurisdiction, file, name, title, type, status, introduced_on, last_action_on, enacted_on, enactment_number, source,
                  external_id, source_version)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                ON CONFLICT (jurisdiction, source, external_id) DO UPDATE
                SET file = excluded.file, name = excluded.name, title = excluded.title, type = excluded.type, status = excluded.status,
                  introduced_on = excluded.introduced_on, last_action_on = excluded.last_action_on, enacted_on = excluded.enacted_on,
                  enactment_number = excluded.enactment_number, source_version = excluded.source_version
                WHERE m.source_version <> excluded.source_version
                RETURNING xmax = 0 AS added""")
            .execute(Tuple.from(new Object[] {Ids.next(), caller.place().id(), matter.file, matter.name, matter.title, matter.type, matter.status,
                matter.introducedOn, matter.lastActionOn, matter.enactedOn, matter.enactmentNumber, source, matter.externalId, matter.version}))
            .map(rows -> tally.plus(rows.size() == 0 ? new Tally(0, 0, 1, 0)
                : rows.iterator().next().getBoolean("added") ? new Tally(1, 0, 0, 0) : new Tally(0, 1, 0, 0))));
      }
      return done.map(tally -> tally.nothingChanged() ? Change.of(tally) : Change.of(tally, new ImportEvent.MattersImported(tally.added(), tally.changed(), source)));
    };
  }
}
