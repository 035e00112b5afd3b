package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.lectern.core.Json;
import org.lectern.support.Story;

/** Residents send files with their words: what they are is seen by their content, and what leads back to their makers is gone. */
class FilesComeWithTestimony extends Story {

  private static final String MAKER = "Canary Camera 3000";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private record Part(String name, byte[] content) {}

  private HttpResponse<byte[]> post(String path, Map<String, String> fields, Part... files) throws Exception {
    var body = new ByteArrayOutputStream();
    for (var field : fields.entrySet()) body.write(("--canary\r\nContent-Disposition: form-data; name=\"" + field.getKey() + "\"\r\n\r\n" + field.getValue() + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (var file : files) {
      body.write(("--canary\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + file.name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      body.write(file.content);
      body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.write("--canary--\r\n".getBytes(StandardCharsets.UTF_8));
    return CLIENT.send(HttpRequest.newBuilder(hall.at(path)).header("Content-Type", "multipart/form-data; boundary=canary")
        .header("Origin", hall.settings.url().toString()).header("Sec-Fetch-Site", "same-origin").POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(hall.at(path)).build(), BodyHandlers.ofByteArray());
  }

  private List<String> uploads(Part... files) throws Exception {
    var answer = post("/api/v1/ashgrove/uploads", Map.of(), files);
    assertThat(answer.statusCode()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(201);
    var uploads = new java.util.ArrayList<String>();
    Json.MAPPER.readTree(answer.body()).get("uploads").forEach(one -> uploads.add(one.get("upload").asText()));
    return uploads;
  }

  private void refused(String why, byte[] content) throws Exception {
    var answer = post("/api/v1/ashgrove/uploads", Map.of(), new Part("harmless.pdf", content));
    assertThat(answer.statusCode()).as(why).isEqualTo(422);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"" + why + "\"");
  }

  // What people send

  private static byte[] picture(String format) throws IOException {
    var image = new BufferedImage(8, 4, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, Color.RED.getRGB());
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, format, out);
    return out.toByteArray();
  }

  /** As a telephone takes it: held upright (orientation 6), with its maker's name. */
  private static byte[] photograph() throws IOException {
    var jpeg = picture("jpeg");
    var tiff = new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
    var maker = MAKER.getBytes(StandardCharsets.US_ASCII);
    var exif = new ByteArrayOutputStream();
    exif.write(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1, 0, (byte) (2 + 6 + tiff.length + maker.length)});
    exif.write("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.write(tiff);
    exif.write(maker);
    exif.write(jpeg, 2, jpeg.length - 2);
    return exif.toByteArray();
  }

  private static byte[] paper(boolean locked) throws IOException {
    try (var document = new PDDocument()) {
      document.addPage(new PDPage());
      document.getDocumentInformation().setAuthor(MAKER);
      document.getDocumentInformation().setProducer(MAKER);
      var metadata = new org.apache.pdfbox.pdmodel.common.PDMetadata(document, new ByteArrayInputStream(("<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MAKER + "</x:xmpmeta>").getBytes(StandardCharsets.UTF_8)));
      document.getDocumentCatalog().setMetadata(metadata);
      document.getDocumentCatalog().setOpenAction(new org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript("app.alert('" + MAKER + "')"));
      if (locked) document.protect(new org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy("owner", "user", new org.apache.pdfbox.pdmodel.encryption.AccessPermission()));
      var out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] archive(Map<String, String> entries) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static Map<String, String> letter() {
    var entries = new LinkedHashMap<String, String>();
    entries.put("[Content_Types].xml", "<Types/>");
    entries.put("word/document.xml", "<w:document><w:ins w:id=\"1\" w:author=\"" + MAKER + "\" w:date=\"2026-01-01T00:00:00Z\">Our street.</w:ins></w:document>");
    entries.put("docProps/core.xml", "<cp:coreProperties xmlns:dc=\"d\"><dc:creator>" + MAKER + "</dc:creator></cp:coreProperties>");
    return entries;
  }

  private static byte[] video() {
    var made = new byte[] {0, 0, 0, 32, 'm', 'v', 'h', 'd', 0, 0, 0, 0, 'C', 'a', 'n', 'a', 'r', 'y', '!', '!', 0, 0, 3, (byte) 0xE8, 0, 0, 0, 0, 0, 1, 0, 0};
    var described = ("    udta" + MAKER).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(new byte[] {0, 0, 0, (byte) described.length}, 0, described, 0, 4);
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 20, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0, 'i', 's', 'o', 'm'});
    out.writeBytes(new byte[] {0, 0, 0, (byte) (8 + made.length + described.length), 'm', 'o', 'o', 'v'});
    out.writeBytes(made);
    out.writeBytes(described);
    out.writeBytes(new byte[] {0, 0, 0, 12, 'm', 'd', 'a', 't', 1, 2, 3, 4});
    return out.toByteArray();
  }

  private static byte[] sound() {
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'I', 'D', '3', 3, 0, 0, 0, 0, 0, (byte) MAKER.length()});
    out.writeBytes(MAKER.getBytes(StandardCharsets.US_ASCII));
    for (int frame = 0; frame < 4; frame++) {
      out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFB, (byte) 0x90, 0x64});
      out.writeBytes(new byte[413]);
    }
    return out.toByteArray();
  }

  @Test
  void everyKindOfFileArrivesWithoutItsMaker() throws Exception {
    var hearing = town.ines.announces("With files", "An item");
    var uploads = uploads(new Part("bayo-adeyemi.jpg", photograph()), new Part("x.exe", paper(false)), new Part("letter", archive(letter())), new Part("v", video()), new Part("s", sound()));
    assertThat(uploads).hasSize(5);
    var receipt = town.dae.testifies("hearings/" + hearing, "See the files.", "privacy", "anonymous", "attachments", uploads);
    var number = receipt.text("/number");
    var files = town.bayo.reads("testimony/" + number).at("/attachments");
    assertThat(files.findValuesAsText("kind")).containsExactly("jpeg", "pdf", "docx", "mp4", "mp3");
    assertThat(files.get(0).get("name").asText()).isEqualTo(number + "-1.jpg");
    for (int file = 1; file <= 5; file++) {
      var got = get("/ashgrove/testimony/" + number + "/files/" + file);
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(new String(got.body(), StandardCharsets.ISO_8859_1)).as("file %s", file).doesNotContain(MAKER, "Canary");
      assertThat(got.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment; filename=\"" + number);
      assertThat(got.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(got.headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("sandbox");
      assertThat(got.headers().firstValue("Content-Length").orElseThrow()).isEqualTo(String.valueOf(got.body().length));
      assertThat(java.util.HexFormat.of().formatHex(org.lectern.core.Secrets.hash(got.body()))).isEqualTo(files.get(file - 1).get("sha256").asText());
    }
    var picture = ImageIO.read(new ByteArrayInputStream(get("/ashgrove/testimony/" + number + "/files/1").body()));
    assertThat(List.of(picture.getWidth(), picture.getHeight())).as("turned upright").containsExactly(4, 8);
    try (var document = Loader.loadPDF(get("/ashgrove/testimony/" + number + "/files/2").body())) {
      assertThat(document.getNumberOfPages()).isEqualTo(1);
      assertThat(document.getDocumentInformation().getAuthor()).isNull();
      assertThat(document.getDocumentCatalog().getMetadata()).isNull();
      assertThat(document.getDocumentCatalog().getOpenAction()).isNull();
    }
    assertThat(unpacked(get("/ashgrove/testimony/" + number + "/files/3").body())).contains("Our street.").doesNotContain(MAKER, "2026-01-01");
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("/files/1", "Picture 1");
    assertThat(town.stranger().page("/ashgrove/hearings/" + hearing).text()).contains("5 files");
    assertThat(get(receipt.text("/receipt") + "/files/2").statusCode()).isEqualTo(200);
    assertThat(get("/ashgrove/testimony/" + number + "/files/6").statusCode()).isEqualTo(404);
    assertThat((Long) hall.one("SELECT count(*) FROM attachment a JOIN testimony t ON t.id = a.testimony WHERE t.number = ? AND a.secret_hash IS NULL", number)).isEqualTo(5);

    town.dae.asks("receipts/" + receipt.text("/secret") + "/withdraw").expect(200);
    assertThat(get("/ashgrove/testimony/" + number + "/files/1").statusCode()).isEqualTo(404);
  }

  private static String unpacked(byte[] archive) throws IOException {
    var text = new StringBuilder();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      while (zip.getNextEntry() != null) text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void whatIsNotOnTheListIsRefusedWhateverItIsCalled() throws Exception {
    refused("file_malware", ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").getBytes(StandardCharsets.US_ASCII));
    refused("file_kind", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8));
    refused("file_kind", "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8));
    refused("file_kind", new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0});
    refused("file_kind", archive(Map.of("evil.exe", "MZ")));
    var macros = letter();
    macros.put("word/vbaProject.bin", "macro");
    refused("file_macros", archive(macros));
    refused("file_locked", paper(true));
    refused("file_unreadable", Arrays.copyOf(picture("png"), 40));
    refused("file_unreadable", "%PDF-1.7\nnot really".getBytes(StandardCharsets.US_ASCII));
    refused("file_not_utf8", new byte[] {'c', 'a', 'f', (byte) 0xE9, ' ', 'a', 'u', ' ', 'l', 'a', 'i', 't', '\n'});
    refused("file_large", Arrays.copyOf(paper(false), 10 * 1024 * 1024 + 1));
    var bomb = new LinkedHashMap<>(letter());
    bomb.put("word/media/image1.bin", "0".repeat(101 * 1024 * 1024));
    refused("file_too_large_inside", archive(bomb));
    assertThat(town.dae.asks("areas/civilian-oversight/testimony", Map.of("text", "With nothing", "attachments", List.of("A".repeat(32)))).expect(422).faults()).containsExactly("/attachments upload_unknown");
    assertThat(town.dae.api("POST", "/ashgrove/uploads", Map.of("files", "x")).expect(422).faults()).containsExactly("/files files_none");
  }

  @Test
  void aFileBelongsToOneTestimonyAndWaitsForADay() throws Exception {
    var upload = uploads(new Part("note.txt", "Café au lait.".getBytes(StandardCharsets.UTF_8)));
    var receipt = town.dae.testifies("areas/civilian-oversight", "Mine.", "privacy", "anonymous", "attachments", upload);
    assertThat(town.bayo.asks("areas/civilian-oversight/testimony", Map.of("text", "Mine too.", "attachments", upload)).expect(422).faults()).containsExactly("/attachments upload_unknown");
    assertThat(new String(get("/ashgrove/testimony/" + receipt.text("/number") + "/files/1").body(), StandardCharsets.UTF_8)).isEqualTo("Café au lait.");

    // What is sent in confidence is the author's to read and nobody else's.
    var hidden = town.dae.testifies("areas/civilian-oversight", secret("In confidence."), "privacy", "confidential", "attachments", uploads(new Part("a", picture("png"))));
    assertThat(get("/ashgrove/testimony/" + hidden.text("/number") + "/files/1").statusCode()).isEqualTo(404);
    assertThat(get(hidden.text("/receipt") + "/files/1").statusCode()).isEqualTo(200);
  }

  /** A file may hold what is taken out of the text: with a redaction it goes down unless a moderator keeps it; the original stays for those who decide. */
  @Test
  void withARedactionFilesGoDownUnlessSomebodyKeepsThem() throws Exception {
    var hearing = town.ines.announces("Files and moderators", "An item");
    var address = secret("14 Hidden Court");
    var receipt = town.dae.testifies("hearings/" + hearing, "She lives at " + address + ". See the letters.", "name", "Dae", "send_anyway", true,
        "attachments", uploads(new Part("a", ("She lives at " + address + ", see.").getBytes(StandardCharsets.UTF_8)), new Part("b", picture("png"))));
    var number = receipt.text("/number");
    var link = "/ashgrove/testimony/" + number + "/files/";
    var iris = town.person("ashgrove", "Iris");
    iris.signsInAtThePage();
    var own = "/receipt/" + receipt.text("/secret") + "/files/1";
    assertThat(get(link + 1).statusCode()).as("while it is held").isEqualTo(404);
    assertThat(iris.page("/ashgrove/moderation/" + number + "/files/1").expect(200).text()).contains(address);
    assertThat(town.stranger().page("/ashgrove/moderation/" + number + "/files/1").status()).isEqualTo(401);

    var redact = "/ashgrove/moderation/" + number + "/redact";
    iris.onPage("/ashgrove/moderation/" + number, redact).with("passages", address).with("reason", "A home address").with("ground", "m2").with("keep_files", "2").succeeds();
    assertThat(get(link + 1).statusCode()).isEqualTo(404);
    var kept = get(link + 2);
    assertThat(kept.statusCode()).isEqualTo(200);
    assertThat(kept.headers().firstValue("Cache-Control").orElseThrow()).as("asked for each time").isEqualTo("public, no-cache");
    assertThat(get(own).statusCode()).as("its author keeps it").isEqualTo(200);
    assertThat(iris.page("/ashgrove/moderation/" + number + "/files/1").expect(200).text()).contains(address);
    var files = town.bayo.reads("testimony/" + number).at("/attachments");
    assertThat(files.get(0).get("taken_down").asText()).isEqualTo("m2");
    assertThat(files.get(0).has("sha256")).as("not even its sum").isFalse();
    assertThat(files.get(1).has("taken_down")).isFalse();
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("taken down on M2", "/files/2").doesNotContain("/files/1\"", address);
    assertThat(town.stranger().followsAfter(0, "ashgrove/testimony/" + number).sees("TestimonyRedacted").getInteger("files_taken_down")).isEqualTo(1);
    for (var export : List.of("/testimony.csv", "/testimony.json", "/testimony.regulations.json", "/packet.json", "/packet.csv")) {
      assertThat(new String(get("/ashgrove/hearings/" + hearing + export).body(), StandardCharsets.UTF_8)).as(export).doesNotContain(address, "/files/1");
    }

    // Held once more, nothing of it is public; the appeal brings back everything as it was.
    town.iris.asks("testimony/" + number + "/hold", Map.of("ground", "m2", "reason", "Another look")).expect(200);
    assertThat(get(link + 2).statusCode()).isEqualTo(404);
    int version = town.iris.reads("moderation/" + number).at("/version").asInt();
    assertThat(town.iris.asks("moderation/" + number + "/redact", Map.of("version", version, "ground", "m2", "reason", "A file that is not there", "passages", List.of(address), "keep_files", List.of(3))).expect(422).faults())
        .containsExactly("/keep_files file_unknown");
    town.iris.asks("moderation/" + number + "/redact", Map.of("version", version, "ground", "m2", "reason", "The files alone")).expect(200);
    for (int file = 1; file <= 2; file++) assertThat(get(link + file).statusCode()).isEqualTo(404);
    town.dae.asks("receipts/" + receipt.text("/secret") + "/appeal", Map.of("text", "It is my own address.")).expect(200);
    town.uma.asks("moderation/" + number + "/appeal", Map.of("granted", false, "reason", "It is not shown to be")).expect(200);
    assertThat(get(link + 1).statusCode()).isEqualTo(404);
  }

  @Test
  void byTheFormAndNothingIsLostWhenItComesBack() throws Exception {
    var hearing = town.ines.announces("By the form with files", "An item");
    var page = "/ashgrove/hearings/" + hearing + "/testify";
    assertThat(town.stranger().page(page).text()).contains("multipart/form-data", "type=\"file\"");
    var fields = new LinkedHashMap<>(Map.of("key", "files-key-0123456789", "text", "", "privacy", "anonymous"));
    var back = post(page, fields, new Part("my own name.png", picture("png")));
    assertThat(back.statusCode()).isEqualTo(422);
    var again = new String(back.body(), StandardCharsets.UTF_8);
    assertThat(again).contains("Received: Picture").doesNotContain("my own name");
    var upload = java.util.regex.Pattern.compile("name=\"attachments\" value=\"([^\"]{32})\"").matcher(again);
    assertThat(upload.find()).isTrue();
    fields.put("text", "With a picture.");
    fields.put("attachments", upload.group(1));
    var sent = post(page, fields);
    assertThat(sent.statusCode()).isEqualTo(303);
    assertThat(new String(get(sent.headers().firstValue("Location").orElseThrow()).body(), StandardCharsets.UTF_8)).contains("With a picture.", "/files/1");
    fields.remove("attachments");
    fields.put("key", "files-key-sent-twice");
    var first = post(page, fields, new Part("x", picture("png")));
    var second = post(page, fields, new Part("x", picture("png")));
    assertThat(second.statusCode()).as("the same form sent again").isEqualTo(303);
    assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
    fields.put("key", "files-key-9876543210");
    var wrong = post(page, fields, new Part("x", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8)));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(new String(wrong.body(), StandardCharsets.UTF_8)).contains("of no kind that we can take", "With a picture.");
  }
}
