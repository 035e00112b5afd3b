package org.lectern.policies;

import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.lectern.core.Rows;

/**
 * A policy change with all that belongs to it. {@code text} is the newest text, null while there is none; {@code unthemed} counts the
 * comments that belong to no theme yet.
 */
public record PolicySheet(
    PolicyChange policy, String text, List<Version> versions, List<Theme> themes, int unthemed, List<Challenge> challenges, List<Figure> figures,
    List<Finding> findings, List<Move> moves) {

  /** One text, without its words. */
  public record Version(int version, String note, boolean material, int characters, String byName, Instant at) {
    static Version from(Row row) {
      return new Version(row.getInteger("version"), row.getString("note"), row.getBoolean("material"), row.getInteger("characters"), row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  /** What some comments have in common; {@code answer} is null while it waits for one. */
  public record Theme(int number, String title, Disposition disposition, String answer, Instant answeredAt, int count, List<String> testimony) {
    static Theme from(Row row) {
      var testimony = Rows.strings(row, "testimony");
      return new Theme(row.getInteger("ordinal"), row.getString("title"), Rows.word(row, "disposition", Disposition.class), row.getString("answer"),
          Rows.instant(row, "answered_at"), testimony.size(), testimony);
    }
  }

  /** The agency's word; numbers as decimal text. {@code reached} is null without a target. */
  public record Figure(int number, Phase phase, String name, String unit, String target, String value, Boolean reached, LocalDate measuredOn, String source, String url, String byName) {
    static Figure from(Row row) {
      var target = row.getBigDecimal("target");
      var value = row.getBigDecimal("value");
      return new Figure(row.getInteger("ordinal"), Rows.word(row, "phase", Phase.class), row.getString("name"), row.getString("unit"), plain(target), plain(value),
          target == null ? null : value.compareTo(target) >= 0, row.getLocalDate("measured_on"), row.getString("source"), row.getString("url"), row.getString("by_name"));
    }

    private static String plain(BigDecimal number) {
      if (number == null) return null;
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
  }

  /** The board's word. */
  public record Finding(int number, String body, String bodyName, FindingResult result, String text, String url, LocalDate foundOn, String byName) {
    static Finding from(Row row) {
      return new Finding(row.getInteger("ordinal"), row.getString("body"), row.getString("body_name"), Rows.word(row, "result", FindingResult.class), row.getString("text"),
          row.getString("url"), row.getLocalDate("found_on"), row.getString("by_name"));
    }
  }

  /** One step of its way. */
  public record Move(int ordinal, PolicyStatus fromStatus, PolicyStatus toStatus, String command, String reason, String byName, Instant at) {
    static Move from(Row row) {
      return new Move(row.getInteger("ordinal"), Rows.word(row, "from_status", PolicyStatus.class), Rows.word(row, "to_status", PolicyStatus.class), row.getString("command"),
          row.getString("reason"), row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  /** Something stops it. */
  public List<Challenge> stopping() {
    return challenges.stream().filter(Challenge::stops).toList();
  }

  /** The newest text paragraph by paragraph, as people comment on them. */
  public List<String> paragraphs() {
    return text == null ? List.of() : Redline.paragraphs(text);
  }
}
