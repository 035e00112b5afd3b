package org.lectern.support;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The oversight board at work: its clerk, its members by name, and its hearings with votes. */
public final class Board {

  private static final List<String> NAMES = List.of("Ruth", "Mara", "Abel", "Teo", "Uma");

  private final Town town;
  public final Person clerk;
  private final List<String> members = new ArrayList<>();

  public Board(Town town) {
    this.town = town;
    clerk = town.person(Town.ASHGROVE, "Bo");
    town.grant(clerk, "clerk", "board");
    clerk.signsIn();
    for (var name : NAMES) members.add(clerk.asks("bodies/board/members", Map.of("name", name)).expect(201).text("/id"));
  }

  /** A hearing of the board that has begun, its first item open and heard. */
  public long sits(Object... items) {
    var hearing = announces(Instant.now().plus(20, ChronoUnit.MINUTES), items);
    town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 5)).expect(200);
    clerk.asks("hearings/" + hearing + "/roll", Map.of("marks", members.stream().map(member -> Map.of("member", member, "mark", "present")).toList())).expect(200);
    for (var move : List.of("call", "open-comment", "close-comment")) clerk.does(hearing, "items/1/" + move);
    return hearing;
  }

  public long announces(Instant startsAt, Object... items) {
    var hearing = clerk.drafts(clerk.draft("board", "The board meets", startsAt, items));
    clerk.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    return hearing;
  }

  /** A vote of five on the first item: so many say yes. The answer is the motion's number. */
  public int votes(long hearing, int yes) {
    var motion = clerk.asks("hearings/" + hearing + "/items/1/motions", Map.of("text", "To issue what was drafted", "threshold", "majority", "mover", members.get(0), "seconder", members.get(1)))
        .expect(201).at("/number").asInt();
    var ballots = new ArrayList<Map<String, Object>>();
    for (var member : members) ballots.add(Map.of("member", member, "choice", ballots.size() < yes ? "yes" : "no"));
    clerk.asks("hearings/" + hearing + "/motions/" + motion + "/vote", Map.of("ballots", ballots)).expect(201);
    return motion;
  }
}
