package org.lectern.policies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** The texts of a policy change: versions that are added and never overwritten. */
final class Texts {
  private Texts() {}

  static Future<Integer> add(SqlConnection tx, Caller caller, UUID policy, String text, String note, boolean material) {
    return tx.preparedQuery("UPDATE policy_change SET text_version = text_version + 1 WHERE id = $1 RETURNING text_version")
        .execute(Tuple.of(policy))
        .map(rows -> Rows.one(rows, "policy", row -> row.getInteger("text_version")))
        .compose(version -> tx.preparedQuery("""
                INSERT INTO policy_text (jurisdiction, policy, version, text, note, material, by_person, by_name)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""")
            .execute(Tuple.from(new Object[] {caller.place().id(), policy, version, text, note, material, caller.person(), caller.name()}))
            .map(version));
  }

  static Future<Void> refuseSame(SqlConnection tx, PolicyChange policy, String text) {
    return tx.preparedQuery("SELECT 1 FROM policy_text WHERE policy = $1 AND version = $2 AND text = $3")
        .execute(Tuple.of(policy.id(), policy.textVersion(), text))
        .map(same -> {
          if (same.size() > 0) throw Problem.invalid("/text", "text_unchanged");
          return null;
        });
  }

  /** What changed in substance after people were asked, they are asked about again. */
  static Future<Void> refuseUnasked(SqlConnection tx, PolicyChange policy) {
    return tx.preparedQuery("SELECT version FROM policy_text WHERE policy = $1 AND version > $2 AND material ORDER BY version LIMIT 1")
        .execute(Tuple.of(policy.id(), policy.commentedVersion()))
        .map(rows -> {
          Rows.maybe(rows, row -> row.getInteger("version")).ifPresent(version -> {
            throw Problem.conflict("material_change_needs_comment", version);
          });
          return null;
        });
  }
}
