package org.lectern.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.lectern.bodies.Member;
import org.lectern.bodies.MemberCommands;
import org.lectern.bodies.MemberCommands.Seating;
import org.lectern.bodies.MemberQueries;
import org.lectern.core.Caller;
import org.lectern.core.Rows;
import org.lectern.demo.Script.Ballot;
import org.lectern.demo.Script.Scene;
import org.lectern.hearings.Choice;
import org.lectern.hearings.MotionCommands;
import org.lectern.hearings.Presence;
import org.lectern.hearings.RollCommands;
import org.lectern.hearings.Threshold;
import org.lectern.hearings.VoteCommands;
import org.lectern.minutes.HeardCommands;
import org.lectern.minutes.MinutesCommands;

/** Who sits, who came, how they voted by name, and what is written of it afterwards. */
final class Chamber {

  private final Story story;
  private final Cast cast;
  private final ToLongFunction<Scene> number;
  private final Map<Scene, Integer> motions = new HashMap<>();

  Chamber(Story story, Cast cast, ToLongFunction<Scene> number) {
    this.story = story;
    this.cast = cast;
    this.number = number;
  }

  /** Everyone of the script takes a seat. */
  static void seat(Story story, Instant when, Caller by, Map<String, List<Seating>> seated) {
    seated.forEach((body, members) -> members.forEach(member -> story.tell(when, by, MemberCommands.seat(body, member))));
  }

  /** Everyone is there but those of whom the script says that they were away. */
  void roll(Scene scene, Instant when, Caller clerk) {
    var marks = members(scene).stream()
        .map(member -> new RollCommands.Mark(member.id(), scene.away().contains(member.name()) ? Presence.ABSENT : Presence.PRESENT)).toList();
    if (!marks.isEmpty()) story.tell(when, clerk, RollCommands.call(number.applyAsLong(scene), new RollCommands.RollCall(marks)));
  }

  /** Moved, seconded and voted: yes but for those whom the script names otherwise. */
  void vote(Scene scene, int ordinal, Ballot ballot, Instant moved, Instant voted, Caller clerk) {
    var members = members(scene);
    var hearing = number.applyAsLong(scene);
    story.tell(moved, clerk, MotionCommands.move(hearing, ordinal, new MotionCommands.Moving(ballot.motion(), ballot.proposes(), Threshold.MAJORITY,
        named(members, ballot.mover()), named(members, ballot.seconder()))));
    story.tell(voted, clerk, VoteCommands.vote(hearing, motions.merge(scene, 1, Integer::sum), new VoteCommands.Voting(casts(scene, members, ballot), null)));
  }

  private static List<VoteCommands.Cast> casts(Scene scene, List<Member> members, Ballot ballot) {
    var casts = new ArrayList<VoteCommands.Cast>();
    for (var member : members) {
      if (scene.away().contains(member.name())) continue;
      var choice = ballot.no().contains(member.name()) ? Choice.NO : ballot.recused().containsKey(member.name()) ? Choice.RECUSED : Choice.YES;
      casts.add(new VoteCommands.Cast(member.id(), choice, ballot.recused().get(member.name())));
    }
    return casts;
  }

  private List<Member> members(Scene scene) {
    return story.ask(cast.visitor("web"), MemberQueries.members(scene.body())).members();
  }

  private static java.util.UUID named(List<Member> members, String name) {
    return members.stream().filter(member -> member.name().equals(name)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Nobody of that name sits: " + name)).id();
  }

  void draftMinutes(Scene scene, Instant when, Caller clerk) {
    var hearing = number.applyAsLong(scene);
    story.tell(when, clerk, MinutesCommands.draft(hearing));
    scene.minutes().narrative().forEach((item, text) ->
        story.tell(when.plusSeconds(600L * item), clerk, MinutesCommands.narrate(hearing, new MinutesCommands.Narrating(item == 0 ? null : item, text))));
  }

  void circulateMinutes(Scene scene, Instant when, Caller clerk) {
    story.tell(when, clerk, MinutesCommands.circulate(number.applyAsLong(scene)));
  }

  /** By an item of a later hearing of the same body. */
  void approveMinutes(Scene scene, Scene later, int item, Instant when, Caller clerk) {
    story.tell(when, clerk, MinutesCommands.approve(number.applyAsLong(scene), new MinutesCommands.Approving(number.applyAsLong(later), item)));
  }

  /** Only of what came without an address, so nobody is written to. */
  void heard(Scene scene, Instant when, Caller clerk) {
    var themes = scene.heard().stream()
        .map(theme -> new HeardCommands.NewTheme(theme.title(), theme.disposition(), theme.reason(), saying(scene, theme.words()))).toList();
    story.tell(when, clerk, HeardCommands.publish(number.applyAsLong(scene), new HeardCommands.Publishing(themes), told -> null));
  }

  /** What everyone may read of the testimony to that hearing and that has one of the words in it. */
  private List<String> saying(Scene scene, List<String> words) {
    return story.ask(cast.visitor("web"), (db, caller) -> db.preparedQuery("""
            SELECT t.number
            FROM testimony t
            JOIN hearing h ON h.id = t.hearing
            WHERE h.jurisdiction = $1 AND h.number = $2 AND t.status = 'published' AND t.privacy <> 'confidential' AND t.email IS NULL AND t.text ~* $3
            ORDER BY t.number
            LIMIT 60""")
        .execute(io.vertx.sqlclient.Tuple.of(caller.place().id(), number.applyAsLong(scene), "(" + String.join("|", words) + ")"))
        .map(rows -> Rows.list(rows, row -> row.getString("number"))));
  }
}
