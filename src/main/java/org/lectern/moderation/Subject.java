package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.Testimony;
import org.lectern.testimony.TestimonyStatus;

/**
 * A testimony that moderators work on, claimed for the transaction. {@code body} is whose hearing or action it is about, null
 * for a reform area: those are for moderators of the whole place. {@code it} holds the text whatever its status.
 */
record Subject(UUID id, UUID targetId, UUID body, String name, String address, String title, Testimony it) {

  private static final String COLUMNS = Testimony.COLUMNS.replaceFirst("SELECT", """
      SELECT t.id, coalesce(t.hearing, t.area, t.action, t.policy) AS target_id, coalesce(h.body, x.issuer, c.owner) AS body, coalesce(t.email, (SELECT email FROM person WHERE id = t.person)) AS address,
        coalesce(h.title, a.title, x.title, c.title, t.number) AS title,""");

  static Future<Subject> claim(SqlConnection tx, Caller caller, String number) {
    return tx.preparedQuery(COLUMNS + "WHERE t.jurisdiction = $1 AND t.number = $2 FOR UPDATE OF t")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "testimony", Subject::from));
  }

  static Future<Subject> claim(SqlConnection tx, UUID id) {
    return tx.preparedQuery(COLUMNS + "WHERE t.id = $1 FOR UPDATE OF t")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "testimony", Subject::from));
  }

  private static Subject from(Row row) {
    return new Subject(row.getUUID("id"), row.getUUID("target_id"), row.getUUID("body"), row.getString("name"), row.getString("address"),
        row.getString("title"), Testimony.from(row, true));
  }

  /** A moderator of that body who holds none of the offices there that are moderated for. */
  Subject admits(Caller caller) {
    caller.in(body);
    if (separated(caller, body)) throw Problem.forbidden("separated_offices");
    return this;
  }

  static boolean separated(Caller caller, UUID body) {
    if (body != null) return caller.holdsAny(body, Role.CHAIR, Role.MEMBER, Role.LIAISON);
    return caller.holdsSomewhere(Role.CHAIR) || caller.holdsSomewhere(Role.MEMBER) || caller.holdsSomewhere(Role.LIAISON);
  }

  String number() {
    return it.number();
  }

  String target() {
    return it.target().address();
  }

  boolean anonymous() {
    return it.privacy() == Privacy.ANONYMOUS;
  }

  boolean confidential() {
    return it.privacy() == Privacy.CONFIDENTIAL;
  }

  boolean open() {
    return it.status() == TestimonyStatus.PUBLISHED || it.status() == TestimonyStatus.REDACTED;
  }

  /** The name as everyone may see it. */
  String byline() {
    return it.privacy() == Privacy.NAMED || it.privacy() == Privacy.PSEUDONYM ? name : null;
  }
}
