package org.lectern.people;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Grant;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** What can be known about accounts: one's own by oneself, the offices of a place by its admins. */
public final class PersonQueries {
  private PersonQueries() {}

  /** A person who is signed in, and the offices held now. */
  public record Account(UUID person, String email, String name, Set<Grant> grants) {}

  /** An office as admins and the person see it. */
  public record Office(UUID id, String email, String name, Role role, String body, Instant startsAt, Instant endsAt) {}

  /** One's own account. */
  public record Me(UUID person, String email, String name, List<Office> offices) {}

  /** The account behind a session that still lasts; empty when it was ended, ran out, or the person was suspended. */
  public static Future<Account> account(SqlClient db, UUID session) {
    return db.preparedQuery("""
            SELECT p.id, p.email, p.name, g.role, g.jurisdiction, g.body
            FROM session s
            JOIN person p ON p.id = s.person AND p.suspended_at IS NULL
            LEFT JOIN role_grant g ON g.person = p.id AND g.revoked_at IS NULL AND g.starts_at <= now()
              AND (g.ends_at IS NULL OR g.ends_at > now())
            WHERE s.id = $1 AND s.revoked_at IS NULL AND s.idle_until > now() AND s.ends_at > now()
            LIMIT 500""")
        .execute(Tuple.of(session))
        .map(rows -> {
          if (rows.size() == 0) throw Problem.of(401, "session_over");
          var grants = new HashSet<Grant>();
          Row person = null;
          for (var row : rows) {
            person = row;
            if (row.getString("role") != null) grants.add(new Grant(Role.of(row.getString("role")), row.getUUID("jurisdiction"), row.getUUID("body")));
          }
          return new Account(person.getUUID("id"), person.getString("email"), person.getString("name"), Set.copyOf(grants));
        });
  }

  /** Which of these sessions still last. */
  public static Future<Set<UUID>> lasting(SqlClient db, UUID[] sessions) {
    return db.preparedQuery("""
            SELECT s.id
            FROM session s
            JOIN person p ON p.id = s.person AND p.suspended_at IS NULL
            WHERE s.id = ANY($1) AND s.revoked_at IS NULL AND s.idle_until > now() AND s.ends_at > now()""")
        .execute(Tuple.of((Object) sessions))
        .map(rows -> new HashSet<>(Rows.list(rows, row -> row.getUUID("id"))));
  }

  private static final String OFFICE = """
      SELECT g.id, p.email, p.name, g.role, b.slug AS body, g.starts_at, g.ends_at
      FROM role_grant g
      JOIN person p ON p.id = g.person
      LEFT JOIN body b ON b.id = g.body
      WHERE g.revoked_at IS NULL AND (g.ends_at IS NULL OR g.ends_at > now())
      """;

  public static Query<List<Office>> offices() {
    return (db, caller) -> db.preparedQuery(OFFICE + "AND g.jurisdiction = $1 ORDER BY p.email, g.role LIMIT 1000")
        .execute(Tuple.of(caller.in(null).place().id()))
        .map(rows -> Rows.list(rows, PersonQueries::office));
  }

  public static Query<Me> me() {
    return (db, caller) -> db.preparedQuery("SELECT id, email, name FROM person WHERE id = $1")
        .execute(Tuple.of(caller.person()))
        .compose(rows -> db.preparedQuery(OFFICE + "AND g.person = $1 ORDER BY g.role LIMIT 200")
            .execute(Tuple.of(caller.person()))
            .map(offices -> Rows.one(rows, "person", row -> new Me(row.getUUID("id"), row.getString("email"), row.getString("name"),
                Rows.list(offices, PersonQueries::office)))));
  }

  private static Office office(Row row) {
    return new Office(row.getUUID("id"), row.getString("email"), row.getString("name"), Role.of(row.getString("role")), row.getString("body"),
        Rows.instant(row, "starts_at"), Rows.instant(row, "ends_at"));
  }
}
