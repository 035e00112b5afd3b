package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lectern.bodies.Notice;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Rows;
import org.lectern.hearings.HearingCommands.NewItem;

/** What the calendar puts before a body: an item proposed to its next hearing that can still lawfully take one; the chair lists or declines it. */
public final class NextHearing {
  private NextHearing() {}

  /** Where it was proposed, and what goes on the record. {@code staffOf} is the body whose staff alone may know a draft, null for everyone. */
  public record Proposed(UUID hearing, long number, UUID item, int ordinal, UUID staffOf, Event event) {}

  /** Emergency hearings take nothing but their emergency. */
  private static final String COMING = """
      WHERE h.jurisdiction = $1 AND h.body = $2 AND h.status IN ('draft', 'noticed') AND h.kind <> 'emergency' AND h.starts_at > $3
      ORDER BY h.starts_at, h.number
      LIMIT 20
      FOR UPDATE OF h""";

  /** Empty while the body has no such hearing ahead. A notice of the item given at {@code now} must still be in time for the start. */
  public static Future<Optional<Proposed>> propose(SqlConnection tx, Caller caller, UUID body, Instant now, String title) {
    return tx.preparedQuery(Hearing.COLUMNS + COMING)
        .execute(Tuple.of(caller.place().id(), body, Rows.at(now)))
        .compose(rows -> first(tx, caller, Rows.list(rows, Hearing::from), now))
        .compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty()) : add(tx, caller, found.get(), title).map(Optional::of));
  }

  private static Future<Optional<Hearing>> first(SqlConnection tx, Caller caller, List<Hearing> coming, Instant now) {
    if (coming.isEmpty()) return Future.succeededFuture(Optional.empty());
    var hearing = coming.get(0);
    return Profiles.version(tx, caller.place(), hearing.profile(), hearing.profileVersion())
        .compose(profile -> Notice.check(profile, hearing.kind().notice(), now, hearing.startsAt(), hearing.zone()).compliant()
            ? Future.succeededFuture(Optional.of(hearing))
            : first(tx, caller, coming.subList(1, coming.size()), now));
  }

  private static Future<Proposed> add(SqlConnection tx, Caller caller, Hearing hearing, String title) {
    var item = Agenda.complete(List.of(new NewItem(null, title, ItemKind.DISCUSSION, null, null))).get(0);
    return AgendaCommands.add(tx, caller, hearing, item, null, ItemStatus.PROPOSED)
        .compose(ordinal -> tx.preparedQuery(AgendaItem.COLUMNS + "WHERE hearing = $1 AND ordinal = $2").execute(Tuple.of(hearing.id(), ordinal)))
        .map(rows -> Rows.one(rows, "item", AgendaItem::from))
        .map(proposed -> {
          var staffOf = hearing.status() == HearingStatus.DRAFT ? hearing.body() : null;
          return new Proposed(hearing.id(), hearing.number(), proposed.id(), proposed.ordinal(), staffOf,
              new HearingEvent.ItemProposed(hearing.number(), staffOf, proposed.number(), proposed.title()));
        });
  }
}
