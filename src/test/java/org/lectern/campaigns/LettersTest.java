package org.lectern.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lectern.exchange.Sheet;

/** Letters in five languages with salutations, signatures, additions, capitals and emoji, beside people's own words on the same subject. */
class LettersTest {

  private record Rows(List<String> texts, List<String> groups) {}

  private static Rows rows(long order) throws IOException {
    var rows = new ArrayList<List<String>>();
    Sheet.open(Path.of("src/test/resources/campaigns/letters.csv")).each(line -> rows.add(List.of(line.get("text"), String.valueOf(line.get("group")))));
    Collections.shuffle(rows, new Random(order));
    return new Rows(rows.stream().map(row -> row.get(0)).toList(), rows.stream().map(row -> row.get(1).equals("null") ? "" : row.get(1)).toList());
  }

  @Test
  void theSameLettersAreFoundInWhateverOrderTheyCome() throws IOException {
    for (int order = 0; order < 20; order++) {
      var rows = rows(order);
      var agreement = Agreement.of(rows.texts, rows.groups);
      assertThat(agreement.precision()).as("people's own words stay their own, order %s: %s", order, agreement).isEqualTo(1);
      assertThat(agreement.recall()).as("order %s: %s", order, agreement).isGreaterThanOrEqualTo(0.95);
    }
  }

  @Test
  void agreementIsCountedInPairs() {
    var agreement = Agreement.of(List.of("👍", "👍", "🚲", "🚲", "🌳"), List.of("a", "a", "a", "b", ""));
    assertThat(agreement).isEqualTo(new Agreement(5, 2, 1, 2, 3, 1));
    assertThat(agreement.precision()).isEqualTo(0.5);
    assertThat(agreement.recall()).isEqualTo(1 / 3.0);
    assertThat(agreement.f1()).isEqualTo(0.4);
    assertThat(Agreement.of(List.of(), List.of()).precision()).isEqualTo(1);
  }

  @Test
  void aLetterWithTenTimesAsMuchOfOnesOwnIsStillFound() {
    var letter = "Please vote yes on the body camera ordinance because cameras that stay on protect residents and officers alike in every part of our city.";
    var own = new StringBuilder(letter);
    var dice = new Random(7);
    for (int i = 0; i < 250; i++) own.append(" word").append(dice.nextInt(100_000));
    assertThat(Sorting.groups(List.of(letter, own.toString()))).containsExactly(0, 0);
    assertThat(Sorting.groups(List.of(own.toString(), letter))).containsOnly(0);
  }

  @Test
  void whatTheAgendaSaysIsNobodysLetter() {
    var agenda = "Ordinance 27-114 to amend chapter nine of the municipal code to require body worn cameras for all sworn officers on patrol";
    var known = Letter.known(List.of(agenda), 0);
    var one = Letter.of(1, "About \"" + agenda + "\": my brother was hurt in a stop and nobody had a recording of what was done to him that night.", 0, known);
    var other = Letter.of(2, agenda + " - this costs too much, and the vendor has a record of losing video in three other cities.", 0, known);
    assertThat(one.likeness(other)).isZero();
    var quoting = Letter.of(1, agenda + " is what I want, all of it, now.", 0, Set.of());
    assertThat(quoting.likeness(Letter.of(2, agenda + " is what I fear.", 0, Set.of()))).as("without knowing the agenda").isPositive();
  }

  @Test
  void ownWordsAreWhatTheLetterDoesNotHave() {
    var letter = "Dear Council,\n\nPlease vote yes on the body camera ordinance. Cameras that stay on protect residents and officers alike.\n\nSincerely,";
    var text = "Dear Mayor Alvarez,\n\nPlease vote yes on the body camera ordinance. My son was stopped twice last winter! Cameras that stay on protect residents and officers alike.\n\nSincerely,\nMaria Hernandez\n12 Mill Road";
    assertThat(OwnWords.in(text, letter)).containsExactly("My son was stopped twice last winter!");
    assertThat(OwnWords.count(text, letter)).isEqualTo(7);
    assertThat(OwnWords.in(letter, letter)).isEmpty();
    assertThat(OwnWords.in(letter.replace("body camera", "body-worn camera"), letter)).as("a word changed is no addition").isEmpty();
    assertThat(OwnWords.in("我反对这项预算案，关闭社区诊所将使老人无处看病。我母亲今年八十二岁，上个月摔倒。", "我反对这项预算案，关闭社区诊所将使老人无处看病。")).singleElement().asString().contains("我母亲今年八十二岁");
  }

  @Test
  void wordsAreFoldedInEveryScript() {
    assertThat(Terms.of("Don’t STOP, naïve Straße")).isEqualTo(Terms.of("dont stop naive strasse"));
    assertThat(Terms.of("ＡＢＣ１２")).containsExactly("abc12");
    assertThat(Terms.of("我反对这项预算案")).hasSizeGreaterThan(2);
    assertThat(Terms.of("👍👍")).containsExactly("👍", "👍");
    assertThat(Terms.of(" \n")).isEmpty();
  }
}
