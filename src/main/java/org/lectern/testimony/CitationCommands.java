package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.people.Outbox;

/** A clerk or member links a passage of testimony to what cites it: the author is told, and it is counted in public. */
public final class CitationCommands {
  private CitationCommands() {}

  /**
   * @param source the address of what cites it: a decided item, minutes, an action
   * @param passage word for word from the testimony, 500 characters at most
   */
  public record Citing(String source, String passage) {}

  /** What an author is told of: {@code testimony} is the id of which the receipt's link is made. */
  public record Told(UUID testimony, String number, String language, String source, String passage) {}

  private record Cited(UUID id, UUID target, String text, String email, String language, List<String> areas) {}

  /** @param letter for an author who left an address */
  public static Command<Testimony> cite(String number, Citing citing, Function<Told, Outbox.Letter> letter) {
    return (tx, caller) -> claim(tx, caller, number).compose(cited -> {
      var passage = squeezed(citing.passage());
      if (passage.isEmpty() || !squeezed(cited.text).contains(passage)) throw Problem.invalid("/passage", "passage_not_in_text");
      return Source.claim(tx, caller, citing.source())
          .compose(source -> add(tx, caller, cited, source, passage))
          .compose(added -> count(tx, cited))
          .compose(counted -> cited.email == null ? Future.succeededFuture()
              : Outbox.put(tx, letter.apply(new Told(cited.id, number, cited.language, citing.source(), passage)).to(cited.email)))
          .compose(told -> tx.preparedQuery(Testimony.COLUMNS + "WHERE t.id = $1").execute(Tuple.of(cited.id)))
          .map(rows -> Rows.one(rows, "testimony", Testimony::from))
          .map(testimony -> Change.of(testimony, new TestimonyEvent.TestimonyCited(number, testimony.target().address(), citing.source(), passage, caller.name(), cited.areas)));
    });
  }

  /** Only what everyone can read can be cited. */
  private static Future<Cited> claim(SqlConnection tx, Caller caller, String number) {
    return tx.preparedQuery("""
            SELECT t.id, coalesce(t.hearing, t.area, t.action, t.policy) AS target, t.text, t.email, t.language,
              ARRAY(SELECT a.slug FROM area a WHERE a.id = t.area OR a.id IN (SELECT h.area FROM hearing_area h WHERE h.hearing = t.hearing)
                OR a.id = (SELECT x.area FROM action x WHERE x.id = t.action)) AS areas
            FROM testimony t
            WHERE t.jurisdiction = $1 AND t.number = $2 AND t.status IN ('published', 'redacted') AND t.privacy <> 'confidential'
            FOR UPDATE OF t""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "testimony", row -> new Cited(row.getUUID("id"), row.getUUID("target"), row.getString("text"), row.getString("email"), row.getString("language"), Rows.strings(row, "areas"))));
  }

  private static Future<Void> add(SqlConnection tx, Caller caller, Cited cited, Source source, String passage) {
    return tx.preparedQuery("""
            INSERT INTO testimony_trail (jurisdiction, testimony, step, hearing, action, source, passage, by_name, policy)
            SELECT $1, $2, 'cited', $3, $4, $5, $6, $7, $8
            WHERE NOT EXISTS (SELECT FROM testimony_trail WHERE testimony = $2 AND step = 'cited' AND source = $5 AND passage = $6)""")
        .execute(Tuple.of(caller.place().id(), cited.id, source.hearing(), source.action(), source.address(), passage).addValue(caller.name()).addValue(source.policy()))
        .map(added -> {
          if (added.rowCount() == 0) throw Problem.conflict("already_cited");
          return null;
        });
  }

  private static Future<Void> count(SqlConnection tx, Cited cited) {
    return tx.preparedQuery("UPDATE testimony SET cited = cited + 1 WHERE id = $1").execute(Tuple.of(cited.id))
        .compose(counted -> tx.preparedQuery("UPDATE testimony_count SET cited = cited + 1 WHERE target = $1").execute(Tuple.of(cited.target)))
        .mapEmpty();
  }

  /** Line ends and double spaces make no other passage. */
  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
