package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** Who takes a seat in a body and who leaves it. Whoever left stays in the votes and minutes of the time. */
public final class MemberCommands {
  private MemberCommands() {}

  /** Somebody who takes a seat; the seat's name only where seats have names. */
  public record Seating(String name, String seat) {}

  public static Command<Member> seat(String body, Seating seating) {
    return (tx, caller) -> sitting(tx, caller, body)
        .compose(found -> refuseTwice(tx, found, seating).compose(free -> insert(tx, caller, found, seating)))
        .map(member -> Change.of(member, new BodyEvent.MemberSeated(body, member.name(), member.seat())));
  }

  private static Future<Body> sitting(SqlConnection tx, Caller caller, String slug) {
    return BodyQueries.find(tx, caller.place().id(), slug).map(body -> {
      caller.in(body.id());
      if (body.kind() == BodyKind.AGENCY) throw Problem.conflict("agency_has_no_members");
      return body;
    });
  }

  private static Future<Void> refuseTwice(SqlConnection tx, Body body, Seating seating) {
    return tx.preparedQuery("SELECT 1 FROM member WHERE body = $1 AND lower(name) = lower($2) AND until IS NULL")
        .execute(Tuple.of(body.id(), seating.name().strip()))
        .map(there -> {
          if (there.size() > 0) throw Problem.invalid("/name", "member_already_sits");
          return null;
        });
  }

  private static Future<Member> insert(SqlConnection tx, Caller caller, Body body, Seating seating) {
    if (seating.name().isBlank()) throw Problem.invalid("/name", "required");
    return tx.preparedQuery("""
            INSERT INTO member AS m (id, jurisdiction, body, name, seat)
            VALUES ($1, $2, $3, $4, nullif($5, ''))
            RETURNING m.id, m.name, m.seat, m.since, m.until""")
        .execute(Tuple.of(Ids.next(), caller.place().id(), body.id(), seating.name().strip(), seating.seat() == null ? null : seating.seat().strip()))
        .map(rows -> Rows.one(rows, "member", Member::from));
  }

  public static Command<Member> unseat(String body, UUID member) {
    return (tx, caller) -> sitting(tx, caller, body)
        .compose(found -> tx.preparedQuery("""
                UPDATE member m
                SET until = now()
                WHERE m.id = $1 AND m.body = $2 AND m.until IS NULL
                RETURNING m.id, m.name, m.seat, m.since, m.until""")
            .execute(Tuple.of(member, found.id())))
        .map(rows -> Rows.one(rows, "member", Member::from))
        .map(left -> Change.of(left, new BodyEvent.MemberUnseated(body, left.name(), left.seat())));
  }
}
