package org.lectern.areas;

import java.time.LocalDate;
import java.util.List;

/** What an area says, in the shape of the catalogue and of the column: lists that are absent are empty. */
public record AreaContent(
    String background, List<String> keyQuestions, List<Criterion> criteria, Levers levers, List<Official> officials, Preemption preemption,
    List<ChallengeKind> typicalChallenges, List<String> considerations, List<Lesson> lessons, List<Resource> resources) {

  public AreaContent {
    keyQuestions = orEmpty(keyQuestions);
    criteria = orEmpty(criteria);
    officials = orEmpty(officials);
    typicalChallenges = orEmpty(typicalChallenges);
    considerations = orEmpty(considerations);
    lessons = orEmpty(lessons);
    resources = orEmpty(resources);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * One line of the worksheet; a policy is strong only if every core one is met. It may be asked in several questions: all of them
   * yes is a yes, some of them partial.
   */
  public record Criterion(String id, boolean core, String text, List<Question> questions) {
    public Criterion {
      questions = orEmpty(questions);
    }
  }

  /** A part of a criterion that has an answer of its own. */
  public record Question(String id, String text) {}

  /** What helps most, and what helps besides. */
  public record Levers(List<Lever> primary, List<Lever> secondary) {
    public Levers {
      primary = orEmpty(primary);
      secondary = orEmpty(secondary);
    }
  }

  /** Who can pull which lever, and how: the authority of local officials. */
  public record Official(String who, Lever lever, String can) {}

  /** What state law may block, where that is written, as of which day and who looked. It informs; it never blocks a proposal. */
  public record Preemption(Risk risk, String note, String source, LocalDate date, String reviewer) {}

  /** How likely it is that state law stands in the way. */
  public enum Risk {
    LOW,
    MEDIUM,
    HIGH
  }

  /** What another place did and what came of it. */
  public record Lesson(String jurisdiction, Integer year, String done, String outcome, String obstacle, String source) {}

  /** Something to read; {@code checked} if somebody opened it before it was listed. */
  public record Resource(ResourceKind kind, String name, String publisher, String url, boolean checked) {}

  /** What sort of reading it is. */
  public enum ResourceKind {
    REPORT,
    DATA,
    SAMPLE_LEGISLATION,
    ORGANISATION
  }
}
