package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.regex.Pattern;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * What cites testimony, by its address below the place: a decided item ({@code hearings/12/items/2}), minutes
 * ({@code hearings/12/minutes}), an oversight action ({@code actions/ACT-2026-014}) or a policy change ({@code policies/…}).
 */
record Source(String address, UUID hearing, UUID action, UUID policy) {

  private static final Pattern ITEM = Pattern.compile("hearings/([0-9]{1,18})/items/([0-9]{1,6})");
  private static final Pattern MINUTES = Pattern.compile("hearings/([0-9]{1,18})/minutes");
  private static final Pattern POLICY = Pattern.compile("policies/(POL-[0-9]{4}-[0-9]{3,})");
  private static final Pattern ACTION = Pattern.compile("actions/(ACT-[0-9]{4}-[0-9]{3,})");

  private record Found(UUID hearing, UUID action, UUID policy, UUID body) {}

  /** The source, if it is public and the caller holds an office of its body; a 422 if nothing there can cite. */
  static Future<Source> claim(SqlConnection tx, Caller caller, String address) {
    var item = ITEM.matcher(address);
    var minutes = MINUTES.matcher(address);
    var action = ACTION.matcher(address);
    if (item.matches()) return found(tx, caller, address, """
        SELECT h.id AS hearing, NULL::uuid AS action, NULL::uuid AS policy, h.body
        FROM hearing h
        JOIN agenda_item i ON i.hearing = h.id
        WHERE h.jurisdiction = $1 AND h.number = $2 AND h.status <> 'draft' AND i.ordinal = $3 AND i.status = 'decided'""",
        Tuple.of(caller.place().id(), Long.parseLong(item.group(1)), Integer.parseInt(item.group(2))));
    if (minutes.matches()) return found(tx, caller, address, """
        SELECT h.id AS hearing, NULL::uuid AS action, NULL::uuid AS policy, h.body
        FROM hearing h
        JOIN minutes m ON m.hearing = h.id AND m.status <> 'none'
        WHERE h.jurisdiction = $1 AND h.number = $2""", Tuple.of(caller.place().id(), Long.parseLong(minutes.group(1))));
    if (action.matches()) return found(tx, caller, address, """
        SELECT NULL::uuid AS hearing, x.id AS action, NULL::uuid AS policy, x.issuer AS body
        FROM action x
        WHERE x.jurisdiction = $1 AND x.number = $2 AND x.status <> 'draft'""", Tuple.of(caller.place().id(), action.group(1)));
    var policy = POLICY.matcher(address);
    if (policy.matches()) return found(tx, caller, address, """
        SELECT NULL::uuid AS hearing, NULL::uuid AS action, c.id AS policy, c.owner AS body
        FROM policy_change c
        WHERE c.jurisdiction = $1 AND c.number = $2""", Tuple.of(caller.place().id(), policy.group(1)));
    throw unknown();
  }

  private static Problem unknown() {
    return Problem.invalid("/source", "source_cannot_cite");
  }

  private static Future<Source> found(SqlClient db, Caller caller, String address, String sql, Tuple key) {
    return db.preparedQuery(sql).execute(key)
        .map(rows -> Rows.maybe(rows, row -> new Found(row.getUUID("hearing"), row.getUUID("action"), row.getUUID("policy"), row.getUUID("body"))).orElseThrow(Source::unknown))
        .map(found -> {
          caller.in(found.body);
          return new Source(address, found.hearing, found.action, found.policy);
        });
  }
}
