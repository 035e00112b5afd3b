package org.lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lectern.core.Secrets;

/** A proof of work is asked, found, and counts once. */
class PuzzleTest {

  private static final long NOW = 1_800_000_000_000L;
  private final Puzzle puzzle = new Puzzle(new Secrets(new byte[32]));

  static String solve(Puzzle.Asked asked) {
    for (int n = 0; ; n++) {
      var proof = asked.challenge() + ":" + n;
      if (Puzzle.zeros(Secrets.hash(proof)) >= asked.bits()) return proof;
    }
  }

  @Test
  void solvedOnceAndNotTwice() {
    var proof = solve(puzzle.ask(8, NOW));
    assertThat(puzzle.solved(proof, NOW + 1_000)).isTrue();
    assertThat(puzzle.solved(proof, NOW + 2_000)).isFalse();
  }

  @Test
  void neitherLateNorForgedNorUnsolved() {
    var asked = puzzle.ask(8, NOW);
    assertThat(puzzle.solved(solve(asked), NOW + Puzzle.LIFE.toMillis() + 1)).isFalse();
    var easier = asked.challenge().replaceFirst("v1\\.8", "v1.0");
    assertThat(puzzle.solved(easier + ":1", NOW)).isFalse();
    for (var bad : new String[] {null, "", ":", "v1.8:1", asked.challenge(), asked.challenge() + ":", "v1.8.1800000000000.x.y:1", "x".repeat(500)}) assertThat(puzzle.solved(bad, NOW)).as(bad).isFalse();
    var wrong = 0;
    while (Puzzle.zeros(Secrets.hash(asked.challenge() + ":" + wrong)) >= 8) wrong++;
    assertThat(puzzle.solved(asked.challenge() + ":" + wrong, NOW)).isFalse();
  }

  @Test
  void calmAsksNothing() {
    assertThat(puzzle.ask(0, NOW).challenge()).isEmpty();
  }
}
