package org.lectern.assessments;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.areas.Area;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.areas.AreaQueries;
import org.lectern.core.Caller;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/**
 * Where jurisdictions stand beside each other in one area: a row each, a column for each criterion of the place that asks. Only
 * worksheets that count now, wherever on this installation they were published.
 *
 * @param by the criterion that rows are sorted by, null unless sorted so
 * @param total rows in all; {@code rows} are one page of them
 * @param tallies how often each answer was given to each criterion, over all rows
 */
public record Comparison(
    String area, String title, List<Criterion> criteria, Sort sort, String by, Band band, int page, int total, List<Place> rows, Map<String, Map<String, Integer>> tallies) {

  public static final int ROWS = 100;
  /** As many as a table for download holds. */
  public static final int MOST = 5_000;

  /** In which order: best band first, best answer to one criterion first, largest first, or by name. */
  public enum Sort {
    BAND("array_position(ARRAY['strong', 'developing', 'limited', 'insufficient_information'], s.band), s.percent DESC NULLS LAST, j.name, j.slug"),
    CRITERION("array_position(ARRAY['yes', 'partial', 'no', 'unclear', 'not_applicable', 'preempted'], k.answer) NULLS LAST, j.name, j.slug"),
    POPULATION("j.population DESC NULLS LAST, j.name, j.slug"),
    NAME("j.name, j.slug");

    private final String order;

    Sort(String order) {
      this.order = order;
    }
  }

  /** What is asked for; {@code places} are slugs, empty for all. {@code page} counts from 1. */
  public record Wish(Sort sort, String by, Band band, List<String> places, int page, int size) {}

  /** One jurisdiction. {@code before} is the band of the version before, null if there was none. */
  public record Place(
      String place, String name, Integer population, int version, AssessmentStatus status, Band band, Integer percent, String asOf, Band before, String beforeAsOf,
      String sourceLabel, Map<String, Cell> answers) {}

  public record Cell(Answer answer, String url, String quote) {}

  /** One area over all jurisdictions. */
  public static Query<Comparison> of(String slug, Wish wish) {
    return (db, caller) -> AreaQueries.area(slug).ask(db, caller)
        .compose(area -> rows(db, slug, wish).compose(found -> cells(db, found).compose(cells -> tallies(db, slug, wish)
            .map(tallies -> put(area, wish, found, cells, tallies)))));
  }

  private static Future<List<Row>> rows(SqlClient db, String slug, Wish wish) {
    return db.preparedQuery("""
            SELECT s.id, j.slug, j.name, j.population, s.version, s.status, s.band, s.percent, s.as_of, s.source_label, p.band AS before,
              p.as_of AS before_as_of, count(*) OVER ()::int AS total
            FROM area r
            JOIN assessment s ON s.jurisdiction = r.jurisdiction AND s.area = r.id AND s.status IN ('published', 'challenged', 'stale')
            JOIN jurisdiction j ON j.id = r.jurisdiction
            LEFT JOIN assessment_answer k ON k.assessment = s.id AND k.criterion = $2
            LEFT JOIN LATERAL (
              SELECT o.band, o.as_of
              FROM assessment o
              WHERE o.jurisdiction = s.jurisdiction AND o.area = s.area AND o.status = 'superseded' AND o.published_at IS NOT NULL
              ORDER BY o.version DESC
              LIMIT 1) AS p ON true
            WHERE r.slug = $1 AND ($3::text IS NULL OR s.band = $3) AND (cardinality($4::text[]) = 0 OR j.slug = ANY ($4))
            ORDER BY\s""" + wish.sort().order + " LIMIT $5 OFFSET $6")
        .execute(Tuple.of(slug, wish.by(), Rows.word(wish.band()), wish.places().toArray(String[]::new), wish.size(), (wish.page() - 1) * wish.size()))
        .map(rows -> Rows.list(rows, row -> row));
  }

  private static Future<Map<UUID, Map<String, Cell>>> cells(SqlClient db, List<Row> found) {
    return db.preparedQuery("SELECT assessment, criterion, answer, url, quote FROM assessment_answer WHERE assessment = ANY ($1) AND answer IS NOT NULL")
        .execute(Tuple.of(found.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new)))
        .map(rows -> {
          var cells = new HashMap<UUID, Map<String, Cell>>();
          for (var row : rows) {
            cells.computeIfAbsent(row.getUUID("assessment"), first -> new HashMap<>())
                .put(row.getString("criterion"), new Cell(Rows.word(row, "answer", Answer.class), row.getString("url"), row.getString("quote")));
          }
          return cells;
        });
  }

  private static Future<Map<String, Map<String, Integer>>> tallies(SqlClient db, String slug, Wish wish) {
    return db.preparedQuery("""
            SELECT a.criterion, a.answer, count(*)::int AS n
            FROM area r
            JOIN assessment s ON s.jurisdiction = r.jurisdiction AND s.area = r.id AND s.status IN ('published', 'challenged', 'stale')
            JOIN jurisdiction j ON j.id = r.jurisdiction
            JOIN assessment_answer a ON a.assessment = s.id AND a.answer IS NOT NULL
            WHERE r.slug = $1 AND ($2::text IS NULL OR s.band = $2) AND (cardinality($3::text[]) = 0 OR j.slug = ANY ($3))
            GROUP BY a.criterion, a.answer""")
        .execute(Tuple.of(slug, Rows.word(wish.band()), wish.places().toArray(String[]::new)))
        .map(rows -> {
          var tallies = new HashMap<String, Map<String, Integer>>();
          for (var row : rows) tallies.computeIfAbsent(row.getString("criterion"), first -> new HashMap<>()).put(row.getString("answer"), row.getInteger("n"));
          return tallies;
        });
  }

  private static Comparison put(Area area, Wish wish, List<Row> found, Map<UUID, Map<String, Cell>> cells, Map<String, Map<String, Integer>> tallies) {
    var rows = found.stream().map(row -> new Place(row.getString("slug"), row.getString("name"), row.getInteger("population"), row.getInteger("version"),
        Rows.word(row, "status", AssessmentStatus.class), Rows.word(row, "band", Band.class), row.getInteger("percent"), row.getString("as_of"),
        Rows.word(row, "before", Band.class), row.getString("before_as_of"), row.getString("source_label"), cells.getOrDefault(row.getUUID("id"), Map.of()))).toList();
    return new Comparison(area.slug(), area.title(), area.content().criteria(), wish.sort(), wish.by(), wish.band(), wish.page(),
        found.isEmpty() ? 0 : found.get(0).getInteger("total"), rows, tallies);
  }

  public int yes(String criterion) {
    return tallies.getOrDefault(criterion, Map.of()).getOrDefault("yes", 0);
  }

  /** Places by areas: the band of each, for the overview of all areas. */
  public record Overview(List<Head> areas, List<Standing> rows, int total, int page) {
    /** An area of the place that asks. */
    public record Head(String slug, String title) {}

    /** A jurisdiction with its band in each area, by slug. */
    public record Standing(String place, String name, Integer population, Map<String, Band> bands) {}
  }

  /** All areas of this place over all jurisdictions, a page at a time, by name. */
  public static Query<Overview> overview(int page) {
    return (db, caller) -> AreaQueries.areas().ask(db, caller).compose(areas -> db.preparedQuery("""
            SELECT j.slug, j.name, j.population, count(*) OVER ()::int AS total,
              array_agg(r.slug ORDER BY r.slug) AS areas, array_agg(s.band ORDER BY r.slug) AS bands
            FROM assessment s
            JOIN area r ON r.jurisdiction = s.jurisdiction AND r.id = s.area
            JOIN jurisdiction j ON j.id = s.jurisdiction
            WHERE s.status IN ('published', 'challenged', 'stale') AND r.slug = ANY ($1)
            GROUP BY j.id
            ORDER BY j.name, j.slug
            LIMIT $2 OFFSET $3""")
        .execute(Tuple.of(areas.stream().map(Area::slug).toArray(String[]::new), ROWS, (page - 1) * ROWS))
        .map(rows -> new Overview(areas.stream().map(area -> new Overview.Head(area.slug(), area.title())).toList(), Rows.list(rows, Comparison::standing),
            rows.size() == 0 ? 0 : rows.iterator().next().getInteger("total"), page)));
  }

  private static Overview.Standing standing(Row row) {
    var bands = new LinkedHashMap<String, Band>();
    var areas = row.getArrayOfStrings("areas");
    var words = row.getArrayOfStrings("bands");
    for (int i = 0; i < areas.length; i++) bands.put(areas[i], Band.valueOf(words[i].toUpperCase(java.util.Locale.ROOT)));
    return new Overview.Standing(row.getString("slug"), row.getString("name"), row.getInteger("population"), bands);
  }

  /** The caller's own place first, then whatever else was named. */
  public static List<String> beside(Caller caller, List<String> others) {
    return java.util.stream.Stream.concat(java.util.stream.Stream.of(caller.place().slug()), others.stream()).distinct().limit(7).toList();
  }
}
