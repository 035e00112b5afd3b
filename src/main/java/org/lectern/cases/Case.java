package org.lectern.cases;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Rows;

/**
 * The case for a policy change or an action, made by an official of a body. {@code subject} is the address of what it is for;
 * {@code number} is its own address and said aloud: CASE-2026-001. {@code items} stand in the author's order.
 */
public record Case(
    UUID id, String number, CaseStatus status, UUID body, String bodySlug, String bodyName, String subject, String subjectTitle, String area, String title, String argument,
    String reason, UUID author, String authorName, Instant publishedAt, Instant createdAt, List<Item> items) {

  /**
   * A piece and where it stands. {@code text} of a passage is null once its author took the testimony back or it is no longer shown;
   * {@code address} is below the place, {@code url} elsewhere.
   */
  public record Item(int number, PieceKind kind, String testimony, String byline, String title, String text, String language, String asOf, String address, String url) {
    public Support support() {
      return kind.support();
    }

    static Item from(Row row) {
      var shown = row.getString("testimony") == null || row.getBoolean("readable");
      return new Item(row.getInteger("number"), Rows.word(row, "kind", PieceKind.class), row.getString("testimony"), shown ? row.getString("byline") : null, row.getString("title"),
          shown ? row.getString("text") : null, row.getString("language"), row.getString("as_of"), row.getString("address"), row.getString("url"));
    }
  }

  static final String COLUMNS = """
      SELECT c.id, c.number, c.status, c.body, b.slug AS body_slug, b.name AS body_name, coalesce('policies/' || p.number, 'actions/' || a.number) AS subject,
        coalesce(p.title, a.title) AS subject_title, r.slug AS area, c.title, c.argument, c.reason, c.author, c.author_name, c.published_at, c.created_at
      FROM case_file c
      JOIN body b ON b.id = c.body
      LEFT JOIN policy_change p ON p.id = c.policy
      LEFT JOIN action a ON a.id = c.action
      LEFT JOIN area r ON r.id = coalesce(p.area, a.area)
      """;

  static Case from(Row row) {
    return new Case(row.getUUID("id"), row.getString("number"), Rows.word(row, "status", CaseStatus.class), row.getUUID("body"), row.getString("body_slug"), row.getString("body_name"),
        row.getString("subject"), row.getString("subject_title"), row.getString("area"), row.getString("title"), row.getString("argument"), row.getString("reason"),
        row.getUUID("author"), row.getString("author_name"), Rows.instant(row, "published_at"), Rows.instant(row, "created_at"), List.of());
  }

  Case with(List<Item> found) {
    return new Case(id, number, status, body, bodySlug, bodyName, subject, subjectTitle, area, title, argument, reason, author, authorName, publishedAt, createdAt, found);
  }

  /** Its address below the place, and its topic. */
  public String address() {
    return "cases/" + number;
  }

  public List<Item> of(Support support) {
    return items.stream().filter(item -> item.support() == support).toList();
  }

  /** Members see nothing of each other's drafts: what is not published is its author's alone. */
  public boolean visibleTo(Caller caller) {
    return status != CaseStatus.DRAFT || caller.is(author);
  }

  CaseEvent.About about() {
    return new CaseEvent.About(number, title, subject, area);
  }
}
