package org.lectern.web;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a reader by RFC 4180 gets back is what was put in, and nothing begins with what a spreadsheet would run. */
class CsvTest {

  private static final String LETTERS = "=+-@\t\r\n\0＝＋－＠abc,;\"' é你🙂";

  @Test
  void roundAndHarmless() {
    var random = new Random(20261121);
    for (int n = 0; n < 10_000; n++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(8); i > 0; i--) text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, random.nextInt(LETTERS.codePointCount(0, LETTERS.length())))));
      var bytes = new Csv("a", "b").row(text, null).bytes().toString();
      var rows = CsvReader.builder().ofCsvRecord(bytes.substring(1)).stream().toList();
      var read = rows.get(1).getField(0);
      assertThat(read).isEqualTo(Csv.harmless(text.toString())).endsWith(text.toString());
      assertThat(read.isEmpty() || "=+-@\t\r\n\0＝＋－＠".indexOf(read.charAt(0)) < 0).as(read).isTrue();
    }
  }
}
