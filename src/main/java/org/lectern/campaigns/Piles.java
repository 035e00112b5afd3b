package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.lectern.bodies.Numbers;
import org.lectern.core.Aside;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Ids;

/** The piles of one sitting, and how they are written down: a statement each for campaigns, members, prints and counts, however many came. */
final class Piles {

  private final SqlConnection tx;
  private final Caller caller;
  private final Map<Long, Arrivals.Row> came = new HashMap<>();
  private final Map<Long, Candidates.Candidate> lay = new HashMap<>();
  private final Map<UUID, String> targets = new LinkedHashMap<>();
  private final TreeSet<Long> changed = new TreeSet<>();
  private final List<Event> events = new ArrayList<>();
  private List<Sorting.Pile> sorted = List.of();
  private final Map<Sorting.Pile, UUID> campaigns = new HashMap<>();
  private final List<Member> members = new ArrayList<>();

  private record Member(UUID testimony, UUID target, long ordinal, UUID campaign, long digest, int ownWords) {}

  Piles(SqlConnection tx, Caller caller) {
    this.tx = tx;
    this.caller = caller;
  }

  /** Something changed about what this testimony is about. */
  void touch(Arrivals.Row row) {
    targets.put(row.target(), row.address());
  }

  void changed(long campaign) {
    changed.add(campaign);
  }

  List<Event> events() {
    return events;
  }

  /** Lays the letters on piles; touches no database. */
  Void sort(List<Arrivals.Row> coming, List<Letter> letters, Candidates candidates, SortingCommands.Reader reader) {
    var sorting = new Sorting();
    for (var one : candidates.all()) {
      lay.put(one.ordinal(), one);
      sorting.add(Sorting.Pile.before(one.campaign(), reader.letter(one.ordinal(), one.target(), one.text()), one.members(), one.settled()));
    }
    coming.forEach(row -> came.put(row.ordinal(), row));
    letters.forEach(sorting::place);
    sorted = sorting.piles().stream().filter(pile -> !pile.gone() && !(pile.came.isEmpty() && pile.gathered.isEmpty())).toList();
    return null;
  }

  Future<?> write() {
    var fresh = sorted.stream().filter(pile -> pile.campaign == null && pile.size() > 1).toList();
    return number(fresh)
        .compose(first -> found(fresh, first))
        .compose(founded -> Aside.aside(this::gatherMembers))
        .compose(gathered -> lie())
        .compose(lying -> grow())
        .compose(grown -> unprint())
        .compose(unprinted -> print(tx, caller, leaders()));
  }

  private Future<Long> number(List<Sorting.Pile> fresh) {
    return fresh.isEmpty() ? Future.succeededFuture(0L) : Numbers.next(tx, caller.place(), "campaign", 0, fresh.size());
  }

  private Future<?> found(List<Sorting.Pile> fresh, long first) {
    if (fresh.isEmpty()) return Future.succeededFuture();
    var rows = new ArrayList<Tuple>();
    for (int i = 0; i < fresh.size(); i++) {
      var pile = fresh.get(i);
      var id = Ids.next();
      campaigns.put(pile, id);
      var about = pile.came.isEmpty() ? null : came.get(pile.came.get(0).key());
      rows.add(Tuple.from(new Object[] {id, caller.place().id(), first + i, about.hearing(), about.area(), about.action(), about.policy(), testimony(pile.representative())}));
      changed.add(first + i);
      events.add(new CampaignEvent.CampaignFormed(first + i, about.address(), number(pile)));
    }
    return tx.preparedQuery("""
            INSERT INTO campaign (id, jurisdiction, number, hearing, area, action, policy, representative, members, formed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, date_trunc('hour', now(), 'UTC'))""")
        .executeBatch(rows);
  }

  private UUID testimony(Letter letter) {
    var row = came.get(letter.key());
    return row != null ? row.id() : lay.get(letter.key()).testimony();
  }

  private String text(Letter letter) {
    var row = came.get(letter.key());
    return row != null ? row.text() : lay.get(letter.key()).text();
  }

  /** T-2026-000123 of its ordinal. */
  private static String number(Sorting.Pile pile) {
    long ordinal = pile.representative().key();
    return String.format(java.util.Locale.ROOT, "T-%d-%06d", ordinal / 1_000_000_000L, ordinal % 1_000_000_000L);
  }

  private Void gatherMembers() {
    sorted.forEach(this::gatherMembers);
    return null;
  }

  private void gatherMembers(Sorting.Pile pile) {
    var campaign = pile.campaign != null ? pile.campaign : campaigns.get(pile);
    var letter = text(pile.representative());
    for (var one : pile.came) {
      var row = came.get(one.key());
      touch(row);
      members.add(new Member(row.id(), row.target(), row.ordinal(), campaign, row.digest(), ownWords(campaign, row.text(), letter)));
    }
    var moved = new ArrayList<>(pile.gathered);
    if (pile.campaign == null && pile.before != null) moved.add(pile.before);
    for (var one : moved) {
      var candidate = lay.get(one.key());
      members.add(new Member(candidate.testimony(), candidate.target(), candidate.ordinal(), campaign, 0, ownWords(campaign, candidate.text(), letter)));
    }
  }

