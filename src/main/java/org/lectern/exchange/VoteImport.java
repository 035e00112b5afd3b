package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Rows;
import org.lectern.exchange.LegistarVotes.Brought;
import org.lectern.exchange.LegistarVotes.BroughtVotes;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.hearings.Choice;
import org.lectern.hearings.VoteEvent;

/**
 * Brings the votes on the items of one hearing in: a motion each, with the persons of the source, who have no accounts here. Where
 * the source changed what it had, its new version is a new vote that corrects the earlier one.
 */
final class VoteImport {
  private VoteImport() {}

  static final String CHANGED = "The source changed its record.";

  private record Standing(UUID item, UUID hearing, UUID motion, String version, int last) {
    static Standing from(Row row) {
      return new Standing(row.getUUID("item"), row.getUUID("hearing"), row.getUUID("motion"), row.getString("source_version"), row.getInteger("last"));
    }
  }

  static Command<Tally> bring(String source, String event, List<BroughtVotes> votes) {
    return (tx, caller) -> standing(tx, caller, source, votes).compose(standing -> {
      var tally = Tally.NONE;
      var done = Future.<Void>succeededFuture();
      for (var vote : votes) {
        var at = standing.get(vote.item());
        if (at == null || vote.ballots().isEmpty()) continue;
        if (at.motion == null) done = done.compose(next -> add(tx, caller, source, at, vote));
        else if (!vote.version().equals(at.version)) done = done.compose(next -> correct(tx, caller, at, vote));
        tally = tally.plus(at.motion == null ? new Tally(1, 0, 0, 0) : vote.version().equals(at.version) ? new Tally(0, 0, 1, 0) : new Tally(0, 1, 0, 0));
      }
      var result = tally;
      return done.compose(written -> number(tx, caller, source, event)).map(number -> result.nothingChanged() ? Change.of(result)
          : Change.of(result, new VoteEvent.VotesImported(number, result.added() + result.changed(), source)));
    });
  }

  private static Future<Map<String, Standing>> standing(SqlConnection tx, Caller caller, String source, List<BroughtVotes> votes) {
    return tx.preparedQuery("""
            SELECT i.external_id, i.id AS item, i.hearing, m.id AS motion, m.source_version,
              coalesce((SELECT max(v.number) FROM vote v WHERE v.motion = m.id), 0) AS last
            FROM agenda_item i
            LEFT JOIN motion m ON m.item = i.id AND m.source = $2 AND m.external_id = i.external_id
            WHERE i.jurisdiction = $1 AND i.source = $2 AND i.external_id = ANY ($3)""")
        .execute(Tuple.of(caller.place().id(), source).addArrayOfString(votes.stream().map(BroughtVotes::item).toArray(String[]::new)))
        .map(rows -> {
          var found = new HashMap<String, Standing>();
          rows.forEach(row -> found.put(row.getString("external_id"), Standing.from(row)));
          return found;
        });
  }

  private static Future<Long> number(SqlConnection tx, Caller caller, String source, String event) {
    return tx.preparedQuery("SELECT number FROM hearing WHERE jurisdiction = $1 AND source = $2 AND external_id = $3")
        .execute(Tuple.of(caller.place().id(), source, event))
        .map(rows -> Rows.first(rows, row -> row.getLong("number"), 0L));
  }

  private static Future<Void> add(SqlConnection tx, Caller caller, String source, Standing at, BroughtVotes votes) {
    var motion = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO motion (id, jurisdiction, hearing, item, number, text, proposes, mover, seconder, moved_at, source, external_id, source_version)
            SELECT $1, $2, h.id, $4, coalesce((SELECT max(number) FROM motion WHERE hearing = $3), 0) + 1, $5,
              (SELECT decision FROM agenda_item WHERE id = $4), $6, $7, h.starts_at, $8, $9, $10
            FROM hearing h
            WHERE h.id = $3""")
        .execute(Tuple.from(new Object[] {motion, caller.place().id(), at.hearing, at.item, votes.text(), votes.mover(), votes.seconder(), source, votes.item(), votes.version()}))
        .compose(added -> vote(tx, caller, at, motion, 1, votes));
  }

  private static Future<Void> correct(SqlConnection tx, Caller caller, Standing at, BroughtVotes votes) {
    return tx.preparedQuery("UPDATE motion SET text = $2, mover = $3, seconder = $4, source_version = $5 WHERE id = $1")
        .execute(Tuple.of(at.motion, votes.text(), votes.mover(), votes.seconder(), votes.version()))
        .compose(updated -> vote(tx, caller, at, at.motion, at.last + 1, votes));
  }

  private static Future<Void> vote(SqlConnection tx, Caller caller, Standing at, UUID motion, int number, BroughtVotes votes) {
    return tx.preparedQuery("""
            INSERT INTO vote (jurisdiction, motion, number, corrects, reason, at, yes, no, abstain, recused, absent, other, carried)
            SELECT $1, $2, $3, $4, $5, h.starts_at, $6, $7, $8, $9, $10, $11, $12
            FROM hearing h
            WHERE h.id = $13""")
        .execute(Tuple.from(new Object[] {caller.place().id(), motion, number, number == 1 ? null : number - 1, number == 1 ? null : CHANGED, votes.of(Choice.YES), votes.of(Choice.NO),
            votes.of(Choice.ABSTAIN), votes.of(Choice.RECUSED), votes.of(Choice.ABSENT), votes.of(Choice.OTHER), votes.carried(), at.hearing}))
        .compose(inserted -> tx.preparedQuery("""
                INSERT INTO ballot (jurisdiction, motion, vote, ordinal, name, choice, word, source_person)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""")
            .executeBatch(ballots(caller, motion, number, votes.ballots())))
        .compose(inserted -> tx.preparedQuery("UPDATE agenda_item SET votes_yes = $2, votes_no = $3, carried = $4 WHERE id = $1")
            .execute(Tuple.of(at.item, votes.of(Choice.YES), votes.of(Choice.NO), votes.carried())))
        .mapEmpty();
  }

  private static List<Tuple> ballots(Caller caller, UUID motion, int number, List<Brought> ballots) {
    var rows = new ArrayList<Tuple>(ballots.size());
    for (var ballot : ballots) {
      rows.add(Tuple.from(new Object[] {caller.place().id(), motion, number, rows.size() + 1, ballot.name(), Rows.word(ballot.choice()), ballot.word(), ballot.person()}));
    }
    return rows;
  }
}
