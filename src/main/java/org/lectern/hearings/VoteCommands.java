package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.bodies.Member;
import org.lectern.bodies.MemberQueries;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;
import org.lectern.hearings.MotionCommands.At;

/** Taking a vote by name, and correcting it by another one. */
public final class VoteCommands {
  private VoteCommands() {}

  /** How one member votes; a recusal needs its reason. */
  public record Cast(UUID member, Choice choice, String reason) {}

  /** Everyone's vote; whoever is not there and not named is absent. An exemption code if the public was not heard first. */
  public record Voting(List<Cast> ballots, String exemption) {}

  /**
   * The vote as it should have been recorded, and why. {@code decision} is what the item's decision becomes, needed only when the
   * item is decided and the outcome turns.
   */
  public record Correcting(List<Cast> ballots, String reason, Decision decision) {}

  /** The names of those who sit, the choice of each, and what it came to. */
  private record Count(List<Member> members, Map<UUID, Cast> cast, int seats, Threshold threshold) {
    int of(Choice choice) {
      return (int) cast.values().stream().filter(one -> one.choice() == choice).count();
    }

    int needed() {
      return threshold.needed(of(Choice.YES) + of(Choice.NO), seats);
    }

    boolean carried() {
      return threshold.carried(of(Choice.YES), of(Choice.NO), seats);
    }

    List<VoteEvent.Cast> told() {
      return members.stream().filter(member -> cast.containsKey(member.id()))
          .map(member -> new VoteEvent.Cast(member.name(), Rows.word(cast.get(member.id()).choice()), cast.get(member.id()).reason())).toList();
    }
  }

  public static Command<Motion> vote(long hearing, int number, Voting voting) {
    return (tx, caller) -> MotionCommands.claim(tx, caller, hearing, number).compose(at -> {
      if (at.hearing().status() != HearingStatus.LIVE) throw Problem.conflict("hearing_not_live");
      MotionCommands.refuseUnlessOpen(at.motion());
      if (!at.item().status().open()) throw Problem.conflict("item_not_open");
      refuseUnheard(at, voting.exemption());
      return count(tx, at, voting.ballots(), false)
          .compose(count -> write(tx, caller, at, count, null, null)
              .compose(written -> VoteQueries.motion(tx, at.motion().id()))
              .map(motion -> Change.of(motion, taken(hearing, motion, count))));
    });
  }

  /** A vote on what becomes of the item decides it: the public comes first. */
  private static void refuseUnheard(At at, String exemption) {
    var heard = at.item().commentMode() == CommentMode.NONE || at.item().commentClosed();
    if (at.motion().proposes() != null && !heard && exemption == null) throw Problem.conflict("comment_before_decision");
  }

  private static VoteEvent taken(long hearing, Motion motion, Count count) {
    var vote = motion.standing();
    return new VoteEvent.VoteTaken(hearing, motion.itemNumber(), motion.number(), motion.text(), Rows.word(motion.threshold()),
        vote.yes(), vote.no(), vote.needed(), vote.carried(), count.told());
  }

  /** The earlier vote stays on the record; this one counts from now on. It can be done until long after the hearing. */
  public static Command<Motion> correct(long hearing, int number, Correcting correcting) {
    return (tx, caller) -> MotionCommands.claim(tx, caller, hearing, number).compose(at -> {
      var before = at.motion().standing();
      if (at.motion().source() != null) throw Problem.conflict("vote_of_source");
      if (before == null) throw Problem.conflict("nothing_to_correct");
      return count(tx, at, correcting.ballots(), true).compose(count -> {
        var decision = turned(at, before, count, correcting);
        return write(tx, caller, at, count, before.number(), correcting.reason().strip())
            .compose(written -> decision == null ? Future.succeededFuture() : redecide(tx, at, decision))
            .compose(decided -> VoteQueries.motion(tx, at.motion().id()))
            .map(motion -> Change.of(motion, corrected(hearing, motion, count, decision)));
      });
    });
  }

  /** The decision that the item gets, null if it keeps the one it has. */
  private static Decision turned(At at, Vote before, Count count, Correcting correcting) {
    if (correcting.reason().isBlank()) throw Problem.invalid("/reason", "reason_required");
    var decides = at.motion().proposes() != null && at.item().status() == ItemStatus.DECIDED;
    if (!decides || before.carried() == count.carried()) return null;
    if (correcting.decision() == null) throw Problem.invalid("/decision", "decision_turns");
    if (!MotionCommands.fits(at.motion().proposes(), count.carried(), correcting.decision())) throw Problem.invalid("/decision", "decision_against_vote");
    return correcting.decision();
  }

  private static Future<?> redecide(SqlConnection tx, At at, Decision decision) {
    return tx.preparedQuery("UPDATE agenda_item SET decision = $2 WHERE id = $1").execute(Tuple.of(at.item().id(), Rows.word(decision)));
  }

