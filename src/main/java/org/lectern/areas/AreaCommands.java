package org.lectern.areas;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What can be done with the reform areas of a place, by whoever holds the office in the whole jurisdiction. */
public final class AreaCommands {
  private AreaCommands() {}

  /** What was adopted: only areas that were not there before. */
  public record Adopted(String catalogue, int version, List<String> areas) {}

  /** Which catalogue to take the areas from. */
  public record Adopting(String catalogue, Long hearing, String item) {}

  /** Why an area is switched off, for everyone to read, and the decision that says so, if one is named. */
  public record Disabling(String reason, Long hearing, String item) {}

  /** A catalogue's file. */
  public record Importing(String yaml) {}

  /** A version of a catalogue that can be adopted or merged from now on. */
  public record Imported(String catalogue, int version, String label, List<String> areas) {}

  public static Command<Adopted> adopt(Adopting adopting) {
    return (tx, caller) -> Catalogue.newest(tx, adopting.catalogue())
        .compose(newest -> Decision.find(tx, caller, adopting.hearing(), adopting.item())
            .compose(decision -> adopt(newest).perform(tx, caller)
                .compose(adopted -> decision == null ? Future.succeededFuture(adopted)
                    : tx.preparedQuery("UPDATE area SET decision = $3::text::jsonb WHERE jurisdiction = $1 AND slug = ANY ($2)")
                        .execute(Tuple.of(caller.place().id(), adopted.result().areas().toArray(String[]::new), Json.text(decision))).map(adopted))));
  }

  /** Checks the file and keeps it; no area changes before it is adopted or merged. */
  public static Command<Imported> importCatalogue(Importing importing) {
    return (tx, caller) -> {
      var catalogue = read(importing.yaml());
      return keep(tx, caller.in(null), catalogue)
          .map(kept -> new Imported(catalogue.id(), catalogue.version(), catalogue.label(), catalogue.areas().stream().map(Catalogue.Subject::slug).toList()))
          .map(imported -> Change.of(imported, new AreaEvent.CatalogueImported(imported.catalogue(), imported.version(), imported.areas().size())));
    };
  }

  private static Catalogue read(String yaml) {
    try {
      return Catalogue.read("catalogue", yaml);
    } catch (IllegalArgumentException unfit) {
      throw Problem.invalid(unfit.getMessage().lines().skip(1).limit(20).map(line -> Problem.Fault.at("/yaml", "catalogue_unfit", line)).toList());
    }
  }

  /** The same from the operator's command line, for no place in particular. */
  public static Future<Void> keep(SqlConnection tx, Catalogue catalogue) {
    return keep(tx, null, catalogue);
  }

  /** Areas already there are left untouched, edited or disabled as they may be; adopting again adds what is new. */
  public static Command<Adopted> adopt(Catalogue catalogue) {
    return (tx, caller) -> keep(tx, caller.in(null), catalogue)
        .compose(kept -> insert(tx, caller, catalogue))
        .map(slugs -> new Adopted(catalogue.id(), catalogue.version(), slugs))
        .map(adopted -> adopted.areas().isEmpty()
            ? Change.of(adopted)
            : Change.of(adopted, new AreaEvent.AreasAdopted(adopted.catalogue(), adopted.version(), adopted.areas())));
  }

  /** The same with these areas of the catalogue only. */
  public static Command<Adopted> adopt(Catalogue catalogue, List<String> slugs) {
    return (tx, caller) -> keep(tx, caller.in(null), catalogue)
        .compose(kept -> insert(tx, caller, catalogue.only(slugs)))
        .map(added -> new Adopted(catalogue.id(), catalogue.version(), added))
        .map(adopted -> adopted.areas().isEmpty() ? Change.of(adopted) : Change.of(adopted, new AreaEvent.AreasAdopted(adopted.catalogue(), adopted.version(), adopted.areas())));
  }

