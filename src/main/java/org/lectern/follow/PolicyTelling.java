package org.lectern.follow;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Rows;
import org.lectern.follow.Telling.Concerned;

/** Who is told of what happens to a policy change: whoever follows it; followers of its area, its owner or the place hear of its turns only. */
final class PolicyTelling {
  private PolicyTelling() {}

  static final List<String> TYPES = List.of("PolicyDraftingBegun", "PolicyTextWritten", "PolicyCommentOpened", "PolicyRevisionBegun", "PolicyPending", "PolicyAdopted", "PolicyTookEffect",
      "PolicyTrainingBegun", "PolicyPractised", "PolicyEvaluated", "PolicyWithdrawn", "PolicyRejected", "PolicyRepealed", "PolicyPreempted", "PolicyEnjoined", "PolicyBlocked", "PolicySunsetNear");

  private static final List<String> TURNS = List.of("PolicyCommentOpened", "PolicyPending", "PolicyAdopted", "PolicyWithdrawn", "PolicyRejected", "PolicyRepealed");

  /** By address, each once. Whoever began to follow later has read it on the page. */
  static Future<List<Concerned>> concerned(SqlConnection tx, Caller caller, String type, String number, OffsetDateTime at, String after, int most) {
    return tx.preparedQuery("""
            WITH told AS (
              SELECT p.number, b.slug AS owner, r.slug AS area
              FROM policy_change p
              JOIN body b ON b.id = p.owner
              LEFT JOIN area r ON r.id = p.area
              WHERE p.jurisdiction = $1 AND p.number = $2)
            SELECT DISTINCT ON (f.email COLLATE "C") f.email AS address, f.language, NULL::uuid AS slot, f.id AS follower, f.topic
            FROM told t
            JOIN follower f ON f.jurisdiction = $1 AND f.confirmed_at <= $5 AND f.email COLLATE "C" > $3
              AND (f.topic = 'policies/' || t.number OR ($6 AND f.topic IN ('areas/' || t.area, 'bodies/' || t.owner, 'place')))
            ORDER BY f.email COLLATE "C", f.topic <> 'policies/' || t.number
            LIMIT $4""")
        .execute(Tuple.of(caller.place().id(), number, after, most, at, TURNS.contains(type)))
        .map(rows -> Rows.list(rows, Concerned::from));
  }
}
