package org.lectern.cases;

/** What a piece of a case is: somebody's words, a number, a set of data, a lesson of an area, or what another place has. */
public enum PieceKind {
  PASSAGE,
  FIGURE,
  DATASET,
  LESSON,
  PEER;

  public Support support() {
    return switch (this) {
      case PASSAGE -> Support.PEOPLE;
      case FIGURE, DATASET -> Support.DATA;
      case LESSON, PEER -> Support.ELSEWHERE;
    };
  }
}
