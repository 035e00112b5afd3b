package org.lectern.store.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.lectern.core.Problem;

/** Text documents lose their properties, the names of whoever wrote, changed or commented, and the times of all that. */
final class Archives {
  private Archives() {}

  private static final long MOST_UNPACKED = 100L * 1024 * 1024;
  private static final int MOST_ENTRIES = 2_000;

  /** Properties, previews and private data: empty, because other parts refer to them. */
  private static final Pattern EMPTIED = Pattern.compile("docProps/(core|app|custom)\\.xml|meta\\.xml|word/people\\.xml|docProps/thumbnail\\..*|Thumbnails/.*|settings\\.xml");
  private static final Pattern WHO_AND_WHEN = Pattern.compile(
      "(\\b(?:w|w15|w16du|cp|mc):(?:author|date|initials|dateUtc|lastModifiedBy|userId|rsid\\w*))=\"[^\"]*\"|(<(?:dc:creator|dc:date|meta:creator-initials)>)[^<]*(</)");

  static void copy(Path from, Path to) throws IOException {
    long left = MOST_UNPACKED;
    int entries = 0;
    try (var archive = new ZipFile(from.toFile()); var copy = new ZipOutputStream(Files.newOutputStream(to))) {
      for (var all = archive.entries(); all.hasMoreElements(); ) {
        var entry = all.nextElement();
        if (entry.isDirectory()) continue;
        if (++entries > MOST_ENTRIES) throw Problem.invalid("/files", "file_too_large_inside");
        byte[] content;
        try (var input = archive.getInputStream(entry)) {
          content = input.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
        }
        left -= content.length;
        if (left < 0) throw Problem.invalid("/files", "file_too_large_inside");
        put(copy, entry.getName(), cleaned(entry.getName(), content));
      }
    }
  }

  private static byte[] cleaned(String name, byte[] content) {
    if (EMPTIED.matcher(name).matches()) return name.endsWith(".xml") ? empty(content) : new byte[0];
    if (!name.endsWith(".xml")) return content;
    var text = new String(content, StandardCharsets.UTF_8);
    return WHO_AND_WHEN.matcher(text).replaceAll(found -> found.group(1) != null ? "$1=\"\"" : "$2$3").getBytes(StandardCharsets.UTF_8);
  }

  /** The root alone, with its names, so that whoever opens the document finds what it expects. */
  private static byte[] empty(byte[] xml) {
    var text = new String(xml, StandardCharsets.UTF_8);
    var root = Pattern.compile("<([A-Za-z][\\w:.-]*)((?:\\s[^<>]*)?)/?>").matcher(text);
    return (root.find() ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?><" + root.group(1) + root.group(2).replaceFirst("/$", "") + "/>" : text).getBytes(StandardCharsets.UTF_8);
  }

  /** All at one moment that says nothing; the type of an OpenDocument stands first and as it is, as its standard asks. */
  private static void put(ZipOutputStream copy, String name, byte[] content) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTime(315_576_000_000L);
    if (name.equals("mimetype")) {
      var sum = new CRC32();
      sum.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(sum.getValue());
    }
    copy.putNextEntry(entry);
    copy.write(content);
    copy.closeEntry();
  }
}