  private static int ownWords(UUID campaign, String text, String letter) {
    return campaign == null ? 0 : OwnWords.count(text, letter);
  }

  /** The new ones come with the digest of their text; those that lay alone keep theirs. */
  private Future<?> lie() {
    return tx.preparedQuery("""
            INSERT INTO campaign_member (jurisdiction, testimony, target, ordinal, campaign, digest, own_words)
            SELECT $1, m.*
            FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::uuid[], $6::bigint[], $7::integer[]) AS m
            ON CONFLICT (testimony) DO UPDATE SET campaign = excluded.campaign, own_words = excluded.own_words""")
        .execute(Tuple.from(new Object[] {caller.place().id(),
            members.stream().map(Member::testimony).toArray(UUID[]::new), members.stream().map(Member::target).toArray(UUID[]::new),
            members.stream().map(Member::ordinal).toArray(Long[]::new), members.stream().map(Member::campaign).toArray(UUID[]::new),
            members.stream().map(Member::digest).toArray(Long[]::new), members.stream().map(Member::ownWords).toArray(Integer[]::new)}));
  }

  private Future<?> grow() {
    var grown = sorted.stream().filter(pile -> pile.campaign != null || campaigns.containsKey(pile)).toList();
    if (grown.isEmpty()) return Future.succeededFuture();
    var ids = new UUID[grown.size()];
    var more = new Long[grown.size()];
    var withOwnWords = new Long[grown.size()];
    var heads = new UUID[grown.size()];
    for (int i = 0; i < ids.length; i++) {
      var id = ids[i] = grown.get(i).campaign != null ? grown.get(i).campaign : campaigns.get(grown.get(i));
      more[i] = members.stream().filter(member -> id.equals(member.campaign)).count();
      withOwnWords[i] = members.stream().filter(member -> id.equals(member.campaign) && member.ownWords > 0).count();
      heads[i] = testimony(grown.get(i).representative());
    }
    return tx.preparedQuery("""
            UPDATE campaign c
            SET members = c.members + g.more, with_own_words = c.with_own_words + g.with_own_words, representative = g.head
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::uuid[]) AS g (id, more, with_own_words, head)
            WHERE c.id = g.id
            RETURNING c.number""")
        .execute(Tuple.of(ids, more, withOwnWords, heads))
        .onSuccess(rows -> rows.forEach(row -> changed.add(row.getLong("number"))));
  }

  /** Whoever lay alone or stood for a pile and does so no more. */
  private Future<?> unprint() {
    var gone = new ArrayList<Long>();
    for (var pile : sorted) {
      pile.gathered.forEach(letter -> gone.add(letter.key()));
      if (pile.before != null && pile.before != pile.representative()) gone.add(pile.before.key());
    }
    if (gone.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("DELETE FROM campaign_print WHERE jurisdiction = $1 AND ordinal = ANY ($2)").execute(Tuple.of(caller.place().id(), (Object) gone.toArray(Long[]::new)));
  }

  /** New letters that lie alone or stand for a pile. */
  private List<Letter> leaders() {
    return sorted.stream().map(Sorting.Pile::representative).filter(letter -> came.containsKey(letter.key())).toList();
  }

  static Future<?> print(SqlConnection tx, Caller caller, List<Letter> letters) {
    if (letters.isEmpty()) return Future.succeededFuture();
    var prints = letters.stream().flatMapToLong(letter -> Arrays.stream(letter.prints())).boxed().toArray(Long[]::new);
    var ordinals = letters.stream().flatMapToLong(letter -> Arrays.stream(letter.prints()).map(print -> letter.key())).boxed().toArray(Long[]::new);
    return tx.preparedQuery("""
            INSERT INTO campaign_print (jurisdiction, print, ordinal)
            SELECT $1, p.* FROM unnest($2::bigint[], $3::bigint[]) AS p
            ON CONFLICT DO NOTHING""")
        .execute(Tuple.of(caller.place().id(), prints, ordinals));
  }

  /** Counts again what the targets that changed have, and says so if it is something else than before. */
  Future<?> count() {
    Future<?> done = Future.succeededFuture();
    for (var target : targets.entrySet()) done = done.compose(next -> Counting.count(tx, caller, target.getKey())).onSuccess(counted -> {
      if (counted.news()) events.add(new CampaignEvent.CampaignsCounted(target.getValue(), counted.campaigns(), counted.members(), List.copyOf(changed)));
    });
    return done;
  }
}
