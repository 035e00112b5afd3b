package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.oversight.Report.Proof;

/**
 * What was shown: for the criterion with that ordinal, or for the whole if null. Hashes are SHA-256 in hexadecimal: of the linked document
 * as whoever gave it states it, and of what was given here ({@link #contentHash(Proof)}). {@code redacted} says that the original is withheld
 * from this reader on the basis {@code confidential}; {@code hidden} is the ground on which a moderator took it from view.
 */
public record Evidence(Integer number, Integer criterion, String text, String url, String origin, LocalDate dated, LocalDate periodFrom, LocalDate periodTo, String documentHash,
    String contentHash, Side side, String confidential, boolean redacted, String hidden, String byName, Instant at, List<EvidenceFiles.Shown> files) {

  private static Evidence from(Row row) {
    return new Evidence(row.getInteger("number"), row.getInteger("criterion"), row.getString("text"), row.getString("url"), row.getString("origin"), row.getLocalDate("dated"),
        row.getLocalDate("period_from"), row.getLocalDate("period_to"), hex(row, "document_hash"), hex(row, "content_hash"), Rows.word(row, "by_side", Side.class),
        row.getString("confidential"), row.getBoolean("redacted"), row.getString("hidden"), row.getString("by_name"), Rows.instant(row, "at"), EvidenceFiles.Shown.list(row.getJsonArray("files"), row.getBoolean("redacted")));
  }

  private static String hex(Row row, String column) {
    var bytes = row.getBuffer(column);
    return bytes == null ? null : HexFormat.of().formatHex(bytes.getBytes());
  }

  /** The original of what is confidential is for the board that asked and the agency that was asked. */
  static boolean seesAll(Caller caller, Action action) {
    return caller.holdsAny(action.issuer(), Role.MEMBER, Role.CHAIR) || action.asks(caller);
  }

  /** The newest first. */
  static Future<List<Evidence>> of(SqlClient db, Caller caller, Action action) {
    return db.preparedQuery("""
            SELECT e.number, c.ordinal AS criterion, e.origin, e.dated, e.period_from, e.period_to, e.document_hash, e.content_hash, e.by_side, e.confidential, e.hidden, e.by_name, e.at,
            """ + EvidenceFiles.FILES + """
               AS files,
              e.confidential IS NOT NULL AND NOT $2 AS redacted,
              CASE WHEN e.hidden IS NOT NULL THEN NULL WHEN e.confidential IS NULL OR $2 THEN e.text ELSE e.redacted_text END AS text,
              CASE WHEN e.hidden IS NOT NULL THEN NULL WHEN e.confidential IS NULL OR $2 THEN e.url ELSE e.redacted_url END AS url
            FROM action_evidence e
            LEFT JOIN action_criterion c ON c.id = e.criterion
            WHERE e.action = $1
            ORDER BY e.at DESC, e.number
            LIMIT 1000""")
        .execute(Tuple.of(action.id(), seesAll(caller, action)))
        .map(rows -> Rows.list(rows, Evidence::from));
  }

  /** Writes it as the action's next piece; the answer is its number. The action is locked. */
  static Future<Integer> insert(SqlConnection tx, Caller caller, Action action, List<Criterion> criteria, Proof proof, Side side, String name) {
    return tx.preparedQuery("""
            INSERT INTO action_evidence (id, jurisdiction, action, number, criterion, text, url, origin, dated, period_from, period_to, document_hash, content_hash, by_side, confidential,
              redacted_text, redacted_url, by_person, by_name)
            SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18
            FROM action_evidence
            WHERE action = $3
            RETURNING number""")
        .execute(Tuple.from(new Object[] {Ids.next(), caller.place().id(), action.id(), criterion(criteria, proof), proof.text().strip(), blank(proof.url()), blank(proof.origin()),
            proof.dated(), proof.periodFrom(), proof.periodTo(), proof.documentHash() == null ? null : Buffer.buffer(HexFormat.of().parseHex(proof.documentHash())),
            Buffer.buffer(contentHash(proof)), Rows.word(side), blank(proof.confidential()), blank(proof.redactedText()), blank(proof.redactedUrl()), caller.person(), name}))
        .map(rows -> Rows.one(rows, "evidence", row -> row.getInteger("number")))
        .compose(number -> EvidenceFiles.attach(tx, caller, action, number, proof).map(number));
  }

  private static String blank(String text) {
    return NewAction.blank(text) ? null : text.strip();
  }

  private static UUID criterion(List<Criterion> criteria, Proof proof) {
    return criteria.stream().filter(criterion -> proof.criterion() != null && criterion.ordinal() == proof.criterion()).findFirst().map(Criterion::id).orElse(null);
  }

  /** Over the words, a line feed, the link (empty if there is none), a line feed, and the document's hash (empty if there is none). */
  static byte[] contentHash(Proof proof) {
    var link = blank(proof.url()) == null ? "" : proof.url().strip();
    var document = proof.documentHash() == null ? "" : proof.documentHash();
    return Secrets.hash((proof.text().strip() + "\n" + link + "\n" + document).getBytes(StandardCharsets.UTF_8));
  }
}
