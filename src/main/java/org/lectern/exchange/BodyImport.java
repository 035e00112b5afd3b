package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyEvent;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Rows;
import org.lectern.exchange.Outcome.Tally;

/**
 * Brings one body in. Only the name follows the source afterwards: kind, seats, powers and quorum are for the place to
 * correct. A body of the same name that the place founded itself is taken to be the same.
 */
final class BodyImport {
  private BodyImport() {}

  /** The body as it stands now, and what that took. */
  record Placed(UUID id, Tally tally, List<Event> events) {}

  private record Standing(UUID id, String slug, String name, String source) {}

  static Future<Placed> place(SqlConnection tx, Caller caller, BroughtBody body) {
    return standing(tx, caller, body)
        .compose(standing -> standing == null ? found(tx, caller, body) : keep(tx, caller, body, standing));
  }

  private static Future<Standing> standing(SqlConnection tx, Caller caller, BroughtBody body) {
    return tx.preparedQuery("""
            SELECT id, slug, name, source
            FROM body
            WHERE jurisdiction = $1 AND ((source = $2 AND external_id = $3) OR (source IS NULL AND kind <> 'agency' AND lower(name) = lower($4)))
            ORDER BY source IS NULL
            LIMIT 1
            FOR UPDATE""")
        .execute(Tuple.of(caller.place().id(), body.source(), body.externalId(), body.name()))
        .map(rows -> Rows.first(rows, BodyImport::standing, null));
  }

  private static Standing standing(Row row) {
    return new Standing(row.getUUID("id"), row.getString("slug"), row.getString("name"), row.getString("source"));
  }

  private static Future<Placed> found(SqlConnection tx, Caller caller, BroughtBody body) {
    return freeSlug(tx, caller, body).compose(slug -> BodyCommands.insert(tx, caller.place().id(),
            new BodyCommands.NewBody(slug, body.name(), body.kind(), null, null, body.seats(), null, body.summary()), body.source(), body.externalId())
        .map(id -> new Placed(id, new Tally(1, 0, 0, 0), List.of(new BodyEvent.BodyFounded(slug, body.name(), Rows.word(body.kind()))))));
  }

  private static Future<String> freeSlug(SqlConnection tx, Caller caller, BroughtBody body) {
    var slug = slug(body.name());
    return tx.preparedQuery("SELECT slug FROM body WHERE jurisdiction = $1 AND starts_with(slug, $2)")
        .execute(Tuple.of(caller.place().id(), slug))
        .map(rows -> free(slug, new HashSet<>(Rows.list(rows, row -> row.getString("slug")))));
  }

  /** The name in small letters and hyphens, short enough for a number after it. */
  static String slug(String name) {
    var plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}+", "").replaceAll("['’]", "").replace("&", " and ");
    var slug = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.isEmpty() ? "body" : slug.length() <= 75 ? slug : slug.substring(0, 75).replaceFirst("-[^-]*$", "");
  }

  private static String free(String slug, Set<String> taken) {
    return Stream.iterate(1, n -> n + 1).map(n -> n == 1 ? slug : slug + "-" + n).filter(each -> !taken.contains(each)).findFirst().orElseThrow();
  }

  private static Future<Placed> keep(SqlConnection tx, Caller caller, BroughtBody body, Standing standing) {
    if (standing.source == null) return change(tx, body, standing, new ImportEvent.BodyTied(standing.slug, standing.name, body.source(), body.externalId()));
    if (!standing.name.equals(body.name())) return change(tx, body, standing, new ImportEvent.BodyRenamed(standing.slug, body.name(), standing.name));
    return Future.succeededFuture(new Placed(standing.id, new Tally(0, 0, 1, 0), List.of()));
  }

  private static Future<Placed> change(SqlConnection tx, BroughtBody body, Standing standing, Event event) {
    return tx.preparedQuery("UPDATE body SET name = $2, source = $3, external_id = $4 WHERE id = $1")
        .execute(Tuple.of(standing.id, body.name(), body.source(), body.externalId()))
        .map(new Placed(standing.id, new Tally(0, 1, 0, 0), List.of(event)));
  }
}
