package org.lectern.hearings;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.lectern.core.Rows;

/**
 * One vote on a motion, by name. A correction is a further vote: {@code corrects} is the number of the one before, {@code reason}
 * says why. {@code needed} is the fewest yes votes that would have carried, {@code members} the seats that a majority of members is counted of;
 * both are null, and {@code carried} may be, for what a source brought along.
 */
public record Vote(
    int number, Integer corrects, String reason, Instant at, int yes, int no, int abstain, int recused, int absent, int other,
    Integer members, Integer needed, Boolean carried, List<Ballot> ballots) {

  /** One member's vote. {@code word} is the source's own, where it came from elsewhere. */
  public record Ballot(String member, Choice choice, String reason, String word) {
    static Ballot from(Row row) {
      return new Ballot(row.getString("name"), Rows.word(row, "choice", Choice.class), row.getString("reason"), row.getString("word"));
    }
  }

  static Vote from(Row row, List<Ballot> ballots) {
    return new Vote(row.getInteger("number"), row.getInteger("corrects"), row.getString("reason"), Rows.instant(row, "at"), row.getInteger("yes"),
        row.getInteger("no"), row.getInteger("abstain"), row.getInteger("recused"), row.getInteger("absent"), row.getInteger("other"),
        row.getInteger("members"), row.getInteger("needed"), row.getBoolean("carried"), ballots);
  }

  /** As many for as against: it fails. */
  public boolean tie() {
    return yes == no && yes > 0;
  }
}
