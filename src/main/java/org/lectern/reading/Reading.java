package org.lectern.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.campaigns.CampaignQueries;
import org.lectern.campaigns.CampaignQueries.Totals;
import org.lectern.campaigns.OwnWords;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.reading.ThemeCommands.Theme;
import org.lectern.testimony.Position;
import org.lectern.testimony.Shown;
import org.lectern.testimony.Target;

/**
 * All that was said about one thing, to be read before it is decided: in the order of receipt, a campaign once with what people
 * added, and narrowed down by theme, position, item, language, and whether the author is known to be a person. Nothing is ranked.
 */
public final class Reading {
  private Reading() {}

  /**
   * What to read; null for everything.
   *
   * @param theme a theme's number
   * @param unstated true for those who took no position
   * @param verified true: sent from an account whose address was confirmed, or spoken before the clerk; false: the others
   * @param apart true to read each testimony of a campaign by itself
   */
  public record Choice(Long theme, Position position, boolean unstated, Boolean verified, String language, Integer item, boolean apart) {
    public static final Choice ALL = new Choice(null, null, false, null, null, null, false);
  }

  /** What somebody added to a campaign's letter. */
  public record Addition(String testimony, String byline, String language, List<String> ownWords) {}

  /** The campaign that a testimony stands for, with some of what people added. */
  public record Letter(long number, long members, long withOwnWords, List<Addition> additions) {}

  /** A testimony; {@code campaign} is null if it stands for itself alone. */
  public record One(Shown.Short testimony, Integer item, boolean verified, List<Long> themes, Letter campaign) {}

  /** A target's testimony; {@code items} are those of a hearing that people may speak to, to narrow it down by. */
  public record Sheet(String address, String title, Totals totals, List<Theme> themes, List<Item> items, Page<One> page) {}

  /** An agenda item by its place, as it is called on the agenda. */
  public record Item(int ordinal, String number, String title) {}

  private static final int ADDITIONS = 5;
  private static final String VERIFIED = "(t.person IS NOT NULL OR t.channel = 'in_person')";

  private record Line(UUID testimony, long ordinal, Integer item, boolean verified, Long[] themes, UUID campaign, Long number, Long members, Long withOwnWords) {
    static Line from(Row row) {
      return new Line(row.getUUID("id"), row.getLong("ordinal"), row.getInteger("item"), row.getBoolean("verified"), row.getArrayOfLongs("themes"),
          row.getUUID("campaign"), row.getLong("campaign_number"), row.getLong("members"), row.getLong("with_own_words"));
    }
  }

  public static Query<Sheet> of(Target target, Choice choice, String cursor, int limit) {
    long after = cursor == null ? 0 : ordinal(cursor);
    return (db, caller) -> Shown.id(db, caller, target).compose(id -> CampaignQueries.totals(db, id)
        .compose(totals -> themes(db, id).compose(themes -> Shown.title(db, caller, target)
            .compose(title -> items(db, target, id).compose(items -> page(db, caller, target, id, choice, after, limit).map(page -> new Sheet(target.address(), title, totals, themes, items, page)))))));
  }

  private static long ordinal(String cursor) {
    return Cursor.of(cursor, 1).number(0);
  }

  private static Future<List<Theme>> themes(SqlClient db, UUID target) {
    return db.preparedQuery(ThemeCommands.THEMES + "WHERE coalesce(t.hearing, t.area, t.action, t.policy) = $1 AND t.status = 'in_use' GROUP BY t.id ORDER BY t.number")
        .execute(Tuple.of(target))
        .map(rows -> Rows.list(rows, ThemeCommands::theme));
  }

  private static Future<List<Item>> items(SqlClient db, Target target, UUID id) {
    if (target.hearing() == null) return Future.succeededFuture(List.of());
    return db.preparedQuery("SELECT ordinal, number, title FROM agenda_item WHERE hearing = $1 AND comment_mode <> 'none' AND status NOT IN ('proposed', 'declined') ORDER BY ordinal LIMIT 200")
        .execute(Tuple.of(id))
        .map(rows -> Rows.list(rows, row -> new Item(row.getInteger("ordinal"), row.getString("number"), row.getString("title"))));
  }

  /** What the target is called. */
  public static Query<String> title(Target target) {
    return (db, caller) -> Shown.id(db, caller, target).compose(id -> Shown.title(db, caller, target));
  }

  /** What lies alone and what stands for a campaign, or everything; each half comes in the order of an index. */
  private static final String COLLAPSED = """
      (SELECT m.testimony, m.ordinal, NULL::uuid AS campaign FROM campaign_member m WHERE m.target = $1 AND m.campaign IS NULL AND m.ordinal > $2
       UNION ALL
       SELECT r.id, r.ordinal, c.id FROM campaign c JOIN testimony r ON r.id = c.representative
       WHERE coalesce(c.hearing, c.area, c.action, c.policy) = $1 AND c.status = 'standing' AND r.ordinal > $2)""";
  private static final String APART = """
      (SELECT a.id AS testimony, a.ordinal, NULL::uuid AS campaign FROM testimony a WHERE %s = $1 AND a.ordinal > $2)""";

