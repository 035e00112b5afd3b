package org.lectern.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.testimony.Target;

/** Themes and what is filed under them: the clerk's work, so that those who decide can read by subject. */
public final class ThemeCommands {
  private ThemeCommands() {}

  private static final int MOST = 30;

  /** What it is called, up to 120 characters. */
  public record NewTheme(String title) {}

  /** Testimonies and whole campaigns, by their numbers; {@code remove} takes them out again. */
  public record Filing(List<String> testimony, List<Long> campaigns, Boolean remove) {
    private boolean out() {
      return Boolean.TRUE.equals(remove);
    }
  }

  /** A theme and how many public testimonies are filed under it. */
  public record Theme(long number, String title, ThemeStatus status, long testimonies) {}

  private record Place(UUID id, UUID hearing, UUID area, UUID action, UUID policy) {}

  private record Held(UUID id, long number, String title, ThemeStatus status, UUID target, String address, UUID body) {
    static Held from(Row row) {
      return new Held(row.getUUID("id"), row.getLong("number"), row.getString("title"), Rows.word(row, "status", ThemeStatus.class), row.getUUID("target"), row.getString("address"), row.getUUID("body"));
    }
  }

  public static Command<Theme> create(Target target, NewTheme fresh) {
    return (tx, caller) -> place(tx, caller, target).compose(place -> room(tx, place).compose(room -> Numbers.next(tx, caller, "theme", 0)
        .compose(number -> tx.preparedQuery("INSERT INTO theme (id, jurisdiction, number, hearing, area, action, policy, title) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
            .execute(Tuple.from(new Object[] {Ids.next(), caller.place().id(), number, place.hearing, place.area, place.action, place.policy, fresh.title().strip()}))
            .map(Change.of(new Theme(number, fresh.title().strip(), ThemeStatus.IN_USE, 0), new ThemeEvent.ThemeCreated(number, target.address(), fresh.title().strip()))))));
  }

  /** What an area is about is every clerk's to file; of a hearing, an action or a policy change its own body's. */
  private static Future<Place> place(SqlConnection tx, Caller caller, Target target) {
    return tx.preparedQuery("""
            SELECT id, id AS hearing, NULL::uuid AS area, NULL::uuid AS action, NULL::uuid AS policy, body FROM hearing WHERE jurisdiction = $1 AND number = $2 AND status <> 'draft'
            UNION ALL SELECT id, NULL, id, NULL, NULL, NULL FROM area WHERE jurisdiction = $1 AND slug = $3 AND status = 'adopted'
            UNION ALL SELECT id, NULL, NULL, id, NULL, issuer FROM action WHERE jurisdiction = $1 AND number = $4 AND status <> 'draft'
            UNION ALL SELECT id, NULL, NULL, NULL, id, owner FROM policy_change WHERE jurisdiction = $1 AND number = $5""")
        .execute(Tuple.of(caller.place().id(), target.hearing(), target.area(), target.action(), target.policy()))
        .map(rows -> Rows.one(rows, target.hearing() != null ? "hearing" : target.area() != null ? "area" : target.policy() != null ? "policy" : "action", row -> {
          if (row.getUUID("body") != null) caller.in(row.getUUID("body"));
          return new Place(row.getUUID("id"), row.getUUID("hearing"), row.getUUID("area"), row.getUUID("action"), row.getUUID("policy"));
        }));
  }

  private static Future<Void> room(SqlConnection tx, Place place) {
    return tx.preparedQuery("SELECT count(*) AS n FROM theme WHERE coalesce(hearing, area, action, policy) = $1 AND status = 'in_use'")
        .execute(Tuple.of(place.id))
        .map(rows -> {
          if (rows.iterator().next().getLong("n") >= MOST) throw Problem.conflict("too_many_themes", MOST);
          return null;
        });
  }

  private static Future<Held> claim(SqlConnection tx, Caller caller, long number) {
    return tx.preparedQuery("""
            SELECT t.id, t.number, t.title, t.status, coalesce(t.hearing, t.area, t.action, t.policy) AS target,
              coalesce('hearings/' || h.number, 'areas/' || a.slug, 'actions/' || x.number, 'policies/' || p.number) AS address, coalesce(h.body, x.issuer, p.owner) AS body
            FROM theme t
            LEFT JOIN hearing h ON h.id = t.hearing
            LEFT JOIN area a ON a.id = t.area
            LEFT JOIN action x ON x.id = t.action
            LEFT JOIN policy_change p ON p.id = t.policy
            WHERE t.jurisdiction = $1 AND t.number = $2
            FOR UPDATE OF t""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "theme", Held::from))
        .map(held -> {
          if (held.body != null) caller.in(held.body);
          return held;
        });
  }

  public static Command<Theme> retire(long number) {
    return (tx, caller) -> claim(tx, caller, number).compose(held -> {
      held.status.to(ThemeStatus.RETIRED);
      return tx.preparedQuery("UPDATE theme SET status = 'retired' WHERE id = $1").execute(Tuple.of(held.id))
          .compose(done -> theme(tx, held))
          .map(theme -> Change.of(theme, new ThemeEvent.ThemeRetired(number, held.address, held.title)));
    });
  }

  /** Files testimonies under a theme, or takes them out again; what is there already stays as it is. */
  public static Command<Theme> file(long number, Filing filing) {
    return (tx, caller) -> claim(tx, caller, number).compose(held -> {
      if (held.status != ThemeStatus.IN_USE && !filing.out()) throw Problem.conflict("theme_retired");
      return testimonies(tx, caller, held, filing)
          .compose(ids -> filing.out() ? out(tx, held, ids) : in(tx, caller, held, ids))
          .compose(changed -> theme(tx, held).map(theme -> changed == 0 ? Change.of(theme)
              : Change.of(theme, new ThemeEvent.TestimonyFiled(number, held.address, held.title, changed, filing.out()))));
    });
  }

  /** Only what everyone may read, and only about the same thing. */
  private static Future<UUID[]> testimonies(SqlConnection tx, Caller caller, Held held, Filing filing) {
    var numbers = new LinkedHashSet<>(filing.testimony() == null ? List.<String>of() : filing.testimony());
    var campaigns = filing.campaigns() == null ? new Long[0] : filing.campaigns().toArray(Long[]::new);
    if (numbers.isEmpty() && campaigns.length == 0) throw Problem.invalid("/testimony", "required");
    return tx.preparedQuery("""
            SELECT t.id, t.number
            FROM testimony t
            LEFT JOIN campaign_member m ON m.testimony = t.id
            WHERE t.jurisdiction = $1 AND coalesce(t.hearing, t.area, t.action, t.policy) = $2 AND t.privacy <> 'confidential' AND t.status IN ('published', 'redacted')
              AND (t.number = ANY ($3) OR m.campaign IN (SELECT id FROM campaign WHERE jurisdiction = $1 AND number = ANY ($4)))""")
        .execute(Tuple.of(caller.place().id(), held.target, numbers.toArray(String[]::new), campaigns))
        .map(rows -> {
          var found = Rows.list(rows, row -> row.getString("number"));
          numbers.stream().filter(one -> !found.contains(one)).findFirst().ifPresent(one -> {
            throw Problem.invalid("/testimony", "testimony_not_about_it", one);
          });
          return Rows.list(rows, row -> row.getUUID("id")).toArray(UUID[]::new);
        });
  }

  private static Future<Integer> in(SqlConnection tx, Caller caller, Held held, UUID[] ids) {
    return tx.preparedQuery("""
            INSERT INTO theme_tag (jurisdiction, theme, testimony, ordinal)
            SELECT $1, $2, t.id, t.ordinal FROM testimony t WHERE t.id = ANY ($3)
            ON CONFLICT DO NOTHING""")
        .execute(Tuple.of(caller.place().id(), held.id, ids))
        .map(rows -> rows.rowCount());
  }

  private static Future<Integer> out(SqlConnection tx, Held held, UUID[] ids) {
    return tx.preparedQuery("DELETE FROM theme_tag WHERE theme = $1 AND testimony = ANY ($2)").execute(Tuple.of(held.id, (Object) ids)).map(rows -> rows.rowCount());
  }

  private static Future<Theme> theme(SqlConnection tx, Held held) {
    return tx.preparedQuery(THEMES + "WHERE t.id = $1 GROUP BY t.id").execute(Tuple.of(held.id)).map(rows -> Rows.one(rows, "theme", ThemeCommands::theme));
  }

  static final String THEMES = """
      SELECT t.number, t.title, t.status, count(x.id) AS testimonies
      FROM theme t
      LEFT JOIN theme_tag g ON g.theme = t.id
      LEFT JOIN testimony x ON x.id = g.testimony AND x.privacy <> 'confidential' AND x.status IN ('published', 'redacted')
      """;

  static Theme theme(Row row) {
    return new Theme(row.getLong("number"), row.getString("title"), Rows.word(row, "status", ThemeStatus.class), row.getLong("testimonies"));
  }
}
