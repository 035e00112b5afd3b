package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.bodies.Member;
import org.lectern.bodies.MemberQueries;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;

/** Calling the roll, and marking who comes late or goes early. Each time the quorum is counted anew, from the names. */
public final class RollCommands {
  private RollCommands() {}

  /** A member's answer to the roll: present, absent or excused; later arrived or left. */
  public record Mark(UUID member, Presence mark) {}

  /** The answers; a member who is not among them is absent. */
  public record RollCall(List<Mark> marks) {}

  /** Calls the roll, or calls it again: the earlier answers stay on the record and the new ones count. */
  public static Command<Roll> call(long number, RollCall call) {
    return (tx, caller) -> inSession(tx, caller, number)
        .compose(hearing -> MemberQueries.sitting(tx, hearing.body())
            .compose(members -> add(tx, caller, hearing, answers(members, call)))
            .compose(added -> counted(tx, hearing))
            .map(counted -> Change.of(counted.roll, called(counted))));
  }

  private static Map<Member, Presence> answers(List<Member> members, RollCall call) {
    if (members.isEmpty()) throw Problem.conflict("nobody_sits");
    var given = new HashMap<UUID, Presence>();
    for (var mark : call.marks()) {
      if (mark.mark() == Presence.ARRIVED || mark.mark() == Presence.LEFT) throw Problem.invalid("/marks", "mark_not_for_roll");
      if (members.stream().noneMatch(member -> member.id().equals(mark.member()))) throw Problem.invalid("/marks", "member_unknown");
      if (given.put(mark.member(), mark.mark()) != null) throw Problem.invalid("/marks", "member_twice");
    }
    var answers = new HashMap<Member, Presence>();
    members.forEach(member -> answers.put(member, given.getOrDefault(member.id(), Presence.ABSENT)));
    return answers;
  }

  private static Event called(Counted counted) {
    var marks = counted.roll.marks();
    return new VoteEvent.RollCalled(counted.hearing.number(), counted.roll.present(), counted.roll.hasQuorum(),
        names(marks, Presence::here), names(marks, mark -> mark == Presence.ABSENT), names(marks, mark -> mark == Presence.EXCUSED));
  }

  private static List<String> names(List<Roll.Marked> marks, Function<Presence, Boolean> which) {
    return marks.stream().filter(marked -> which.apply(marked.mark())).map(Roll.Marked::name).toList();
  }

  /** Somebody came late or went early. */
  public static Command<Roll> mark(long number, Mark mark) {
    return (tx, caller) -> inSession(tx, caller, number)
        .compose(hearing -> Roll.of(tx, hearing).map(roll -> marked(roll, mark))
            .compose(marked -> add(tx, caller, hearing, Map.of(marked, mark.mark()))
                .compose(added -> counted(tx, hearing))
                .map(counted -> Change.of(counted.roll, event(counted, marked.name(), mark.mark())))));
  }

  private static Member marked(Roll roll, Mark mark) {
    if (mark.mark() != Presence.ARRIVED && mark.mark() != Presence.LEFT) throw Problem.invalid("/mark", "mark_after_roll");
    if (!roll.called()) throw Problem.conflict("roll_first");
    var member = roll.marks().stream().filter(marked -> marked.member().equals(mark.member())).findFirst()
        .orElseThrow(() -> Problem.invalid("/member", "member_unknown"));
    if (member.mark().here() == (mark.mark() == Presence.ARRIVED)) throw Problem.conflict(member.mark().here() ? "member_here" : "member_not_here");
    return new Member(member.member(), member.name(), member.seat(), null, null);
  }

  private static Event event(Counted counted, String member, Presence mark) {
    var number = counted.hearing.number();
    return mark == Presence.ARRIVED ? new VoteEvent.MemberArrived(number, member, counted.roll.present(), counted.roll.hasQuorum())
        : new VoteEvent.MemberLeft(number, member, counted.roll.present(), counted.roll.hasQuorum());
  }

  private static Future<Hearing> inSession(SqlConnection tx, Caller caller, long number) {
    return HearingCommands.claim(tx, caller, number).map(hearing -> {
      if (!hearing.status().inSession()) throw Problem.conflict("hearing_not_in_session");
      return hearing;
    });
  }

  private static Future<?> add(SqlConnection tx, Caller caller, Hearing hearing, Map<Member, Presence> marks) {
    var rows = new ArrayList<Tuple>(marks.size());
    marks.forEach((member, mark) -> rows.add(Tuple.of(caller.place().id(), hearing.id(), member.id(), member.name(), mark.name().toLowerCase(java.util.Locale.ROOT), caller.person()).addString(caller.name())));
    return tx.preparedQuery("""
            INSERT INTO attendance (jurisdiction, hearing, ordinal, member, name, mark, by_person, by_name)
            SELECT $1, $2, 1 + count(*), $3, $4, $5, $6, $7
            FROM attendance
            WHERE hearing = $2""")
        .executeBatch(rows);
  }

  private record Counted(Hearing hearing, Roll roll) {}

  private static Future<Counted> counted(SqlConnection tx, Hearing hearing) {
    return HearingCommands.move(tx, hearing, """
            UPDATE hearing
            SET present = (SELECT count(*) FROM (SELECT DISTINCT ON (member) mark FROM attendance WHERE hearing = $1 ORDER BY member, ordinal DESC) latest
              WHERE mark IN ('present', 'arrived'))
            WHERE id = $1""", Tuple.of(hearing.id()), "busy")
        .compose(now -> Roll.of(tx, now).map(roll -> new Counted(now, roll)));
  }
}
