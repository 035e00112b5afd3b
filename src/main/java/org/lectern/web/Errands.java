package org.lectern.web;

import io.vertx.core.Vertx;
import java.util.List;
import org.lectern.assessments.ProposalCommands;
import org.lectern.campaigns.SortingCommands;
import org.lectern.core.Entry;
import org.lectern.follow.Telling;
import org.lectern.reading.IndexCommands;
import org.lectern.store.Database;
import org.lectern.web.Rounds.Errand;

/** What follows from the record: people are told, worksheets read what was verified, letters are sorted into campaigns, words become findable. */
final class Errands {

  private final List<Rounds> rounds;
  private final LineTeller lineTeller;

  Errands(Vertx vertx, Database database, Places places, Letters letters) {
    this.lineTeller = new LineTeller(vertx, database, places, letters);
    this.rounds = List.of(
            new Errand("telling", Errand.BEHIND + " OR m.address <> ''", entry -> Telling.TYPES.contains(entry.type()), 50, 20_000,
                place -> Telling.next((news, one) -> letters.tell(place, news, one))),
            new Errand("assessment_watch", Errand.BEHIND + " AND EXISTS (SELECT FROM area r WHERE r.jurisdiction = j.id)", entry -> ProposalCommands.TYPES.contains(entry.type()), 20, 30_000,
                place -> ProposalCommands.readOn()),
            new Errand("campaign_mark", Errand.BEHIND, entry -> true, 150, 15_000, place -> SortingCommands.next()),
            new Errand("search_mark", Errand.BEHIND, entry -> true, 150, 15_000, place -> IndexCommands.next()))
        .stream().map(errand -> new Rounds(vertx, database, places, errand)).toList();
  }

  void start() {
    rounds.forEach(Rounds::start);
    lineTeller.start();
  }

  void committed(List<Entry> entries) {
    rounds.forEach(each -> each.committed(entries));
    lineTeller.committed(entries);
  }
}
