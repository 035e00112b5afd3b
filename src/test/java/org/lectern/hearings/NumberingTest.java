package org.lectern.hearings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Numbers as people read them. */
class NumberingTest {

  private static List<String> ordered(String... numbers) {
    return Numbering.ordered(List.of(numbers), Function.identity());
  }

  @Test
  void nineComesBeforeTen() {
    assertThat(ordered("2.10", "2.9", "2", "10", "2.1")).containsExactly("2", "2.1", "2.9", "2.10", "10");
  }

  @Test
  void lettersAndSigns() {
    assertThat(ordered("A10", "A2", "a1", "3", "S7.15", "S7.2")).containsExactly("3", "a1", "A2", "A10", "S7.2", "S7.15");
    assertThat(ordered("2)", "1)", "10)")).containsExactly("1)", "2)", "10)");
    assertThat(ordered("1.b", "1.a", "1")).containsExactly("1", "1.a", "1.b");
  }

  @Test
  void zerosBeforeADigitDoNotCountNorDoesLength() {
    assertThat(ordered("010", "9", "008")).containsExactly("008", "9", "010");
    assertThat(ordered("123456789012345678901234567890", "5")).containsExactly("5", "123456789012345678901234567890");
  }

  @Test
  void whatIsNotNumberedThroughoutStaysAsTheClerkPutIt() {
    var mixed = java.util.Arrays.asList("2", null, "1");
    assertThat(Numbering.ordered(mixed, Function.identity())).containsExactly("2", null, "1");
    assertThat(ordered("2", "2", "1")).as("two have the same number").containsExactly("2", "2", "1");
    assertThat(ordered()).isEmpty();
  }
}