  /** The version stands beside what was taken from it. Under one number there is one text for ever. */
  private static Future<Void> keep(SqlConnection tx, Caller caller, Catalogue catalogue) {
    var values = Tuple.of(catalogue.id(), catalogue.version(), catalogue.label(), Json.text(catalogue.content()));
    return tx.preparedQuery("""
            INSERT INTO catalogue (id, version, label, content)
            VALUES ($1, $2, $3, $4::text::jsonb)
            ON CONFLICT DO NOTHING""")
        .execute(values)
        .compose(kept -> tx.preparedQuery("SELECT 1 FROM catalogue WHERE id = $1 AND version = $2 AND label = $3 AND content = $4::text::jsonb")
            .execute(values))
        .map(same -> {
          if (same.size() == 0) throw Problem.conflict("catalogue_version_changed", catalogue.id(), catalogue.version());
          return null;
        });
  }

  private static Future<List<String>> insert(SqlConnection tx, Caller caller, Catalogue catalogue) {
    var areas = catalogue.areas();
    return tx.preparedQuery("""
            INSERT INTO area (id, jurisdiction, slug, title, ordinal, status, catalogue, catalogue_version, content)
            SELECT n.id, $1, n.slug, n.title, n.ordinal, 'adopted', $2, $3, n.content::jsonb
            FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY AS n (id, slug, title, content, ordinal)
            ON CONFLICT (jurisdiction, slug) DO NOTHING
            RETURNING slug""")
        .execute(Tuple.from(new Object[] {caller.place().id(), catalogue.id(), catalogue.version(),
            IntStream.range(0, areas.size()).mapToObj(i -> Ids.next()).toArray(UUID[]::new),
            areas.stream().map(Catalogue.Subject::slug).toArray(String[]::new),
            areas.stream().map(Catalogue.Subject::title).toArray(String[]::new),
            areas.stream().map(area -> Json.text(area.content())).toArray(String[]::new)}))
        .map(rows -> new HashSet<>(Rows.list(rows, row -> row.getString("slug"))))
        .map(added -> areas.stream().map(Catalogue.Subject::slug).filter(added::contains).toList());
  }

  public static Command<Area> disable(String slug, Disabling disabling) {
    return (tx, caller) -> claim(tx, caller, slug).compose(area -> {
      if (disabling.reason() == null || disabling.reason().isBlank()) throw Problem.invalid("/reason", "reason_required");
      return Decision.find(tx, caller, disabling.hearing(), disabling.item()).compose(decision -> move(tx, area, AreaStatus.DISABLED, disabling.reason().strip(), decision,
          new AreaEvent.AreaDisabled(slug, area.title(), disabling.reason().strip())));
    });
  }

  public static Command<Area> enable(String slug) {
    return (tx, caller) -> claim(tx, caller, slug)
        .compose(area -> move(tx, area, AreaStatus.ADOPTED, null, null, new AreaEvent.AreaEnabled(slug, area.title())));
  }

  /** The area, locked for change. */
  static Future<Area> claim(SqlConnection tx, Caller caller, String slug) {
    return tx.preparedQuery(Area.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.slug = $2
            FOR UPDATE OF a""")
        .execute(Tuple.of(caller.in(null).place().id(), slug))
        .map(rows -> Rows.one(rows, "area", Area::from));
  }

  private static Future<Change<Area>> move(SqlConnection tx, Area area, AreaStatus target, String reason, Decision decision, Event event) {
    return tx.preparedQuery("UPDATE area SET status = $2, reason = $3, decision = $4::text::jsonb WHERE id = $1")
        .execute(Tuple.of(area.id(), area.status().to(target).word(), reason, decision == null ? null : Json.text(decision)))
        .compose(updated -> one(tx, area.id()))
        .map(now -> Change.of(now, event));
  }

  static Future<Area> one(SqlConnection tx, UUID id) {
    return tx.preparedQuery(Area.COLUMNS + "WHERE a.id = $1").execute(Tuple.of(id)).map(rows -> Rows.one(rows, "area", Area::from));
  }
}
