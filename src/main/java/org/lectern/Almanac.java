package org.lectern;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Jurisdiction;
import org.lectern.moderation.ExpiryCommands;
import org.lectern.oversight.AddresseeCrossings;
import org.lectern.oversight.AgendaProposals;
import org.lectern.oversight.CrossingCommands;
import org.lectern.oversight.ObligationTurns;
import org.lectern.policies.DateCommands;
import org.lectern.queue.LotteryCommands;
import org.lectern.store.Database;
import org.lectern.testimony.Windows;
import org.lectern.web.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the calendar does: each minute, ordinary commands in the clock's own name. All of them are idempotent, so it does not
 * matter how many processes look, how often, or whether one of them was down at the time.
 */
public final class Almanac {

  private static final Logger LOG = LoggerFactory.getLogger(Almanac.class);
  private static final long MINUTE = 60_000;

  /** The installation was there in this minute. */
  private static final String BEAT = "INSERT INTO heartbeat (minute) VALUES (date_trunc('minute', clock_timestamp(), 'UTC')) ON CONFLICT DO NOTHING";

  private final Vertx vertx;
  private final Database database;
  private final Pool pool;
  private final Function<Jurisdiction, Command<Integer>> holds;
  private boolean busy;

  /** @param holds releases the next of the holds that nobody decided in time, and tells their authors */
  public Almanac(Vertx vertx, Database database, Pool pool, Function<Jurisdiction, Command<Integer>> holds) {
    this.holds = holds;
    this.vertx = vertx;
    this.database = database;
    this.pool = pool;
  }

  public void start() {
    look();
    vertx.setPeriodic(MINUTE, tick -> look());
  }

  private void look() {
    if (busy) return;
    busy = true;
    pool.query(BEAT).execute().compose(beaten -> database.read(Caller.system(Jurisdiction.INSTALLATION, "clock"), BodyQueries.jurisdictions()))
        .compose(this::each)
        .compose(done -> tidy())
        .onComplete(done -> {
          busy = false;
          if (done.failed()) LOG.warn("The calendar could not be kept this minute; trying again");
        });
  }

  private Future<Void> each(List<Jurisdiction> places) {
    var chain = Future.<Void>succeededFuture();
    for (var place : places) chain = chain.compose(done -> keep(place, Instant.now())).compose(done -> lotteries(place)).compose(done -> policies(place)).compose(done -> windows(place)).compose(done -> moderation(place)).recover(failed -> {
      LOG.warn("The calendar of {} could not be kept this minute; trying again", place.slug());
      return Future.succeededFuture(); // the other places are not kept waiting
    });
    return chain;
  }

  /**
   * Keeps the deadlines of oversight for that moment: duties that fall due become actions, due dates that come near or have passed are
   * noticed, and what is long overdue is put before the board. Whatever was missed since somebody last looked is made up for.
   */
  public Future<Void> keep(Jurisdiction place, Instant now) {
    var words = wording(place);
    return until(place, ObligationTurns.turn(now, words), 1)
        .compose(done -> until(place, CrossingCommands.recordCrossings(now), CrossingCommands.BATCH))
        .compose(done -> until(place, AddresseeCrossings.record(now), CrossingCommands.BATCH))
        .compose(done -> until(place, AgendaProposals.propose(now, words), 1));
  }

  /** Again as long as it does that much. */
  private Future<Void> until(Jurisdiction place, Command<Integer> command, int less) {
    return database.write(Caller.system(place, "clock"), command).compose(written -> written.result() >= less ? until(place, command, less) : Future.succeededFuture());
  }

  /** What the calendar writes, in the first language of the place. */
  private static AgendaProposals.Wording wording(Jurisdiction place) {
    var messages = Messages.in(Messages.best(place.languages().isEmpty() ? "en" : place.languages().get(0)));
    return new AgendaProposals.Wording() {
      @Override
      public String explain(String number, String title) {
        return messages.say("calendar.explain", number, title);
      }

      @Override
      public String hearing(String title) {
        return messages.say("calendar.hearing", title);
      }
    };
  }

  /** Lotteries whose sign-up has opened have the hash of their seed published, though nobody has signed up yet. */
  private Future<Void> lotteries(Jurisdiction place) {
    return database.write(Caller.system(place, "clock"), LotteryCommands.openAll()).mapEmpty();
  }

  /** Policies that take effect, and those that are about to run out. */
  private Future<Void> policies(Jurisdiction place) {
    return database.write(Caller.system(place, "clock"), DateCommands.tellDates())
        .compose(written -> written.result() >= DateCommands.BATCH ? policies(place) : Future.succeededFuture());
  }

  /** Windows for testimony during which the service was away for long. */
  private Future<Void> windows(Jurisdiction place) {
    return database.write(Caller.system(place, "clock"), Windows.extend()).mapEmpty();
  }

  /** Holds that nobody decided within five business days, and what moderators keep for a time only. */
  private Future<Void> moderation(Jurisdiction place) {
    return database.write(Caller.system(place, "clock"), holds.apply(place))
        .compose(written -> written.result() > 0 ? moderation(place) : database.write(Caller.system(place, "clock"), ExpiryCommands.tidy()).mapEmpty());
  }

  /** What is kept for a time only: keys for seven days, codes and ended sessions for a day and ninety. */
  private Future<Void> tidy() {
    return pool.query("DELETE FROM idempotency WHERE created_at < now() - interval '8 days'").execute()
        .compose(done -> pool.query("DELETE FROM sign_in_code WHERE expires_at < now() - interval '1 day'").execute())
        .compose(done -> pool.query("DELETE FROM heartbeat WHERE minute < now() - interval '8 days'").execute())
        .compose(done -> pool.query("DELETE FROM mail WHERE sent_at < now() - interval '7 days'").execute())
        .mapEmpty();
  }
}
