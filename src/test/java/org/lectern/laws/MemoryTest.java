package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.support.Hall;
import org.lectern.support.Town;

/** What is served from memory never shows less than the number it carries, whoever writes sees it at once, and it is nobody's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class MemoryTest {

  private Hall hall;
  private Town town;

  @BeforeAll
  void opens() {
    hall = Hall.open();
    town = new Town(hall);
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  @Test
  void nobodySeesLessThanTheNumberAndWhoWritesSeesIt() throws Exception {
    var hearing = town.ines.announces("Read while written", "Item");
    var said = new ConcurrentSkipListMap<Long, String>();
    var writing = new AtomicBoolean(true);
    var threads = Executors.newFixedThreadPool(6);
    var readers = new ArrayList<Future<Integer>>();
    for (int i = 0; i < 4; i++) {
      var reader = town.stranger();
      readers.add(threads.submit(() -> {
        int read = 0;
        for (; writing.get() || read == 0; read++) {
          var before = new ConcurrentSkipListMap<>(said);
          var list = reader.get("/ashgrove/hearings/" + hearing + "/testimony?limit=100").expect(200);
          var seq = list.at("/seq").asLong();
          before.headMap(seq, true).values().forEach(text -> assertThat(list.text()).as("at " + seq).contains(text));
          // An answer that has been given may be built upon: nobody reads less than what was answered before they asked.
          before.values().forEach(text -> assertThat(list.text()).contains(text));
          assertThat(reader.page("/ashgrove/hearings/" + hearing).expect(200).text()).contains("Read while written");
        }
        return read;
      }));
    }
    var author = town.stranger();
    for (int n = 0; n < 25; n++) {
      var text = "Word " + n + " of many.";
      author.testifies("hearings/" + hearing, text);
      said.put(hall.<Long>one("SELECT max(seq) FROM journal WHERE type = 'TestimonyPublished' AND data->>'text' = ?", text), text);
      assertThat(author.get("/ashgrove/hearings/" + hearing + "/testimony").expect(200).text()).contains(text);
      assertThat(author.page("/ashgrove/hearings/" + hearing).expect(200).text()).contains(text);
    }
    writing.set(false);
    for (var reader : readers) assertThat(reader.get()).isPositive();
    threads.shutdown();
  }

  @Test
  void aPageThatSaysTheSameIsNotSentAgain() {
    var hearing = town.ines.announces("Known already", "Item");
    for (var path : List.of("/ashgrove/hearings/" + hearing, "/api/v1/ashgrove/hearings/" + hearing, "/ashgrove/areas", "/api/v1/ashgrove/actions", "/ashgrove")) {
      var reader = town.stranger();
      var first = reader.page(path).expect(200);
      assertThat(first.header("ETag")).as(path).isNotNull();
      var again = reader.page(path, "If-None-Match", first.header("ETag")).expect(304);
      assertThat(again.text()).isEmpty();
      assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    }
    var before = town.stranger().page("/ashgrove/hearings/" + hearing).expect(200).header("ETag");
    town.bayo.testifies("hearings/" + hearing, "Something new.");
    assertThat(town.stranger().page("/ashgrove/hearings/" + hearing, "If-None-Match", before).expect(200).text()).contains("Something new.");
  }

  @Test
  void compressedItSaysTheSame() throws Exception {
    var uri = hall.at("/ashgrove/areas");
    var client = HttpClient.newHttpClient();
    var plain = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    var small = client.send(HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
    assertThat(small.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(small.body().length).isLessThan(plain.body().length / 2);
    assertThat(unzipped(small.body()).replaceFirst("data-now=\"[^\"]+\"", "")).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8).replaceFirst("data-now=\"[^\"]+\"", ""));
    assertThat(small.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(small.headers().firstValue("Vary").orElse("")).contains("Accept-Encoding", "Cookie");
  }

  private static String unzipped(byte[] bytes) throws IOException {
    return new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void languagesAreKeptApart() {
    assertThat(town.stranger().page("/ashgrove/areas", "Accept-Language", "es").expect(200).text()).contains("lang=\"es\"");
    assertThat(town.stranger().page("/ashgrove/areas", "Accept-Language", "en").expect(200).text()).contains("lang=\"en\"");
    assertThat(town.stranger().page("/ashgrove/areas?lang=es").expect(200).header("Set-Cookie")).contains("es");
  }

  @Test
  void whatIsSomebodysOwnIsNeverKeptForOthers() {
    var draft = town.ines.drafts(town.ines.draft("council", "Not noticed yet", Instant.now().plusSeconds(900_000), "Item"));
    town.ines.signsInAtThePage();
    for (int i = 0; i < 2; i++) {
      var own = town.ines.page("/ashgrove/hearings/" + draft).expect(200);
      assertThat(own.text()).contains("Not noticed yet");
      assertThat(own.header("Cache-Control")).isEqualTo("no-store");
      town.stranger().page("/ashgrove/hearings/" + draft).expect(404);
      town.stranger().get("/ashgrove/hearings/" + draft).expect(404);
      assertThat(town.ines.get("/ashgrove/hearings/" + draft).expect(200).header("Cache-Control")).isEqualTo("no-store");
    }
    town.ines.cookies.clear();
  }

  /** A key that two people were given would make the second one's words the first one's. */
  @Test
  void noTwoVisitorsGetTheSameKeyOfAForm() {
    var hearing = town.ines.announces("Two forms", "Item");
    for (var path : List.of("/testify", "/speak", "")) {
      var keys = new ArrayList<String>();
      for (int i = 0; i < 2; i++) {
        var found = Pattern.compile("name=\"key\" value=\"([^\"]+)\"").matcher(town.stranger().page("/ashgrove/hearings/" + hearing + path).expect(200).text());
        while (found.find()) keys.add(found.group(1));
      }
      assertThat(keys).as(path).doesNotHaveDuplicates();
      if (!path.isEmpty()) assertThat(keys).hasSizeGreaterThanOrEqualTo(2);
    }
  }
}
