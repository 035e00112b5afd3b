package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Numbers;
import org.lectern.campaigns.CampaignQueries.Sheet;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What a clerk puts right: two campaigns that are one, and testimonies that are no part of one. Each with a public reason; from then on the campaign is settled. */
public final class CampaignCommands {
  private CampaignCommands() {}

  /** Into which campaign, by number, and why. */
  public record Joining(long into, String reason) {}

  /** Which testimonies, by number, are no part of it, and why. */
  public record Splitting(List<String> testimony, String reason) {}

  private record Standing(UUID id, long number, CampaignStatus status, UUID target, String address, UUID hearing, UUID area, UUID action, UUID policy, UUID body, String letter) {
    static Standing from(Row row) {
      return new Standing(row.getUUID("id"), row.getLong("number"), Rows.word(row, "status", CampaignStatus.class), row.getUUID("target"), row.getString("address"),
          row.getUUID("hearing"), row.getUUID("area"), row.getUUID("action"), row.getUUID("policy"), row.getUUID("body"), row.getString("letter"));
    }
  }

  /** Two campaigns about the same thing become one: the members go over, the number stays and says where they went. */
  public static Command<Sheet> join(long number, Joining joining) {
    return (tx, caller) -> both(tx, caller, number, joining.into()).compose(two -> {
      var from = two.get(0);
      var to = two.get(1);
      if (!from.target.equals(to.target)) throw Problem.invalid("/into", "campaign_about_something_else");
      from.status.to(CampaignStatus.JOINED);
      if (to.status != CampaignStatus.STANDING) throw Problem.invalid("/into", "campaign_unknown");
      return goOver(tx, caller, from, to, joining.reason().strip())
          .compose(gone -> changed(tx, caller, to, List.of(from.number, to.number), new CampaignEvent.CampaignJoined(from.number, to.number, to.address, joining.reason().strip())));
    });
  }

  /** In the order of their numbers, so that two who join the same ones wait for each other. */
  private static Future<List<Standing>> both(SqlConnection tx, Caller caller, long number, long to) {
    if (number == to) throw Problem.invalid("/into", "campaign_with_itself");
    return claim(tx, caller, Math.min(number, to))
        .compose(first -> claim(tx, caller, Math.max(number, to)).map(second -> number < to ? List.of(first, second) : List.of(second, first)));
  }