  private static Future<Page<One>> page(SqlClient db, Caller caller, Target about, UUID target, Choice choice, long after, int limit) {
    return db.preparedQuery("""
            SELECT t.id, t.ordinal, i.ordinal AS item, %s AS verified, s.campaign, c.number AS campaign_number, c.members, c.with_own_words,
              ARRAY(SELECT h.number FROM theme_tag g JOIN theme h ON h.id = g.theme WHERE g.testimony = t.id AND h.status = 'in_use' ORDER BY h.number) AS themes
            FROM %s AS s
            JOIN testimony t ON t.id = s.testimony
            LEFT JOIN agenda_item i ON i.id = t.item
            LEFT JOIN campaign c ON c.id = s.campaign
            WHERE t.privacy <> 'confidential' AND t.status IN ('published', 'redacted')
              AND ($4::text IS NULL OR t.position = $4) AND (NOT $5 OR t.position IS NULL) AND ($6::boolean IS NULL OR %s = $6)
              AND ($7::text IS NULL OR t.language = $7 OR starts_with(t.language, $7 || '-')) AND ($8::integer IS NULL OR i.ordinal = $8)
              AND ($9::bigint IS NULL OR EXISTS (SELECT FROM theme_tag g JOIN theme h ON h.id = g.theme WHERE g.testimony = t.id AND h.jurisdiction = t.jurisdiction AND h.number = $9))
            ORDER BY s.ordinal
            LIMIT $3""".formatted(VERIFIED, choice.apart() ? APART.formatted(column(about)) : COLLAPSED, VERIFIED))
        .execute(Tuple.from(new Object[] {target, after, limit + 1, Rows.word(choice.position()), choice.unstated(), choice.verified(), choice.language(), choice.item(), choice.theme()}))
        .map(rows -> Page.of(Rows.list(rows, Line::from), limit, row -> String.valueOf(row.ordinal)))
        .compose(page -> ones(db, caller, page.items()).map(ones -> new Page<>(ones, page.next())));
  }

  /** One of four literals: each kind of target has its own index. */
  private static String column(Target target) {
    if (target.hearing() != null) return "a.hearing";
    if (target.policy() != null) return "a.policy";
    return target.area() != null ? "a.area" : "a.action";
  }

  private static Future<List<One>> ones(SqlClient db, Caller caller, List<Line> rows) {
    return Shown.these(db, caller, rows.stream().map(Line::testimony).toList()).compose(shown -> {
      var byNumber = new HashMap<UUID, Shown.Short>();
      // What turned invisible between the two statements is left out, so the lists are matched by number.
      var numbers = shown.iterator();
      var letters = new HashMap<UUID, String>();
      var next = numbers.hasNext() ? numbers.next() : null;
      for (var row : rows) {
        if (next == null || !ordinalOf(next.number()).equals(row.ordinal)) continue;
        byNumber.put(row.testimony, next);
        if (row.campaign != null && next.text() != null) letters.put(row.campaign, next.text());
        next = numbers.hasNext() ? numbers.next() : null;
      }
      return additions(db, letters).map(additions -> rows.stream().filter(row -> byNumber.containsKey(row.testimony))
          .map(row -> new One(byNumber.get(row.testimony), row.item, row.verified, List.of(row.themes), row.campaign == null ? null
              : new Letter(row.number, row.members, row.withOwnWords, additions.getOrDefault(row.campaign, List.of())))).toList());
    });
  }

  private static Long ordinalOf(String number) {
    var parts = number.split("-");
    return 1_000_000_000L * Long.parseLong(parts[1]) + Long.parseLong(parts[2]);
  }

  /** The first few of each campaign who said something of their own. */
  private static Future<Map<UUID, List<Addition>>> additions(SqlClient db, Map<UUID, String> letters) {
    if (letters.isEmpty()) return Future.succeededFuture(Map.of());
    return db.preparedQuery("""
            SELECT m.campaign, t.number, CASE WHEN t.privacy IN ('named', 'pseudonym') THEN t.name END AS byline, t.language, t.text
            FROM unnest($1::uuid[]) AS c (id)
            CROSS JOIN LATERAL (SELECT * FROM campaign_member m WHERE m.campaign = c.id AND m.own_words > 0 ORDER BY m.ordinal LIMIT $2) AS m
            JOIN testimony t ON t.id = m.testimony
            WHERE t.privacy <> 'confidential' AND t.status IN ('published', 'redacted')
            ORDER BY m.ordinal""")
        .execute(Tuple.of(letters.keySet().toArray(UUID[]::new), ADDITIONS))
        .map(rows -> {
          var additions = new HashMap<UUID, List<Addition>>();
          rows.forEach(row -> {
            var words = OwnWords.in(row.getString("text"), letters.get(row.getUUID("campaign")));
            if (!words.isEmpty()) additions.computeIfAbsent(row.getUUID("campaign"), first -> new ArrayList<>())
                .add(new Addition(row.getString("number"), row.getString("byline"), row.getString("language"), words));
          });
          return additions;
        });
  }
}
