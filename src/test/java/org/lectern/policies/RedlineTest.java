package org.lectern.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lectern.areas.Lever;
import org.lectern.policies.Redline.Kind;

/** Whatever is struck out and written in, both texts can be read back from the redline. */
class RedlineTest {

  private static final PolicyChange POLICY = new PolicyChange(UUID.randomUUID(), "POL-2026-001", PolicyKind.ORDINANCE, PolicyStatus.DRAFTING, Lever.LEGISLATE, UUID.randomUUID(), "council", "Council",
      false, null, null, null, null, null, null, "Cameras", null, 2, null, 0, null, null, false, null, null, null, null, null, null, null, null, null, null, null, null, Instant.EPOCH, 0, LocalDate.EPOCH);

  private static Redline of(String before, String after) {
    return Redline.of(POLICY, 1, before, 2, after);
  }

  private static String without(Redline redline, Kind kind) {
    return redline.paragraphs().stream()
        .map(paragraph -> paragraph.pieces().stream().filter(piece -> piece.kind() != kind).map(Redline.Piece::text).collect(Collectors.joining()))
        .filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private static void readsBack(String before, String after) {
    var redline = of(before, after);
    assertThat(without(redline, Kind.ADDED)).isEqualTo(before);
    assertThat(without(redline, Kind.REMOVED)).isEqualTo(after);
  }

  @Test
  void bothTextsCanBeReadBack() {
    readsBack("One.\n\nTwo, three.\n\nFour.", "One.\n\nTwo and three.\n\nFour.\n\nFive.");
    readsBack("One.\n\nTwo.", "Two.");
    readsBack("Two.", "Zero.\n\nOne.\n\nTwo.");
    readsBack("§ 1. Videos: 21 días.", "§ 1. Vídeos, 14 días.");
    readsBack("a", "b");
  }

  @Test
  void aChangedWordIsAWord() {
    var redline = of("Footage is kept for sixty days.", "Footage is kept for ninety days.");
    assertThat(redline.paragraphs().get(0).pieces().stream().map(Redline.Piece::text)).containsExactly("Footage is kept for ", "sixty", "ninety", " days.");
    assertThat(redline.added()).isEqualTo(1);
    assertThat(redline.removed()).isEqualTo(1);
  }

  @Test
  void theSameTextHasNoChange() {
    var redline = of("One.\n\nTwo.", "One.\n\nTwo.");
    assertThat(redline.paragraphs()).noneMatch(Redline.Paragraph::changed);
    assertThat(redline.added() + redline.removed()).isZero();
  }

  @Test
  void theFirstTextIsAllNew() {
    assertThat(of(null, "One.\n\nTwo words.").added()).isEqualTo(3);
    assertThat(without(of(null, "One.\n\nTwo words."), Kind.ADDED)).isEmpty();
  }

  /** As long as a text may be, and nothing of it the same. */
  @Test
  void twoOtherTextsAreStruckWhole() {
    var redline = of("alpha beta ".repeat(2_700).strip(), "gamma delta ".repeat(2_700).strip());
    assertThat(redline.paragraphs().get(0).pieces()).hasSize(2);
  }
}
