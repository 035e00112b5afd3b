package org.lectern.testimony;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** Where testimony is cited, seen from what cites it. */
public final class Citations {
  private Citations() {}

  private static final Role[] OFFICES = {Role.CLERK, Role.MEMBER, Role.CHAIR};

  /** One passage: whose it is, where it is cited and when it was linked. {@code byline} is null if none is shown. */
  public record Citation(String testimony, String source, String passage, Privacy privacy, String byline, Instant at, String by) {}

  /** Everything cited there. */
  public record Cited(List<Citation> citations) {}

  /** What may cite a testimony: its address below the place and what it is called. */
  public record Citable(String address, String kind, String title) {}

  /** Of that address and of all below it, oldest first, two hundred at most. What is no longer shown is not quoted either. */
  public static Query<Cited> in(String address) {
    return (db, caller) -> db.preparedQuery("""
            SELECT t.number, s.source, s.passage, t.privacy, CASE WHEN t.privacy IN ('named', 'pseudonym') THEN t.name END AS byline, s.at, s.by_name
            FROM testimony_trail s
            JOIN testimony t ON t.id = s.testimony
            WHERE s.jurisdiction = $1 AND s.step = 'cited' AND (s.source = $2 OR starts_with(s.source, $2 || '/'))
              AND t.status IN ('published', 'redacted') AND t.privacy <> 'confidential'
            ORDER BY s.at
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id(), address))
        .map(rows -> new Cited(Rows.list(rows, row -> new Citation(row.getString("number"), row.getString("source"), row.getString("passage"), Rows.word(row, "privacy", Privacy.class),
            row.getString("byline"), Rows.instant(row, "at"), row.getString("by_name")))));
  }

  /** How often testimony on an area, on its hearings and on its actions is cited. */
  public static Query<Long> ofArea(String slug) {
    return (db, caller) -> db.preparedQuery("""
            SELECT coalesce(sum(c.cited), 0)::bigint AS cited
            FROM testimony_count c
            JOIN area a ON a.jurisdiction = $1 AND a.slug = $2
            WHERE c.target = a.id
              OR c.target IN (SELECT hearing FROM hearing_area WHERE area = a.id)
              OR c.target IN (SELECT id FROM action WHERE area = a.id)""")
        .execute(Tuple.of(caller.place().id(), slug))
        .map(rows -> Rows.one(rows, "area", row -> row.getLong("cited")));
  }

  /** What the caller's bodies have that can cite: decided items and minutes of the latest hearings, actions; the nearest to the testimony first. */
  public static Query<List<Citable>> offered(String number) {
    return (db, caller) -> db.preparedQuery("""
            WITH it AS (SELECT hearing, area, action, policy FROM testimony WHERE jurisdiction = $1 AND number = $2)
            SELECT address, kind, title
            FROM (
              SELECT 'hearings/' || h.number || '/items/' || i.ordinal AS address, 'decision' AS kind, i.number || ' · ' || i.title AS title, h.id = it.hearing AS near, h.starts_at AS at
              FROM it, hearing h
              JOIN agenda_item i ON i.hearing = h.id AND i.status = 'decided'
              WHERE h.jurisdiction = $1 AND h.status <> 'draft' AND (h.body = ANY ($3) OR $4)
              UNION ALL
              SELECT 'hearings/' || h.number || '/minutes', 'minutes', h.title, h.id = it.hearing, h.starts_at
              FROM it, hearing h
              JOIN minutes m ON m.hearing = h.id AND m.status <> 'none'
              WHERE h.jurisdiction = $1 AND (h.body = ANY ($3) OR $4)
              UNION ALL
              SELECT 'actions/' || x.number, 'action', x.title, x.hearing = it.hearing OR x.area = it.area OR x.id = it.action, x.issued_at
              FROM it, action x
              WHERE x.jurisdiction = $1 AND x.status <> 'draft' AND (x.issuer = ANY ($3) OR $4)
              UNION ALL
              SELECT 'policies/' || c.number, 'policy', c.title, c.area = it.area OR c.id = it.policy, c.created_at
              FROM it, policy_change c
              WHERE c.jurisdiction = $1 AND (c.owner = ANY ($3) OR $4)) AS citable
            ORDER BY near IS TRUE DESC, at DESC NULLS LAST
            LIMIT 60""")
        .execute(Tuple.of(caller.place().id(), number, caller.bodiesAs(OFFICES), caller.holdsEverywhere(OFFICES)))
        .map(rows -> Rows.list(rows, row -> new Citable(row.getString("address"), row.getString("kind"), row.getString("title"))));
  }
}
