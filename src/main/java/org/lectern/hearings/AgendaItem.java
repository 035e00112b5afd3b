package org.lectern.hearings;

import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * One ordered item of a hearing's agenda. {@code number} is what the agenda prints (2.10 or S7.15), {@code ordinal} its
 * address, {@code parent} the number of the item that it belongs under (2 of 2.10);
 * {@code votesYes}, {@code votesNo} and {@code carried} are the vote by name that stands, null where nobody voted by name.
 */
public record AgendaItem(
    UUID id, int ordinal, String number, String title, ItemKind kind, Integer minutes, CommentMode commentMode, ItemStatus status,
    boolean commentOpened, boolean commentClosed, Decision decision, String decisionText, String exemption, String reason,
    String matter, String note, Integer votesYes, Integer votesNo, Boolean carried, String parent,
    String legalBasis, String reportOut) {

  static final String COLUMNS = """
      SELECT id, ordinal, number, title, kind, minutes, comment_mode, status, comment_opened, comment_closed, decision, decision_text,
        exemption, reason, matter, note, votes_yes, votes_no, carried, legal_basis, report_out,
        (SELECT p.number FROM agenda_item p
         WHERE agenda_item.number ~ '[.]' AND p.hearing = agenda_item.hearing AND p.number = regexp_replace(agenda_item.number, '[.][^.]+[.]?$', '')
         LIMIT 1) AS parent
      FROM agenda_item
      """;

  static AgendaItem from(Row row) {
    return new AgendaItem(row.getUUID("id"), row.getInteger("ordinal"), row.getString("number"), row.getString("title"),
        Rows.word(row, "kind", ItemKind.class), row.getInteger("minutes"), Rows.word(row, "comment_mode", CommentMode.class),
        Rows.word(row, "status", ItemStatus.class), row.getBoolean("comment_opened"), row.getBoolean("comment_closed"),
        Rows.word(row, "decision", Decision.class), row.getString("decision_text"), row.getString("exemption"), row.getString("reason"),
        row.getString("matter"), row.getString("note"), row.getInteger("votes_yes"), row.getInteger("votes_no"), row.getBoolean("carried"), row.getString("parent"),
        row.getString("legal_basis"), row.getString("report_out"));
  }

  /** It stands on the agenda that the public was given: not merely proposed, nor declined, nor taken off. */
  boolean published() {
    return status != ItemStatus.PROPOSED && status != ItemStatus.DECLINED && status != ItemStatus.WITHDRAWN;
  }

  /** People may still sign up to speak to it: until its comment period closes. */
  public boolean takesSpeakers() {
    return kind != ItemKind.CLOSED && commentMode != CommentMode.NONE && !commentClosed
        && (status == ItemStatus.LISTED || status == ItemStatus.CALLED || status == ItemStatus.COMMENT);
  }
}
