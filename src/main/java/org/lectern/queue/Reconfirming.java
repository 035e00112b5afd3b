package org.lectern.queue;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** Whoever signed up for a date that was moved is asked whether they come to the new one. Until they say no, the place is theirs. */
public final class Reconfirming {
  private Reconfirming() {}

  /** What was asked and answered; {@code asked} is false if the date was never moved. */
  public record Reconfirmed(boolean asked, boolean confirmed) {}

  public static Query<Reconfirmed> own(String secret) {
    return (db, caller) -> db.preparedQuery("""
            SELECT reconfirm_asked_at IS NOT NULL AS asked, reconfirmed_at IS NOT NULL AS confirmed
            FROM slot
            WHERE jurisdiction = $1 AND secret_hash = $2""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "slot", row -> new Reconfirmed(row.getBoolean("asked"), row.getBoolean("confirmed"))));
  }

  /** Yes, I come. Saying it twice changes nothing. */
  public static Command<Reconfirmed> yes(String secret) {
    return (tx, caller) -> tx.preparedQuery("""
            UPDATE slot
            SET reconfirmed_at = coalesce(reconfirmed_at, now())
            WHERE jurisdiction = $1 AND secret_hash = $2 AND reconfirm_asked_at IS NOT NULL AND status IN ('confirmed', 'waitlisted', 'checked_in')""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .compose(updated -> own(secret).ask(tx, caller).map(answer -> {
          if (updated.rowCount() == 0) throw Problem.conflict("not_asked_again");
          return Change.of(answer);
        }));
  }
}
