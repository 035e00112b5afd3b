package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.lectern.campaigns.Alike;
import org.lectern.core.Aside;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.moderation.DecisionCommands.Item;
import org.lectern.moderation.DecisionCommands.Outcomes;
import org.lectern.moderation.DecisionCommands.Seen;
import org.lectern.moderation.HidingCommands.Hiding;
import org.lectern.moderation.Notices.Notice;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;

/**
 * Held testimony in nearly the same words, seen as one group and decided together: each still in the version that was looked at,
 * with a notice and an entry of its own. What somebody added of their own is shown beside it, since that may be what matters.
 */
public final class GroupCommands {
  private GroupCommands() {}

  /** Of the longest held, so many are compared. */
  static final int COMPARED = 1_000;
  /** Of a group so many are shown and decided at once. */
  static final int SHOWN = 200;

  /** One of a group; {@code locked} while somebody else is at it. */
  public record Member(String testimony, int version, boolean locked, List<String> ownWords) {}

  /**
   * {@code letter} is the one that was held first. {@code size} is of the whole group, of which {@code members} may be the first;
   * {@code proposedByMe} is of a hiding that is to be seconded.
   */
  public record Group(String letter, String language, CaseStatus status, Ground ground, String reason, boolean proposedByMe, int size, List<Member> members) {}

  /** The largest group first. */
  public record Groups(int compared, List<Group> groups) {}

  public static Query<Groups> groups() {
    return (db, caller) -> cases(db, caller).compose(cases -> Aside.aside(() -> new Groups(cases.size(), groups(cases))));
  }

  private static Future<List<Case>> cases(SqlClient db, Caller caller) {
    return ModerationQueries.longestHeld(db, caller, COMPARED).map(all -> all.stream().filter(one -> !one.ofRevision() && one.words() != null).toList());
  }

  /** Only what is at the same stage, and on the same ground, is decided together. */
  private static List<Group> groups(List<Case> cases) {
    var stages = new LinkedHashMap<List<Object>, List<Case>>();
    for (var one : cases) {
      var proposed = one.status() == CaseStatus.HIDE_PROPOSED;
      var stage = new ArrayList<Object>(List.of(one.status(), one.proposedByMe()));
      if (proposed) stage.addAll(List.of(one.ground(), one.reason()));
      stages.computeIfAbsent(stage, first -> new ArrayList<>()).add(one);
    }
    return stages.values().stream()
        .flatMap(stage -> Alike.groups(stage.stream().map(Case::words).toList()).stream().map(places -> group(places.stream().map(stage::get).toList())))
        .sorted((one, other) -> other.size - one.size)
        .toList();
  }

  private static Group group(List<Case> alike) {
    var first = alike.get(0);
    var members = alike.stream().limit(SHOWN)
        .map(one -> new Member(one.number(), one.version(), one.lockedUntil() != null, one == first ? List.<String>of() : Alike.ownWords(one.words(), first.words()))).toList();
    var proposed = first.status() == CaseStatus.HIDE_PROPOSED;
    return new Group(first.words(), first.testimony().language(), first.status(), first.ground(), proposed ? first.reason() : null, first.proposedByMe(), alike.size(), members);
  }

  /** What is decided about all of them. */
  public enum Decision {
    RELEASE,
    HIDE,
    CONFIRM,
    DECLINE
  }

  /** {@code ground} and {@code reason} are of a hiding; each item in the version that was looked at. */
  public record Deciding(Decision decision, Ground ground, String reason, List<Item> items) {}

  /** One after the other; what somebody else is at, has decided, or whose author changed it meanwhile is left alone and told. */
  public static Command<Outcomes> decide(Deciding deciding, Function<Notice, Letter> letter) {
    if (deciding.decision == Decision.HIDE && deciding.ground == null) throw Problem.invalid("/ground", "required");
    if (deciding.decision == Decision.HIDE && DecisionCommands.blankToNull(deciding.reason) == null) throw Problem.invalid("/reason", "required");
    return (tx, caller) -> DecisionCommands.each(tx, caller, deciding.items, (subject, item) -> {
      var seen = new Seen(item.version(), deciding.reason);
      return switch (deciding.decision) {
        case RELEASE -> DecisionCommands.released(tx, caller, subject, seen, letter);
        case HIDE -> HidingCommands.proposed(tx, caller, subject, new Hiding(item.version(), deciding.ground, deciding.reason));
        case CONFIRM -> HidingCommands.confirmed(tx, caller, subject, seen, letter);
        case DECLINE -> HidingCommands.declined(tx, caller, subject, seen);
      };
    });
  }
}
