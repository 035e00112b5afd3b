package org.lectern.areas;

import java.util.List;

/** What an area says, in the shape of the catalogue and of the column: lists that are absent are empty. */
public record AreaContent(
    String background, List<String> keyQuestions, List<Criterion> criteria, Levers levers, Preemption preemption,
    List<ChallengeKind> typicalChallenges, List<String> considerations, List<Lesson> lessons, List<Resource> resources) {

  public AreaContent {
    keyQuestions = orEmpty(keyQuestions);
    criteria = orEmpty(criteria);
    typicalChallenges = orEmpty(typicalChallenges);
    considerations = orEmpty(considerations);
    lessons = orEmpty(lessons);
    resources = orEmpty(resources);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** One line of the worksheet; a policy is strong only if every core one is met. */
  public record Criterion(String id, boolean core, String text) {}

  /** What helps most, and what helps besides. */
  public record Levers(List<Lever> primary, List<Lever> secondary) {
    public Levers {
      primary = orEmpty(primary);
      secondary = orEmpty(secondary);
    }
  }

  /** What state law may block. It informs; it never blocks a proposal. */
  public record Preemption(Risk risk, String note) {}

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
