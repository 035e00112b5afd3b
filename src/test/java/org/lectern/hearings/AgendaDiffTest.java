package org.lectern.hearings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lectern.hearings.HearingCommands.NewItem;

/** What changed between two versions of an agenda. */
class AgendaDiffTest {

  private static List<NewItem> agenda(String... lines) {
    return Stream.of(lines).map(line -> new NewItem(line.split(" ", 2)[0], line.split(" ", 2)[1], ItemKind.DISCUSSION, null, CommentMode.BEFORE_AND_DURING)).toList();
  }

  private static List<String> lines(AgendaDiff diff) {
    return diff.lines().stream().map(line -> line.kind() + " " + (line.after() == null ? line.before() : line.after()).title()).toList();
  }

  @Test
  void nothing() {
    var diff = AgendaDiff.of(agenda("1 Radios", "2 Budget"), agenda("1 Radios", "2 Budget"));
    assertThat(diff.empty()).isTrue();
    assertThat(diff.newMatter()).isFalse();
  }

  @Test
  void addedAndRemoved() {
    var diff = AgendaDiff.of(agenda("1 Radios", "2 Budget"), agenda("1 Radios", "3 Cameras"));
    assertThat(lines(diff)).containsExactly("ADDED Cameras", "REMOVED Budget");
    assertThat(diff.newMatter()).isTrue();
  }

  @Test
  void aRemovalIsNoNewMatter() {
    assertThat(AgendaDiff.of(agenda("1 Radios", "2 Budget"), agenda("1 Radios")).newMatter()).isFalse();
  }

  @Test
  void anotherMatterUnderTheSameNumberIsNew() {
    var diff = AgendaDiff.of(agenda("1 Radios"), agenda("1 Armored vehicles"));
    assertThat(lines(diff)).containsExactly("CHANGED Armored vehicles");
    assertThat(diff.newMatter()).isTrue();
  }

  @Test
  void renumberedAndReorderedIsMoved() {
    var renumbered = AgendaDiff.of(agenda("1 Radios", "2 Budget"), agenda("1 Budget", "2 Radios"));
    assertThat(lines(renumbered)).containsExactly("MOVED Budget", "MOVED Radios");
    assertThat(renumbered.newMatter()).isFalse();
    assertThat(renumbered.removed()).isEmpty();
  }

  @Test
  void aChangeOfLengthIsAChangeButNoNewMatter() {
    var before = agenda("1 Radios");
    var after = List.of(new NewItem("1", "Radios", ItemKind.DISCUSSION, 15, CommentMode.BEFORE_AND_DURING));
    var diff = AgendaDiff.of(before, after);
    assertThat(lines(diff)).containsExactly("CHANGED Radios");
    assertThat(diff.newMatter()).isFalse();
  }

  @Test
  void twoThatReadTheSameAreTwo() {
    var diff = AgendaDiff.of(agenda("1 Appeal", "2 Appeal"), agenda("1 Appeal"));
    assertThat(lines(diff)).containsExactly("REMOVED Appeal");
    assertThat(diff.removed().get(0).number()).isEqualTo("2");
  }
}
