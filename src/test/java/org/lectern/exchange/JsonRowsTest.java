package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonRowsTest {

  record Thing(String thingId, String name) {}

  @TempDir Path directory;
  final List<RowFault> faults = new ArrayList<>();

  @Test
  void anArrayOnOneLineIsRead() throws IOException {
    assertThat(names("[{\"ThingId\":1,\"Name\":\"a\"},{\"ThingId\":\"2\",\"Name\":\"b\",\"Unknown\":{\"x\":[1]}}]")).containsExactly("a", "b");
    assertThat(faults).isEmpty();
  }

  @Test
  void oneObjectALineIsReadTooAndSeveralPagesInOneFile() throws IOException {
    assertThat(names("{\"ThingId\":1,\"Name\":\"a\"}\r\n{\"ThingId\":2,\"Name\":\"b\"}\n")).containsExactly("a", "b");
    assertThat(names("[{\"ThingId\":1,\"Name\":\"a\"}]\n[{\"ThingId\":2,\"Name\":\"b\"}]")).containsExactly("a", "b");
    assertThat(names("")).isEmpty();
    assertThat(names("[]")).isEmpty();
    assertThat(faults).isEmpty();
  }

  @Test
  void byteOrderMarksNullBytesRawTabsAndTrailingCommasDoNoHarm() throws IOException {
    assertThat(names("\uFEFF[\u0000\r\n{\"ThingId\":\u0000\u00001,\"Name\":\"a\tb\"},\r\n]\u0000")).containsExactly("a\tb");
    assertThat(faults).isEmpty();
  }

  @Test
  void damageCostsItsOwnRowOnly() throws IOException {
    assertThat(names("""
        [{"ThingId":1,"Name":"a"},
        {"ThingId":2,"Name":"b" c"},
        {"ThingId":3,"Name":"never ends},
        {"ThingId":4,"Name":"d"},
        {"ThingId":5,"Name":"e"
        ,{"ThingId":6,"Name":"f"}
        {"ThingId":7,"Name":"after a lost comma"},
        7,
        {"ThingId":8,"Name":["g"]}, {"ThingId":9,"Name":"h"}]
        """)).containsExactly("a", "d", "f", "after a lost comma", "h");
    assertThat(faults).extracting(RowFault::line, RowFault::code).containsExactly(
        org.assertj.core.groups.Tuple.tuple(2L, "damaged"), org.assertj.core.groups.Tuple.tuple(3L, "damaged"),
        org.assertj.core.groups.Tuple.tuple(5L, "damaged"), org.assertj.core.groups.Tuple.tuple(8L, "not_a_record"),
        org.assertj.core.groups.Tuple.tuple(9L, "unfit"));
    assertThat(faults.get(0).detail()).endsWith("read on at line 3");
  }

  @Test
  void damageInOneLongLineCostsItsOwnRowOnlyToo() throws IOException {
    assertThat(names("[{\"ThingId\":1,\"Name\":\"a\" b\"},{ \"ThingId\":2,\"Name\":\"c\"},{\"ThingId\":3,\"Name\":\"d\"}]")).containsExactly("c", "d");
  }

  @Test
  void aFileThatWasCutShortIsToldAndWhatCameIsKept() throws IOException {
    assertThat(names("[{\"ThingId\":1,\"Name\":\"a\"},\n{\"ThingId\":2,\"Na")).containsExactly("a");
    assertThat(names("[{\"ThingId\":1,\"Name\":\"a\"},\n")).containsExactly("a");
    assertThat(names("<html><body>Service unavailable</body></html>")).isEmpty();
    assertThat(faults).extracting(RowFault::code).containsExactly("cut_short", "cut_short", "cut_short");
  }

  @Test
  void aTextThatIsFarTooLongIsDamage() throws IOException {
    assertThat(names("[{\"ThingId\":1,\"Name\":\"" + "x".repeat(1_100_000) + "\"},{\"ThingId\":2,\"Name\":\"b\"}]")).containsExactly("b");
    assertThat(faults).extracting(RowFault::code).containsExactly("damaged");
  }

  @Test
  void aRecordCanBeReadAgainWhereItStood() throws IOException {
    var file = Files.writeString(directory.resolve("again.json"), "\uFEFF[{\"ThingId\":1,\"Name\":\"é\"},\n{\"ThingId\":2 \"Name\":\"x\"},{\"ThingId\":3,\"Name\":\"ü\"},{\"ThingId\":4,\"Name\":\"z\"}]");
    try (var rows = new JsonRows<>(file, Thing.class, "ThingId", faults::add); var other = new JsonRows<>(file, Thing.class, "ThingId", faults::add)) {
      for (var at = rows.next(); at != null; at = rows.next()) assertThat(other.again(at.offset())).isEqualTo(at.row());
    }
  }

  private List<String> names(String json) throws IOException {
    var file = Files.write(directory.resolve("things.json"), json.getBytes(StandardCharsets.UTF_8));
    var names = new ArrayList<String>();
    try (var rows = new JsonRows<>(file, Thing.class, "ThingId", faults::add)) {
      for (var at = rows.next(); at != null; at = rows.next()) names.add(at.row().name());
    }
    return names;
  }
}
