package org.lectern.accommodations;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.HearingQueries;

/** What can be known of requests: by the clerks of the body all of them, by whoever asked their own. */
public final class AccommodationQueries {
  private AccommodationQueries() {}

  /** The requests of a hearing for its clerk: what is still to be done first, then in receipt order. */
  public static Query<List<Accommodation>> ofHearing(long number) {
    return (db, caller) -> HearingQueries.find(db, caller, number)
        .map(hearing -> {
          caller.in(hearing.body());
          return hearing;
        })
        .compose(hearing -> db.preparedQuery(Accommodation.COLUMNS + """
                WHERE a.hearing = $1
                ORDER BY a.status = 'provided', a.status <> 'requested', a.number
                LIMIT 500""")
            .execute(Tuple.of(hearing.id())))
        .map(rows -> Rows.list(rows, Accommodation::from));
  }

  /** One's own request, by its secret link. */
  public static Query<Accommodation> own(String secret) {
    return (db, caller) -> db.preparedQuery(Accommodation.COLUMNS + "WHERE a.jurisdiction = $1 AND a.secret_hash = $2")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "accommodation", Accommodation::from));
  }

  /** The place of a secret link: such links name none. */
  public static Query<String> placeOf(String secret) {
    return (db, caller) -> db.preparedQuery("SELECT j.slug FROM accommodation a JOIN jurisdiction j ON j.id = a.jurisdiction WHERE a.secret_hash = $1")
        .execute(Tuple.of(Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "accommodation", row -> row.getString("slug")));
  }
}