  private static VoteEvent corrected(long hearing, Motion motion, Count count, Decision decision) {
    var vote = motion.standing();
    return new VoteEvent.VoteCorrected(hearing, motion.itemNumber(), motion.number(), motion.text(), vote.number(), vote.corrects(), vote.reason(),
        vote.yes(), vote.no(), vote.needed(), vote.carried(), Rows.word(decision), count.told());
  }

  /** At the vote only who is there can vote; a correction goes by whoever sat in the vote or sits now. */
  private static Future<Count> count(SqlConnection tx, At at, List<Cast> ballots, boolean afterwards) {
    return Roll.of(tx, at.hearing()).compose(roll -> {
      if (!roll.called()) throw Problem.conflict("roll_first");
      if (!afterwards && !roll.hasQuorum()) throw Problem.conflict("no_quorum");
      return voters(tx, at, roll, afterwards).map(members -> new Count(members, cast(members, roll, ballots, afterwards), roll.seats(), at.motion().threshold()));
    });
  }

  private static Future<List<Member>> voters(SqlConnection tx, At at, Roll roll, boolean afterwards) {
    if (!afterwards) return MemberQueries.sitting(tx, at.hearing().body());
    return Future.succeededFuture(roll.marks().stream().map(marked -> new Member(marked.member(), marked.name(), marked.seat(), null, null)).toList());
  }

  private static Map<UUID, Cast> cast(List<Member> members, Roll roll, List<Cast> ballots, boolean afterwards) {
    var cast = new HashMap<UUID, Cast>();
    for (var ballot : ballots) {
      var member = members.stream().filter(one -> one.id().equals(ballot.member())).findFirst().orElseThrow(() -> wrong("member_unknown"));
      if (cast.put(member.id(), ballot) != null) throw wrong("member_twice");
      refuse(member, roll.here(member.id()) || afterwards, ballot);
    }
    for (var member : members) {
      if (cast.containsKey(member.id())) continue;
      if (roll.here(member.id())) throw wrong("ballot_missing", member.name());
      cast.put(member.id(), new Cast(member.id(), Choice.ABSENT, null));
    }
    return cast;
  }

  private static void refuse(Member member, boolean here, Cast ballot) {
    if (ballot.choice() == Choice.OTHER) throw wrong("choice_unknown");
    if (ballot.choice() == Choice.RECUSED && (ballot.reason() == null || ballot.reason().isBlank())) throw wrong("recusal_reason", member.name());
    var votes = ballot.choice() != Choice.ABSENT && ballot.choice() != Choice.RECUSED;
    if (votes && !here) throw wrong("ballot_of_absent", member.name());
  }

  private static Problem wrong(String code, Object... args) {
    return Problem.invalid(List.of(Fault.at("/ballots", code, args)));
  }

  private static Future<Void> write(SqlConnection tx, Caller caller, At at, Count count, Integer corrects, String reason) {
    var number = at.motion().votes().size() + 1;
    return tx.preparedQuery("""
            INSERT INTO vote (jurisdiction, motion, number, corrects, reason, yes, no, abstain, recused, absent, members, needed, carried, by_person, by_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)""")
        .execute(Tuple.from(new Object[] {caller.place().id(), at.motion().id(), number, corrects, reason, count.of(Choice.YES), count.of(Choice.NO),
            count.of(Choice.ABSTAIN), count.of(Choice.RECUSED), count.of(Choice.ABSENT), count.seats, count.needed(), count.carried(), caller.person(), caller.name()}))
        .compose(inserted -> ballots(tx, caller, at, number, count))
        .compose(inserted -> tell(tx, at, count));
  }

  private static Future<?> ballots(SqlConnection tx, Caller caller, At at, int number, Count count) {
    var rows = new ArrayList<Tuple>();
    for (var member : count.members) {
      var cast = count.cast.get(member.id());
      rows.add(Tuple.from(new Object[] {caller.place().id(), at.motion().id(), number, rows.size() + 1, member.id(), member.name(), Rows.word(cast.choice()),
          cast.reason() == null || cast.reason().isBlank() ? null : cast.reason().strip()}));
    }
    return tx.preparedQuery("""
            INSERT INTO ballot (jurisdiction, motion, vote, ordinal, member, name, choice, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""")
        .executeBatch(rows);
  }

  /** The agenda shows the count of the last motion that would decide the item. */
  private static Future<Void> tell(SqlConnection tx, At at, Count count) {
    if (at.motion().proposes() == null) return Future.succeededFuture();
    return tx.preparedQuery("""
            UPDATE agenda_item
            SET votes_yes = $2, votes_no = $3, carried = $4
            WHERE id = $1 AND NOT EXISTS (SELECT FROM motion m JOIN vote v ON v.motion = m.id
              WHERE m.item = $1 AND m.proposes IS NOT NULL AND m.number > $5)""")
        .execute(Tuple.of(at.item().id(), count.of(Choice.YES), count.of(Choice.NO), count.carried(), at.motion().number()))
        .mapEmpty();
  }
}
