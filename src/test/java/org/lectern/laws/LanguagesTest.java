package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.laws.Sentences.catalogue;
import static org.lectern.laws.Sentences.categories;
import static org.lectern.laws.Sentences.places;
import static org.lectern.laws.Sentences.plurals;
import static org.lectern.laws.Sentences.spoken;
import static org.lectern.laws.Sentences.text;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lectern.web.Messages;

/** Every language says all of the sentences, with the same arguments and in all the forms that it has. */
class LanguagesTest {

  private static final Map<String, String> ENGLISH = catalogue("en");

  @ParameterizedTest
  @MethodSource("languages")
  void every_language_says_the_same_with_the_same_arguments(String language) {
    var theirs = catalogue(language);
    assertThat(ENGLISH.keySet().stream().filter(key -> !theirs.containsKey(key))).as("missing").isEmpty();
    assertThat(theirs.keySet().stream().filter(key -> !ENGLISH.containsKey(key))).as("only there").isEmpty();
    theirs.forEach((key, sentence) -> assertThat(places(key, sentence)).as(key).isEqualTo(places(key, ENGLISH.get(key))));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void every_sentence_can_be_said(String language) {
    catalogue(language).forEach((key, sentence) -> {
      assertThat(sentence).as(key).isNotBlank();
      if (!key.startsWith("js.")) assertThat(spoken(sentence, language)).as(key).isNotBlank().doesNotContain("{", "}");
    });
  }

  @ParameterizedTest
  @MethodSource("languages")
  void every_plural_has_the_forms_of_its_language(String language) {
    var theirs = catalogue(language);
    theirs.forEach((key, sentence) -> {
      if (!key.startsWith("js.")) plurals(sentence).forEach(forms -> assertThat(forms).as(key).containsAll(categories(language)));
    });
    theirs.keySet().stream().filter(key -> key.matches("js\\.\\w+\\.\\w+")).map(key -> key.substring(0, key.lastIndexOf('.'))).distinct()
        .forEach(key -> categories(language).forEach(category -> assertThat(theirs).containsKey(key + "." + category)));
  }

  /** In ICU's patterns a straight apostrophe hides what follows it; and typewriter quotes do not look like print. */
  @ParameterizedTest
  @MethodSource("languages")
  void no_sentence_has_straight_quotes_or_is_there_twice(String language) {
    assertThat(text(language).lines().filter(line -> line.matches(".*(['\"]|\\.\\.\\.).*"))).isEmpty();
    assertThat(text(language).lines().filter(line -> !line.startsWith("#") && line.contains("=")).map(line -> line.substring(0, line.indexOf('=')))).doesNotHaveDuplicates();
  }

  static List<String> languages() {
    return Messages.LANGUAGES;
  }
}
