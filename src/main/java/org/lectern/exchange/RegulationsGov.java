package org.lectern.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lectern.core.Json;

/**
 * Comments as the Regulations.gov API (v4) answers them: a list ({@code data} an array, titles only) or one comment in detail
 * ({@code data} an object with its text); a directory of such files. Of a person only the name is read, and only if asked for:
 * address, city, e-mail, telephone and fax never are.
 */
final class RegulationsGov {

  static final String SOURCE = "regulations.gov";
  private static final long LARGEST = 64L * 1024 * 1024;

  private final ZoneId zone;
  private final boolean names;
  private final String language;
  private final CommentReport report;

  RegulationsGov(ZoneId zone, boolean names, String language, CommentReport report) {
    this.zone = zone;
    this.names = names;
    this.language = language;
    this.report = report;
  }

  static boolean looksLikeIt(Path file) throws IOException {
    if (Files.isDirectory(file)) return true;
    try (var in = Files.newInputStream(file)) {
      for (int at = 0, one = in.read(); at < 64 && one >= 0; at++, one = in.read()) {
        if (one == '{') return true;
        if (!Character.isWhitespace(one) && one < 0x80) return false;
      }
      return false;
    }
  }

  /** Hands on what can be read, file by file. */
  void each(Path path, CommentRows.CommentTaker taker) throws IOException {
    if (!Files.isDirectory(path)) {
      taker.take(file(path));
      return;
    }
    try (var files = Files.list(path)) {
      for (var file : files.filter(file -> file.toString().endsWith(".json")).sorted().toList()) taker.take(file(file));
    }
  }

  /** @throws IllegalArgumentException if it is no such answer */
  private List<BroughtComment> file(Path file) throws IOException {
    if (Files.size(file) > LARGEST) throw new IllegalArgumentException(file.getFileName() + " is larger than 64 MB; split it.");
    JsonNode data;
    try (var in = Files.newInputStream(file)) {
      data = Json.MAPPER.readTree(in).path("data");
    } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
      throw new IllegalArgumentException(file.getFileName() + " is no JSON: " + malformed.getOriginalMessage());
    }
    if (!data.isArray() && !data.isObject()) throw new IllegalArgumentException(file.getFileName() + " has no data as Regulations.gov answers it.");
    var comments = new ArrayList<BroughtComment>();
    long at = 0;
    for (var one : data.isArray() ? data : List.of(data)) {
      var comment = comment(file.getFileName().toString(), ++at, one);
      if (comment != null) comments.add(comment);
    }
    return comments;
  }

  private BroughtComment comment(String file, long at, JsonNode one) {
    var attributes = one.path("attributes");
    var id = text(one, "id");
    if (attributes.path("withdrawn").asBoolean() || text(attributes, "restrictReason") != null) {
      report.skipped();
      return null;
    }
    var words = text(attributes, "comment") == null ? null : CommentWords.text(text(attributes, "comment"));
    var wrong = id == null ? "id_missing" : CommentWords.damaged(id) ? "id_damaged" : words == null ? "text_missing" : words.length() > CommentWords.LONGEST ? "text_too_long" : null;
    if (wrong != null) {
      report.fault(new RowFault(file, at, id, wrong, wrong.equals("text_missing") ? "a list answers titles only; ask for each comment in detail" : "comment " + at + " of the file"));
      return null;
    }
    var received = text(attributes, "receiveDate") != null ? text(attributes, "receiveDate") : text(attributes, "postedDate");
    var instant = received == null ? null : CommentWords.instant(received, zone);
    if (received != null && instant == null) report.doubt(new RowFault(file, at, id, "date_unreadable", received));
    return new BroughtComment(at, id, words, names ? name(attributes) : null, null, language, instant);
  }

  /** A person's name, else the organisation's. */
  private static String name(JsonNode attributes) {
    var person = Stream.of("firstName", "lastName").map(field -> text(attributes, field)).filter(part -> part != null).toList();
    return Clean.line(person.isEmpty() ? text(attributes, "organization") : String.join(" ", person), 80);
  }

  private static String text(JsonNode node, String field) {
    var value = node.path(field);
    return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
  }
}