  private static Future<Standing> claim(SqlConnection tx, Caller caller, long number) {
    return tx.preparedQuery("""
            SELECT c.id, c.number, c.status, coalesce(c.hearing, c.area, c.action, c.policy) AS target, coalesce('hearings/' || h.number, 'areas/' || a.slug, 'actions/' || x.number, 'policies/' || p.number) AS address,
              c.hearing, c.area, c.action, c.policy, coalesce(h.body, x.issuer, p.owner) AS body, t.text AS letter
            FROM campaign c
            JOIN testimony t ON t.id = c.representative
            LEFT JOIN hearing h ON h.id = c.hearing
            LEFT JOIN area a ON a.id = c.area
            LEFT JOIN action x ON x.id = c.action
            LEFT JOIN policy_change p ON p.id = c.policy
            WHERE c.jurisdiction = $1 AND c.number = $2
            FOR UPDATE OF c""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "campaign", Standing::from))
        .map(standing -> {
          if (standing.body != null) caller.in(standing.body); // what is said about an area is every clerk's to read
          return standing;
        });
  }

  private static Future<?> goOver(SqlConnection tx, Caller caller, Standing from, Standing to, String reason) {
    return tx.preparedQuery("DELETE FROM campaign_print WHERE jurisdiction = $1 AND ordinal IN (SELECT t.ordinal FROM campaign c JOIN testimony t ON t.id = c.representative WHERE c.id = $2)")
        .execute(Tuple.of(caller.place().id(), from.id))
        .compose(unprinted -> tx.preparedQuery("UPDATE campaign_member SET campaign = $2, by_clerk = true WHERE campaign = $1").execute(Tuple.of(from.id, to.id)))
        .compose(moved -> tx.preparedQuery("""
                UPDATE campaign t
                SET members = t.members + f.members, with_own_words = t.with_own_words + f.with_own_words, settled = true
                FROM campaign f
                WHERE t.id = $2 AND f.id = $1""").execute(Tuple.of(from.id, to.id)))
        .compose(grown -> tx.preparedQuery("UPDATE campaign SET status = 'joined', joined_to = $2, reason = $3, members = 0, with_own_words = 0, settled = true WHERE id = $1")
            .execute(Tuple.of(from.id, to.id, reason)));
  }

  /** What the clerk takes out stands alone, or, if it is several, as a campaign of its own. */
  public static Command<Sheet> split(long number, Splitting splitting) {
    return (tx, caller) -> claim(tx, caller, number).compose(from -> {
      if (from.status != CampaignStatus.STANDING) throw Problem.conflict("wrong_state", "state." + from.status.word(), "state.standing");
      var numbers = new LinkedHashSet<>(splitting.testimony());
      return members(tx, from, numbers)
          .compose(out -> takeOut(tx, caller, from, out)
              .compose(fresh -> changed(tx, caller, from, fresh == null ? List.of(number) : List.of(number, fresh),
                  new CampaignEvent.CampaignSplit(number, fresh, from.address, List.copyOf(numbers), splitting.reason().strip()))));
    });
  }

  private record Out(UUID testimony, long ordinal, String text) {}

  private static Future<List<Out>> members(SqlConnection tx, Standing from, LinkedHashSet<String> numbers) {
    return tx.preparedQuery("""
            SELECT m.testimony, m.ordinal, t.number, t.text
            FROM campaign_member m
            JOIN testimony t ON t.id = m.testimony
            WHERE m.campaign = $1 AND t.number = ANY ($2)
            ORDER BY m.ordinal
            FOR UPDATE OF m""")
        .execute(Tuple.of(from.id, (Object) numbers.toArray(String[]::new)))
        .map(rows -> {
          var found = Rows.list(rows, row -> row.getString("number"));
          numbers.stream().filter(one -> !found.contains(one)).findFirst().ifPresent(one -> {
            throw Problem.invalid("/testimony", "testimony_not_of_campaign", one);
          });
          return Rows.list(rows, row -> new Out(row.getUUID("testimony"), row.getLong("ordinal"), row.getString("text")));
        });
  }

  /** The number of the new campaign, null if what was taken out stands alone. */
  private static Future<Long> takeOut(SqlConnection tx, Caller caller, Standing from, List<Out> out) {
    var ids = out.stream().map(Out::testimony).toArray(UUID[]::new);
    return lessen(tx, from, ids)
        .compose(lessened -> out.size() < 2 ? Future.<Long>succeededFuture(null) : fresh(tx, caller, from, out))
        .compose(fresh -> tx.preparedQuery("UPDATE campaign_member SET by_clerk = true, campaign = (SELECT id FROM campaign WHERE jurisdiction = $1 AND number = $3), own_words = 0 WHERE testimony = ANY ($2)")
            .execute(Tuple.of(caller.place().id(), ids, fresh))
            .compose(moved -> Piles.print(tx, caller, List.of(letter(from, out.get(0)))))
            .compose(printed -> Leaving.settle(tx, caller, from.id, ids, new Piles(tx, caller)))
            .map(fresh));
  }

  private static Letter letter(Standing from, Out out) {
    return Letter.of(out.ordinal, out.text, SortingCommands.seed(from.target), java.util.Set.of());
  }

  private static Future<?> lessen(SqlConnection tx, Standing from, UUID[] ids) {
    return tx.preparedQuery("DELETE FROM campaign_print p USING campaign_member m WHERE m.testimony = ANY ($1) AND p.jurisdiction = m.jurisdiction AND p.ordinal = m.ordinal").execute(Tuple.of((Object) ids))
        .compose(unprinted -> tx.preparedQuery("""
                UPDATE campaign
                SET settled = true, members = members - (SELECT count(*) FROM campaign_member WHERE testimony = ANY ($2)),
                  with_own_words = with_own_words - (SELECT count(*) FROM campaign_member WHERE testimony = ANY ($2) AND own_words > 0)
                WHERE id = $1""").execute(Tuple.of(from.id, (Object) ids)))
        .compose(lessened -> tx.preparedQuery("UPDATE campaign_member SET campaign = NULL WHERE testimony = ANY ($1)").execute(Tuple.of((Object) ids)));
  }

  private static Future<Long> fresh(SqlConnection tx, Caller caller, Standing from, List<Out> out) {
    return Numbers.next(tx, caller, "campaign", 0).compose(number -> tx.preparedQuery("""
            INSERT INTO campaign (id, jurisdiction, number, hearing, area, action, policy, representative, members, settled, formed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, true, now())""")
        .execute(Tuple.from(new Object[] {Ids.next(), caller.place().id(), number, from.hearing, from.area, from.action, from.policy, out.get(0).testimony, (long) out.size()}))
        .map(number));
  }

  private static Future<Change<Sheet>> changed(SqlConnection tx, Caller caller, Standing about, List<Long> numbers, Event event) {
    return Counting.count(tx, caller, about.target)
        .compose(counted -> CampaignQueries.campaign(numbers.get(numbers.size() == 2 && event instanceof CampaignEvent.CampaignJoined ? 1 : 0), null, Page.SIZE).ask(tx, caller)
            .map(sheet -> counted.news()
                ? Change.of(sheet, event, new CampaignEvent.CampaignsCounted(about.address, counted.campaigns(), counted.members(), numbers))
                : Change.of(sheet, event)));
  }
}
