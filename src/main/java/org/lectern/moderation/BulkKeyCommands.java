package org.lectern.moderation;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** Keys for organisations that send their members' testimony in bulk: each says what it vouches for, and everyone sees that it came through them. */
public final class BulkKeyCommands {
  private BulkKeyCommands() {}

  /** @param attestation what the organisation vouches for, in its own words; public */
  public record Issuing(String organisation, String attestation, Integer perHour) {}

  /** The key, and the id from which its secret is made. */
  public record Issued(UUID id, String organisation) {}

  public record BulkKey(UUID id, String organisation, String attestation, int perHour, Instant issuedAt, Instant revokedAt, long testimony) {}

  public record BulkKeys(List<BulkKey> items) {}

  public static Command<Issued> issue(Issuing issuing, Secrets secrets) {
    var id = Ids.next();
    return (tx, caller) -> {
      caller.in(null);
      return tx.preparedQuery("INSERT INTO bulk_key (id, jurisdiction, organisation, attestation, per_hour, key_hash, issued_by) VALUES ($1, $2, $3, $4, $5, $6, $7)")
          .execute(Tuple.of(id, caller.place().id(), issuing.organisation.strip(), issuing.attestation.strip(), issuing.perHour == null ? 2_000 : issuing.perHour,
              Buffer.buffer(Secrets.hash(secrets.link("bulk", id))), caller.person()))
          .map(done -> Change.of(new Issued(id, issuing.organisation.strip()), new BulkKeyEvent.BulkKeyIssued(issuing.organisation.strip(), issuing.attestation.strip())));
    };
  }

  public static Query<BulkKeys> list() {
    return (db, caller) -> db.preparedQuery("""
            SELECT k.id, k.organisation, k.attestation, k.per_hour, k.issued_at, k.revoked_at,
              (SELECT count(*) FROM testimony t WHERE t.jurisdiction = k.jurisdiction AND t.attested_by = k.organisation) AS testimony
            FROM bulk_key k
            WHERE k.jurisdiction = $1
            ORDER BY k.revoked_at IS NOT NULL, k.issued_at DESC
            LIMIT 200""")
        .execute(Tuple.of(caller.in(null).place().id()))
        .map(rows -> new BulkKeys(Rows.list(rows, row -> new BulkKey(row.getUUID("id"), row.getString("organisation"), row.getString("attestation"), row.getInteger("per_hour"),
            Rows.instant(row, "issued_at"), Rows.instant(row, "revoked_at"), row.getLong("testimony")))));
  }

  /** What came with it stays; from now on nothing does. */
  public static Command<Issued> revoke(UUID key) {
    return (tx, caller) -> {
      caller.in(null);
      return tx.preparedQuery("UPDATE bulk_key SET revoked_at = now() WHERE id = $1 AND jurisdiction = $2 AND revoked_at IS NULL RETURNING organisation")
          .execute(Tuple.of(key, caller.place().id()))
          .map(rows -> Rows.one(rows, "bulk_key", row -> new Issued(key, row.getString("organisation"))))
          .map(revoked -> Change.of(revoked, new BulkKeyEvent.BulkKeyRevoked(revoked.organisation)));
    };
  }
}
