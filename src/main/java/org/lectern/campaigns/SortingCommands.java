package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Aside;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Mark;

/**
 * Sorts what the record has brought since the last time: a slice of it in a transaction, under a mark that one process holds
 * at a time. Whatever is asked again finds its work done; what was cut short was never done.
 */
public final class SortingCommands {
  private SortingCommands() {}

  /** Entries of the record in one go. */
  static final int SLICE = 200;
  private static final Mark MARK = new Mark("campaign_mark");

  /** Sorts the next slice; true if there may be more. */
  public static Command<Boolean> next() {
    return (tx, caller) -> MARK.claim(tx, caller).compose(mark -> {
      if (mark == null) return Future.succeededFuture(Change.of(false)); // another process is at it
      return Arrivals.after(tx, caller, mark, SLICE).compose(arrivals -> arrivals.upTo() == mark
          ? Future.succeededFuture(Change.of(false))
          : sort(tx, caller, arrivals).compose(events -> MARK.keep(tx, caller, arrivals.upTo()).map(new Change<>(arrivals.upTo() - mark >= SLICE, events))));
    });
  }

  /** First whoever is not to be shown any more or says something else now is taken off, then the new ones are laid down. */
  private static Future<List<Event>> sort(SqlConnection tx, Caller caller, Arrivals arrivals) {
    var piles = new Piles(tx, caller);
    var leaving = arrivals.rows().stream().filter(Arrivals.Row::leaves).toList();
    var coming = arrivals.rows().stream().filter(Arrivals.Row::comes).sorted(Comparator.comparing(Arrivals.Row::ordinal)).toList();
    return Leaving.takeOff(tx, caller, leaving, piles)
        .compose(left -> coming.isEmpty() ? Future.succeededFuture() : known(tx, coming).compose(known -> lay(tx, caller, coming, known, piles)))
        .compose(laid -> piles.count())
        .map(counted -> piles.events());
  }

  /** The agenda's own words, by target: who quotes them has not joined a campaign. */
  private static Future<Map<UUID, List<String>>> known(SqlConnection tx, List<Arrivals.Row> coming) {
    return tx.preparedQuery("""
            SELECT id AS target, concat_ws(E'\\n', title, summary) AS words FROM hearing WHERE id = ANY ($1)
            UNION ALL SELECT hearing, title FROM agenda_item WHERE hearing = ANY ($1)
            UNION ALL SELECT id, title FROM area WHERE id = ANY ($1)
            UNION ALL SELECT id, concat_ws(E'\\n', title, summary, text) FROM action WHERE id = ANY ($1)
            UNION ALL SELECT id, concat_ws(E'\\n', title, summary) FROM policy_change WHERE id = ANY ($1)
            UNION ALL SELECT policy, text FROM policy_text WHERE policy = ANY ($1)""")
        .execute(Tuple.of((Object) coming.stream().map(Arrivals.Row::target).distinct().toArray(UUID[]::new)))
        .map(rows -> {
          var known = new HashMap<UUID, List<String>>();
          rows.forEach(row -> known.computeIfAbsent(row.getUUID("target"), first -> new ArrayList<>()).add(row.getString("words")));
          return known;
        });
  }

  private static Future<?> lay(SqlConnection tx, Caller caller, List<Arrivals.Row> coming, Map<UUID, List<String>> words, Piles piles) {
    var reader = new Reader(words);
    return Aside.aside(() -> reader.letters(coming))
        .compose(letters -> Candidates.of(tx, caller, letters)
            .compose(candidates -> Aside.aside(() -> piles.sort(coming, letters, candidates, reader))))
        .compose(sorted -> piles.write());
  }

  /** Reads letters, each with the agenda's words of what it is about left out. */
  static final class Reader {
    private final Map<UUID, List<String>> words;
    private final Map<UUID, java.util.Set<Long>> known = new HashMap<>();

    private Reader(Map<UUID, List<String>> words) {
      this.words = words;
    }

    Letter letter(long ordinal, UUID target, String text) {
      long seed = seed(target);
      return Letter.of(ordinal, text, seed, known.computeIfAbsent(target, first -> Letter.known(words.getOrDefault(target, List.of()), seed)));
    }

    private List<Letter> letters(List<Arrivals.Row> rows) {
      return rows.stream().map(row -> letter(row.ordinal(), row.target(), row.text())).toList();
    }
  }

  static long seed(UUID target) {
    return target.getMostSignificantBits() ^ Long.rotateLeft(target.getLeastSignificantBits(), 17);
  }
}
