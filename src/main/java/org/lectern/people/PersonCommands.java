package org.lectern.people;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.lectern.bodies.Body;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** Giving and taking back offices. An admin can do no more than this: content and status are out of an admin's reach. */
public final class PersonCommands {
  private PersonCommands() {}

  /** An office to be given: in one body, or (no body) in the whole jurisdiction; until when, if not for good. */
  public record Granting(String email, String name, Role role, String body, Instant endsAt) {}

  /** An office as given. */
  public record Granted(UUID id, UUID person, String email, Role role, String body) {}

  public static Command<Granted> grant(Granting granting) {
    return (tx, caller) -> {
      caller.in(null);
      var email = granting.email().strip().toLowerCase(Locale.ROOT);
      return body(tx, caller.place().id(), granting)
          .compose(body -> person(tx, email, granting.name())
              .compose(person -> separate(tx, caller.place().id(), granting, person, body).map(person))
              .compose(person -> insert(tx, caller.place().id(), caller.person(), granting, person, body)
                  .map(id -> Change.of(new Granted(id, person, email, granting.role(), granting.body()),
                      new PersonEvent.RoleGranted(person, id, granting.role().word(), granting.body())))));
    };
  }

  private static Future<Body> body(SqlConnection tx, UUID jurisdiction, Granting granting) {
    if (granting.body() == null) return Future.succeededFuture();
    return BodyQueries.find(tx, jurisdiction, granting.body()).map(body -> {
      if ((granting.role() == Role.LIAISON) != (body.kind() == BodyKind.AGENCY)) throw Problem.invalid("/role", "role_not_for_body");
      return body;
    });
  }

  /** The account of that address, made if there is none. */
  public static Future<UUID> person(SqlConnection tx, String email, String name) {
    return tx.preparedQuery("""
            INSERT INTO person (id, email, name)
            VALUES ($1, $2, $3)
            ON CONFLICT (email) DO UPDATE SET name = coalesce(person.name, excluded.name)
            RETURNING id""")
        .execute(Tuple.of(Ids.next(), email, name))
        .map(rows -> Rows.one(rows, "person", row -> row.getUUID("id")));
  }

  /** Whoever moderates what is said to a body holds none of its seats, and speaks for no agency where both are for the whole place. */
  private static Future<Void> separate(SqlConnection tx, UUID jurisdiction, Granting granting, UUID person, Body body) {
    var seats = new String[] {"chair", "member", "liaison"};
    var against = granting.role() == Role.MODERATOR ? seats
        : List.of(seats).contains(granting.role().word()) ? new String[] {"moderator"} : new String[0];
    if (against.length == 0) return Future.succeededFuture();
    return tx.preparedQuery("""
            SELECT role
            FROM role_grant
            WHERE person = $1 AND jurisdiction = $2 AND role = ANY ($3) AND revoked_at IS NULL AND (ends_at IS NULL OR ends_at > now())
              AND (body IS NULL OR $4::uuid IS NULL OR body = $4)""")
        .execute(Tuple.of(person, jurisdiction, against, body == null ? null : body.id()))
        .map(held -> {
          if (held.size() > 0) throw Problem.invalid("/role", "separated_offices");
          return null;
        });
  }

  private static Future<UUID> insert(SqlConnection tx, UUID jurisdiction, UUID by, Granting granting, UUID person, Body body) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO role_grant (id, person, jurisdiction, body, role, granted_by, ends_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)""")
        .execute(Tuple.of(id, person, jurisdiction, body == null ? null : body.id(), granting.role().word(), by, Rows.at(granting.endsAt())))
        .map(id);
  }

  /** Takes an office back; the person's open sockets end within two seconds. */
  public static Command<Granted> revoke(UUID grant) {
    return (tx, caller) -> {
      caller.in(null);
      return tx.preparedQuery("""
              UPDATE role_grant g
              SET revoked_at = now()
              FROM person p
              WHERE g.id = $1 AND g.jurisdiction = $2 AND g.revoked_at IS NULL AND p.id = g.person
              RETURNING g.id, g.person, p.email, g.role, (SELECT slug FROM body WHERE id = g.body) AS body""")
          .execute(Tuple.of(grant, caller.place().id()))
          .map(rows -> Rows.one(rows, "grant", row -> new Granted(row.getUUID("id"), row.getUUID("person"), row.getString("email"),
              Role.of(row.getString("role")), row.getString("body"))))
          .map(revoked -> Change.of(revoked, new PersonEvent.RoleRevoked(revoked.person(), revoked.id(), revoked.role().word(), revoked.body())));
    };
  }
}
