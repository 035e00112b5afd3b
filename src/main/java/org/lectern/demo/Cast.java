package org.lectern.demo;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Access;
import org.lectern.core.Caller;
import org.lectern.core.Grant;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Role;

/** The people of the demo with an account, each acting through the door that their office opens. */
final class Cast {

  /** Whose addresses end like this belongs to the demo; {@code web/DemoPages} finds five of them by it. */
  static final String DOMAIN = "@demo.example";

  private record Member(UUID id, String name, Set<Grant> grants) {}

  private final Jurisdiction place;
  private final Map<String, Member> members = new HashMap<>();

  private Cast(Jurisdiction place) {
    this.place = place;
  }

  static Future<Cast> of(SqlClient db, Jurisdiction place) {
    return db.preparedQuery("""
            SELECT p.id, p.email, p.name, g.role, g.jurisdiction, g.body
            FROM person p
            LEFT JOIN role_grant g ON g.person = p.id AND g.jurisdiction = $1 AND g.revoked_at IS NULL
            WHERE p.email LIKE '%' || $2::text""")
        .execute(Tuple.of(place.id(), DOMAIN))
        .map(rows -> {
          var cast = new Cast(place);
          for (var row : rows) {
            var key = row.getString("email").replace(DOMAIN, "");
            var member = cast.members.computeIfAbsent(key, first -> new Member(row.getUUID("id"), row.getString("name"), new HashSet<>()));
            if (row.getString("role") != null) member.grants.add(new Grant(Role.of(row.getString("role")), row.getUUID("jurisdiction"), row.getUUID("body")));
          }
          return cast;
        });
  }

  /** That person in that office. */
  Caller as(String key, Role role) {
    return person(key, Access.only(role));
  }

  Caller person(String key, Access door) {
    var member = members.get(key);
    return new Caller(member.id, member.name, member.grants, place, door, "web");
  }

  Caller resident() {
    return person("resident", Access.ANYONE);
  }

  Caller visitor(String channel) {
    return new Caller(null, null, Set.of(), place, Access.ANYONE, channel);
  }

  UUID id(String key) {
    return members.get(key).id;
  }

  Jurisdiction place() {
    return place;
  }
}
