package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lectern.assessments.ProposalCommands;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;
import org.lectern.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what one counter did has its consequence at another: worksheets read on in the record soon after something was
 * verified, and in rounds for what other processes committed. How far they have read stands in the database.
 */
final class Consequences {

  private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);
  private static final long ROUND_MILLIS = 30_000;
  private static final long SOON_MILLIS = 20;

  private final Vertx vertx;
  private final Database database;
  private final Places places;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();

  Consequences(Vertx vertx, Database database, Places places) {
    this.vertx = vertx;
    this.database = database;
    this.places = places;
  }

  void start() {
    vertx.setPeriodic(ROUND_MILLIS, tick -> round());
  }

  void committed(List<Entry> entries) {
    if (entries.stream().anyMatch(entry -> ProposalCommands.TYPES.contains(entry.type()))) vertx.setTimer(SOON_MILLIS, soon -> round());
  }

  private void round() {
    again.set(true);
    if (!busy.compareAndSet(false, true)) return;
    again.set(false);
    behind().compose(this::each).onComplete(done -> {
      busy.set(false);
      if (done.failed()) LOG.warn("Worksheets could not read on in the record; trying again");
      else if (again.get()) round();
    });
  }

  /** The places with worksheets whose record has gone on since they last read it. */
  private Future<List<String>> behind() {
    return database.lookUp(db -> db.query("""
            SELECT j.slug
            FROM jurisdiction j
            JOIN journal_head h ON h.jurisdiction = j.id
            LEFT JOIN assessment_watch w ON w.jurisdiction = j.id
            WHERE h.seq > coalesce(w.seq, 0) AND EXISTS (SELECT FROM area r WHERE r.jurisdiction = j.id)""")
        .execute()
        .map(rows -> Rows.list(rows, row -> row.getString("slug"))));
  }

  private Future<Void> each(List<String> slugs) {
    var chain = Future.<Void>succeededFuture();
    for (var slug : slugs) chain = chain.compose(done -> places.find(slug)).compose(this::readOn);
    return chain;
  }

  private Future<Void> readOn(Jurisdiction place) {
    return database.write(Caller.system(place, "clock"), ProposalCommands.readOn())
        .compose(written -> written.result() ? readOn(place) : Future.succeededFuture());
  }
}
