package org.lectern.store.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.tika.Tika;
import org.lectern.core.Problem;

/** What a file is, by its content alone: neither its name nor what its sender says of it counts. A closed list. */
public enum FileKind {
  PDF("application/pdf"),
  PNG("image/png"),
  JPEG("image/jpeg"),
  TXT("text/plain; charset=utf-8"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  ODT("application/vnd.oasis.opendocument.text"),
  MP3("audio/mpeg"),
  MP4("video/mp4");

  private static final Tika TIKA = new Tika();

  private final String type;

  FileKind(String type) {
    this.type = type;
  }

  /** Its media type, as it is sent. */
  public String type() {
    return type;
  }

  public String extension() {
    return this == JPEG ? "jpg" : name().toLowerCase(Locale.ROOT);
  }

  /** A 422 at {@code /files} for whatever is not on the list. Reads the file, so never on an event loop. */
  public static FileKind of(Path file) throws IOException {
    return switch (detected(file)) {
      case "application/pdf" -> PDF;
      case "image/png" -> PNG;
      case "image/jpeg" -> JPEG;
      case "text/plain" -> text(file);
      case "audio/mpeg" -> MP3;
      case "video/mp4", "audio/mp4", "application/mp4", "video/quicktime", "video/x-m4v" -> MP4;
      case "application/zip", "application/x-tika-ooxml", "application/vnd.oasis.opendocument.text",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document" -> packed(file);
      default -> throw unknown();
    };
  }

  private static String detected(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return TIKA.detect(content).replaceFirst(";.*", "");
    }
  }

  static Problem unknown() {
    return Problem.invalid("/files", "file_kind");
  }

  static Problem unreadable() {
    return Problem.invalid("/files", "file_unreadable");
  }

  /** Text is UTF-8 without control characters; a list of numbers or a script is text too, and is sent as nothing else. */
  private static FileKind text(Path file) throws IOException {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file)));
      if (text.chars().anyMatch(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f')) throw unknown();
      return TXT;
    } catch (CharacterCodingException otherwise) {
      throw Problem.invalid("/files", "file_not_utf8");
    }
  }

  /** Both kinds of document are archives; what is in them tells which, and one with macros is neither. */
  private static FileKind packed(Path file) throws IOException {
    try (var archive = new ZipFile(file.toFile())) {
      if (archive.stream().anyMatch(entry -> entry.getName().toLowerCase(Locale.ROOT).matches(".*(vbaproject\\.bin|basic/.*|scripts/.*)"))) throw Problem.invalid("/files", "file_macros");
      if (archive.getEntry("[Content_Types].xml") != null && archive.getEntry("word/document.xml") != null) return DOCX;
      var mimetype = archive.getEntry("mimetype");
      if (mimetype != null && mimetype.getSize() < 100 && archive.getEntry("content.xml") != null) {
        try (var content = archive.getInputStream(mimetype)) {
          if (new String(content.readNBytes(100), StandardCharsets.US_ASCII).equals(ODT.type)) return ODT;
        }
      }
      throw unknown();
    } catch (ZipException broken) {
      throw unreadable();
    }
  }
}
