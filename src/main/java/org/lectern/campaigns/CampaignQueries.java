package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.testimony.Shown;
import org.lectern.testimony.Target;

/** Campaigns as everyone may know them. */
public final class CampaignQueries {
  private CampaignQueries() {}

  /**
   * Submissions are all public testimonies; distinct texts count each campaign once. {@code members} are the testimonies in
   * campaigns, {@code withOwnWords} those among them that add something. Comments are not votes.
   */
  public record Totals(long submissions, long distinct, long campaigns, long members) {}

  /** A campaign in a list: the first words of the one that stands for it. */
  public record Campaign(long number, String address, String title, CampaignStatus status, Long joinedTo, String reason, long members, long withOwnWords,
      String representative, String language, String opening, Instant formedAt) {}

  /** What there is about one target. */
  public record Overview(Totals totals, List<Campaign> campaigns) {}

  /** One who signed: the testimony, and the passages that the letter does not have. */
  public record Signatory(Shown.Short testimony, List<String> ownWords) {}

  /** A campaign with the letter and a page of those who sent it; those who added something come first. */
  public record Sheet(Campaign campaign, String letter, Page<Signatory> signatories) {}

  private static final int OPENING = 160;
  private static final int LISTED = 20;

  public static Query<Overview> about(Target target) {
    return (db, caller) -> Shown.id(db, caller, target).compose(id -> {
      var totals = totals(db, id);
      var largest = largest(db, id);
      return Future.all(totals, largest).map(all -> new Overview(totals.result(), largest.result()));
    });
  }

  public static Future<Totals> totals(SqlClient db, UUID target) {
    return db.preparedQuery("""
            SELECT coalesce(t.published, 0) AS published, coalesce(c.campaigns, 0) AS campaigns, coalesce(c.members, 0) AS members
            FROM (SELECT $1::uuid AS target) AS it
            LEFT JOIN testimony_count t USING (target)
            LEFT JOIN campaign_count c USING (target)""")
        .execute(Tuple.of(target))
        .map(rows -> rows.iterator().next())
        .map(row -> new Totals(row.getLong("published"), Math.max(0, row.getLong("published") - row.getLong("members") + row.getLong("campaigns")), row.getLong("campaigns"), row.getLong("members")));
  }

  private static final String COLUMNS = """
      SELECT c.id, c.number, coalesce('hearings/' || h.number, 'areas/' || a.slug, 'actions/' || x.number, 'policies/' || p.number) AS address, coalesce(h.title, a.title, x.title, p.title) AS title, c.status,
        j.number AS joined_to, c.reason, c.members, c.with_own_words, t.number AS representative, t.language,
        CASE WHEN t.privacy <> 'confidential' AND t.status IN ('published', 'redacted') THEN t.text END AS text, c.formed_at
      FROM campaign c
      JOIN testimony t ON t.id = c.representative
      LEFT JOIN hearing h ON h.id = c.hearing
      LEFT JOIN area a ON a.id = c.area
      LEFT JOIN action x ON x.id = c.action
      LEFT JOIN policy_change p ON p.id = c.policy
      LEFT JOIN campaign j ON j.id = c.joined_to
      """;

  private static Future<List<Campaign>> largest(SqlClient db, UUID target) {
    return db.preparedQuery(COLUMNS + "WHERE coalesce(c.hearing, c.area, c.action, c.policy) = $1 AND c.status = 'standing' ORDER BY c.members DESC, c.number LIMIT $2")
        .execute(Tuple.of(target, LISTED))
        .map(rows -> Rows.list(rows, CampaignQueries::campaign));
  }

  static Campaign campaign(Row row) {
    var text = row.getString("text");
    return new Campaign(row.getLong("number"), row.getString("address"), row.getString("title"), Rows.word(row, "status", CampaignStatus.class), row.getLong("joined_to"),
        row.getString("reason"), row.getLong("members"), row.getLong("with_own_words"), row.getString("representative"), row.getString("language"), opening(text), Rows.instant(row, "formed_at"));
  }

  /** The first words on one line. */
  static String opening(String text) {
    if (text == null) return null;
    var line = text.strip().replaceAll("\\s+", " ");
    if (line.length() <= OPENING) return line;
    int end = Character.isHighSurrogate(line.charAt(OPENING - 1)) ? OPENING - 1 : OPENING;
    return line.substring(0, end).stripTrailing() + "…";
  }

  private record Found(UUID id, Campaign campaign, String letter) {}

  public static Query<Sheet> campaign(long number, String cursor, int limit) {
    return (db, caller) -> db.preparedQuery(COLUMNS + "WHERE c.jurisdiction = $1 AND c.number = $2")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "campaign", row -> new Found(row.getUUID("id"), campaign(row), row.getString("text"))))
        .compose(found -> signatories(db, caller, found, cursor, limit).map(page -> new Sheet(found.campaign, found.letter, page)));
  }

  private record Lying(UUID testimony, long ordinal, int rank) {}

  private static Future<Page<Signatory>> signatories(SqlClient db, Caller caller, Found found, String cursor, int limit) {
    var after = cursor == null ? null : Cursor.of(cursor, 2);
    return db.preparedQuery("""
            SELECT testimony, ordinal, CASE WHEN own_words > 0 THEN 0 ELSE 1 END AS rank
            FROM campaign_member
            WHERE campaign = $1 AND (CASE WHEN own_words > 0 THEN 0 ELSE 1 END, ordinal) > ($2, $3)
            ORDER BY rank, ordinal
            LIMIT $4""")
        .execute(Tuple.of(found.id, after == null ? 0 : (int) after.number(0), after == null ? 0 : after.number(1), limit + 1))
        .map(rows -> Page.of(Rows.list(rows, row -> new Lying(row.getUUID("testimony"), row.getLong("ordinal"), row.getInteger("rank"))), limit, one -> one.rank + "|" + one.ordinal))
        .compose(page -> Shown.these(db, caller, page.items().stream().map(Lying::testimony).toList())
            .map(shown -> new Page<>(shown.stream().map(one -> new Signatory(one, one.text() == null || found.letter == null ? List.of() : OwnWords.in(one.text(), found.letter))).toList(), page.next())));
  }

  /** The campaign of each of these testimonies that is in one, by their ordinals. */
  public static Query<Map<Long, Long>> numbers(List<Long> ordinals) {
    return (db, caller) -> db.preparedQuery("""
            SELECT m.ordinal, c.number
            FROM campaign_member m
            JOIN campaign c ON c.id = m.campaign
            WHERE m.jurisdiction = $1 AND m.ordinal = ANY ($2)""")
        .execute(Tuple.of(caller.place().id(), (Object) ordinals.toArray(Long[]::new)))
        .map(rows -> {
          var numbers = new HashMap<Long, Long>();
          rows.forEach(row -> numbers.put(row.getLong("ordinal"), row.getLong("number")));
          return numbers;
        });
  }
}
