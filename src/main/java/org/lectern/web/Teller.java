package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;
import org.lectern.follow.Telling;
import org.lectern.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that everyone concerned is told by mail: soon after this process committed something to tell, and in rounds for what
 * others committed or a stop cut short. What has been told stands in the database, so that rounds and processes do no harm.
 */
final class Teller {

  private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
  private static final long ROUND_MILLIS = 20_000;
  private static final long SOON_MILLIS = 50;
  static final List<String> TELLS = List.of("HearingNoticed", "HearingPostponed", "HearingRescheduled", "HearingCancelled", "HearingContinued", "AgendaAmended",
      "ActionIssued", "ActionAnswered", "ActionAgreed", "ActionInsisted", "ActionAmended", "ExtensionAsked", "ExtensionGranted", "ExtensionRefused", "ActionReported", "ActionVerified",
      "ActionClosed", "ActionSuperseded", "ActionNotApplicable", "ActionReassessed", "ActionReopened", "ActionDueSoon", "ActionOverdue", "ActionPutForward");

  private final Vertx vertx;
  private final Database database;
  private final Places places;
  private final Letters letters;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();

  Teller(Vertx vertx, Database database, Places places, Letters letters) {
    this.vertx = vertx;
    this.database = database;
    this.places = places;
    this.letters = letters;
  }

  void start() {
    vertx.setPeriodic(ROUND_MILLIS, tick -> round());
  }

  void committed(List<Entry> entries) {
    if (entries.stream().anyMatch(entry -> TELLS.contains(entry.type()))) vertx.setTimer(SOON_MILLIS, soon -> round());
  }

  private void round() {
    again.set(true);
    if (!busy.compareAndSet(false, true)) return;
    again.set(false);
    behind().compose(this::each).onComplete(done -> {
      busy.set(false);
      if (done.failed()) LOG.warn("Not everyone could be told; trying again");
      else if (again.get()) round();
    });
  }

  /** The places whose record has gone on since everyone was told. */
  private Future<List<String>> behind() {
    return database.lookUp(db -> db.query("""
            SELECT j.slug
            FROM jurisdiction j
            JOIN journal_head h ON h.jurisdiction = j.id
            LEFT JOIN telling t ON t.jurisdiction = j.id
            WHERE h.seq > coalesce(t.seq, 0) OR t.address <> ''""")
        .execute()
        .map(rows -> Rows.list(rows, row -> row.getString("slug"))));
  }

  private Future<Void> each(List<String> slugs) {
    var chain = Future.<Void>succeededFuture();
    for (var slug : slugs) chain = chain.compose(done -> places.find(slug)).compose(this::tell);
    return chain;
  }

  private Future<Void> tell(Jurisdiction place) {
    return database.write(Caller.system(place, "clock"), Telling.next(TELLS, (news, one) -> letters.tell(place, news, one)))
        .compose(written -> written.result() ? tell(place) : Future.succeededFuture());
  }
}
