package org.lectern.assessments;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import org.lectern.areas.AreaContent.Question;
import org.lectern.core.Json;
import org.lectern.core.Rows;

/**
 * One line of a worksheet: the criterion and what was answered; a null answer has not been given. {@code citedOn} is the date of the
 * text that is quoted. {@code level} is what a scorecard gave the criterion, 1 for the best.
 */
public record Line(
    int ordinal, String criterion, boolean core, String text, List<Question> asks, Answer answer, String url, String quote, LocalDate citedOn, String note,
    Integer level, List<Part> questions) {

  /** The answer to one question of a criterion that is asked in several. */
  public record Part(String id, String text, Answer answer, String url) {}

  private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

  /** A criterion nobody has answered. */
  static Line blank(int ordinal, org.lectern.areas.AreaContent.Criterion criterion) {
    return new Line(ordinal, criterion.id(), criterion.core(), criterion.text(), criterion.questions(), null, null, null, null, null, null, List.of());
  }

  static Line of(int ordinal, org.lectern.areas.AreaContent.Criterion criterion, Row row) {
    return new Line(ordinal, criterion.id(), criterion.core(), criterion.text(), criterion.questions(), Rows.word(row, "answer", Answer.class),
        row.getString("url"), row.getString("quote"), row.getLocalDate("cited_on"), row.getString("note"),
        row.getShort("level") == null ? null : row.getShort("level").intValue(), parts(row.getString("questions")));
  }

  static List<Part> parts(String json) {
    try {
      return Json.MAPPER.readValue(json, PARTS);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }
}
