package org.lectern.follow;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Rows;
import org.lectern.follow.Telling.Concerned;

/**
 * Who is told of what happens to an oversight action: the liaisons of the agencies of what they owe, the members and the chair of the board
 * of what waits for them, and whoever follows the action; followers of its area, its board or the place hear of its turns only.
 */
final class ActionTelling {
  private ActionTelling() {}

  /** On the record for those concerned alone, and told to them alone. */
  static final String[] PRIVATE = {"ActionDueSoon", "AddresseeDueSoon"};

  private static final List<String> AGENCY = List.of("ActionIssued", "ActionAgreed", "ActionInsisted", "ActionAmended", "ExtensionGranted", "ExtensionRefused", "ActionVerified", "ActionClosed",
      "ActionSuperseded", "ActionNotApplicable", "ActionReassessed", "ActionReopened", "ActionDueSoon", "ActionOverdue", "ActionPutForward", "AddresseeDueSoon", "AddresseeOverdue");
  private static final List<String> BOARD = List.of("ActionAnswered", "ExtensionAsked", "ActionReported", "ActionOverdue", "ActionPutForward", "AddresseeAnswered", "AddresseeReported", "AddresseeOverdue");
  private static final List<String> TURNS = List.of("ActionIssued", "ActionVerified", "ActionClosed", "ActionReassessed", "ActionOverdue");

  /** The date that passed, null if it is about something else. */
  static LocalDate due(String type, JsonObject data) {
    return type.equals("ActionOverdue") || type.equals("AddresseeOverdue") ? LocalDate.parse(data.getString("due")) : null;
  }

  /**
   * By address, each once, officials first. Whoever came into office or began to follow later has read it on the page. What was overdue
   * long before it was brought from another register is no news.
   */
  static Future<List<Concerned>> concerned(SqlConnection tx, Caller caller, String type, String number, String agency, LocalDate due, OffsetDateTime at, String after, int most) {
    return tx.preparedQuery("""
            WITH told AS (
              SELECT a.id, a.number, a.issuer, a.addressee, b.slug AS board, r.slug AS area, coalesce(j.languages[1], 'en') AS language
              FROM action a
              JOIN jurisdiction j ON j.id = a.jurisdiction
              JOIN body b ON b.id = a.issuer
              LEFT JOIN area r ON r.id = a.area
              WHERE a.jurisdiction = $1 AND a.number = $2 AND NOT (a.imported AND coalesce($10::date < ($5 AT TIME ZONE j.zone)::date - 37, false))),
            everybody AS (
              SELECT p.email AS address, 0 AS distance, t.language, NULL::uuid AS follower, NULL::text AS topic
              FROM told t
              JOIN role_grant g ON g.jurisdiction = $1
                AND ((g.role = 'liaison' AND $6 AND (g.body IS NULL OR (g.body = t.addressee AND NOT $11) OR g.body IN (SELECT p.body FROM action_addressee p JOIN body b ON b.id = p.body WHERE p.action = t.id AND (NOT $11 OR b.slug = $12)))) OR (g.role IN ('member', 'chair') AND $7 AND (g.body IS NULL OR g.body = t.issuer)))
                AND g.revoked_at IS NULL AND g.starts_at <= $5 AND (g.ends_at IS NULL OR g.ends_at > now())
              JOIN person p ON p.id = g.person AND p.suspended_at IS NULL
              UNION ALL
              SELECT f.email, CASE WHEN f.topic = 'actions/' || t.number THEN 1 ELSE 2 END, f.language, f.id, f.topic
              FROM told t
              JOIN follower f ON f.jurisdiction = $1 AND f.confirmed_at <= $5 AND NOT $9
                AND (f.topic = 'actions/' || t.number OR ($8 AND f.topic IN ('areas/' || t.area, 'bodies/' || t.board, 'place'))))
            SELECT DISTINCT ON (address COLLATE "C") address, language, NULL::uuid AS slot, follower, topic
            FROM everybody
            WHERE address COLLATE "C" > $3
            ORDER BY address COLLATE "C", distance
            LIMIT $4""")
        .execute(Tuple.from(new Object[] {caller.place().id(), number, after, most, at, AGENCY.contains(type), BOARD.contains(type), TURNS.contains(type), List.of(PRIVATE).contains(type), due,
            agency != null, agency}))
        .map(rows -> Rows.list(rows, Concerned::from));
  }
}
