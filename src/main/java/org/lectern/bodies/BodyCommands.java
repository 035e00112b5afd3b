package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;

/** What can be done with jurisdictions and bodies. */
public final class BodyCommands {
  private BodyCommands() {}

  /** A jurisdiction to be. Zone is an IANA name; the profile a preset of legal clocks. */
  public record Founding(
      String slug, String name, String kind, String ocdId, String zone, List<String> languages, Integer population, String profile) {}

  /** A body to be. */
  public record NewBody(
      String slug, String name, BodyKind kind, String model, List<String> powers, Integer seats, Integer quorum, String summary) {}

  /** Founds a jurisdiction with an empty record. It is the jurisdiction's own first entry. */
  public static Command<UUID> found(UUID id, Founding founding) {
    var profile = profile(founding.profile());
    var zone = zone(founding.zone());
    return (tx, caller) -> tx.preparedQuery("""
            WITH founded AS (
              INSERT INTO jurisdiction (id, slug, name, kind, ocd_id, zone, languages, population, profile, profile_version)
              VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
              RETURNING id)
            INSERT INTO journal_head (jurisdiction)
            SELECT id FROM founded""")
        .execute(Tuple.from(new Object[] {id, founding.slug(), founding.name(), founding.kind(), founding.ocdId(), zone.getId(),
            founding.languages().toArray(String[]::new), founding.population(), profile.id(), profile.version()}))
        .map(Change.of(id, new BodyEvent.JurisdictionFounded(founding.slug(), founding.name(), zone.getId(), profile.id(), profile.version())));
  }

  private static Profile profile(String id) {
    try {
      return Profile.current(id);
    } catch (NoSuchElementException unknown) {
      throw Problem.invalid("/profile", "profile_unknown");
    }
  }

  private static ZoneId zone(String name) {
    try {
      var zone = ZoneId.of(name);
      if (zone.getRules() == null) throw Problem.invalid("/zone", "zone_unknown");
      return zone;
    } catch (DateTimeException unknown) {
      throw Problem.invalid("/zone", "zone_unknown");
    }
  }

  public static Command<Body> establish(NewBody body) {
    return (tx, caller) -> insert(tx, caller.place().id(), body, null, null)
        .map(id -> Change.of(as(id, body), new BodyEvent.BodyFounded(body.slug(), body.name(), body.kind().name().toLowerCase(Locale.ROOT))));
  }

  /** The row itself; imports bring a source and its id along. */
  public static Future<UUID> insert(SqlConnection tx, UUID jurisdiction, NewBody body, String source, String externalId) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO body (id, jurisdiction, slug, name, kind, model, powers, seats, quorum, summary, source, external_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""")
        .execute(Tuple.from(new Object[] {id, jurisdiction, body.slug(), body.name(), body.kind().name().toLowerCase(Locale.ROOT), body.model(),
            body.powers() == null ? new String[0] : body.powers().toArray(String[]::new), body.seats(), body.quorum(), body.summary(), source, externalId}))
        .map(id);
  }

  private static Body as(UUID id, NewBody body) {
    return new Body(id, body.slug(), body.name(), body.kind(), body.model(), body.powers() == null ? List.of() : body.powers(),
        body.seats(), body.quorum(), body.summary());
  }
}
