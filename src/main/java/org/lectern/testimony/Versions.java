package org.lectern.testimony;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Diff;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** The history of a testimony: every version that counted, and what each changed in the one before. */
public final class Versions {
  private Versions() {}

  /** A piece of text that stayed, was added or was taken out. */
  public record Piece(Change change, String text) {}

  /** What became of a piece. */
  public enum Change {
    SAME,
    ADDED,
    REMOVED
  }

  /** A version: since when it counts (of an anonymous author the hour) and how it differs from the one before. */
  public record Version(int revision, Instant since, String language, Position position, List<Piece> changes) {}

  /** Newest first. */
  public record History(String number, List<Version> versions) {}

  private record Text(int revision, Instant since, String language, Position position, String text) {
    static Text from(Row row) {
      return new Text(row.getInteger("revision"), Rows.instant(row, "since"), row.getString("language"), Rows.word(row, "position", Position.class), row.getString("text"));
    }
  }

  /** Above this many words times words, sentences are compared instead. */
  private static final long MOST_PAIRS = 1_000_000;

  /**
   * Only while its words are public as their author wrote them: what a moderator took out is not found in an older version, and
   * what was replaced while it was held is not one of them.
   */
  public static Query<History> of(String number) {
    return (db, caller) -> db.preparedQuery("""
            SELECT v.revision, v.since, v.language, v.position, v.text
            FROM testimony t
            JOIN (
              SELECT testimony, revision, since, language, position, text FROM testimony_version WHERE NOT unseen
              UNION ALL
              SELECT id, revision, coalesce(revised_at, received_at), language, position, text FROM testimony) AS v ON v.testimony = t.id
            WHERE t.jurisdiction = $1 AND t.number = $2 AND t.status = 'published' AND t.privacy <> 'confidential'
            ORDER BY v.revision""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> {
          Rows.one(rows, "testimony", row -> row);
          return new History(number, versions(Rows.list(rows, Text::from)));
        });
  }

  private static List<Version> versions(List<Text> texts) {
    var versions = new ArrayList<Version>();
    for (int i = texts.size() - 1; i >= 0; i--) {
      var text = texts.get(i);
      var changes = i == 0 ? List.of(new Piece(Change.SAME, text.text)) : between(texts.get(i - 1).text, text.text);
      versions.add(new Version(text.revision, text.since, text.language, text.position, changes));
    }
    return versions;
  }

  static List<Piece> between(String before, String after) {
    var from = words(before);
    var to = words(after);
    if ((long) from.size() * to.size() > MOST_PAIRS) {
      from = sentences(before);
      to = sentences(after);
    }
    return Diff.of(from, to, (kind, text) -> new Piece(Change.valueOf(kind.name()), text));
  }

  private static List<String> words(String text) {
    return List.of(text.split("(?<=\\s)(?=\\S)"));
  }

  private static List<String> sentences(String text) {
    return List.of(text.split("(?<=[.!?。！？\\n])(?=\\s|\\S)"));
  }
}
