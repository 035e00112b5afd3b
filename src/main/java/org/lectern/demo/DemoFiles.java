package org.lectern.demo;

import io.vertx.sqlclient.Tuple;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.lectern.core.Caller;
import org.lectern.core.Rows;
import org.lectern.store.Database;

/** A resident of Marlow sends a drawing and a note with the words, another a file as evidence, by the forms that everybody uses: once, when the city is served. */
public final class DemoFiles {
  private DemoFiles() {}

  private static final String BOUNDARY = "a-drawing-of-marlow";

  /** Blocks; a city without a hearing to come goes without. */
  public static void send(Database database, URI city) {
    var place = Story.ask(database, DemoCity.NOBODY, DemoCity.place());
    var hearing = place.flatMap(marlow -> Story.ask(database, Caller.visitor(marlow), (db, caller) -> db.preparedQuery("""
            SELECT h.number
            FROM hearing h
            WHERE h.jurisdiction = $1 AND h.status = 'noticed' AND h.starts_at > now()
              AND NOT EXISTS (SELECT FROM attachment a WHERE a.jurisdiction = $1 AND a.testimony IS NOT NULL)
            ORDER BY h.starts_at
            LIMIT 1""")
        .execute(Tuple.of(caller.place().id()))
        .<Optional<Long>>map(rows -> Rows.maybe(rows, row -> row.getLong("number")))));
    hearing.ifPresent(number -> post(city, "hearings/" + number + "/testify", DemoFiles::words));
    var reported = place.flatMap(marlow -> Story.ask(database, Caller.visitor(marlow), (db, caller) -> db.preparedQuery("""
            SELECT a.number
            FROM action a
            WHERE a.jurisdiction = $1 AND a.status = 'reported' AND a.evidence_until >= now()::date AND NOT EXISTS (SELECT FROM evidence_file f WHERE f.jurisdiction = $1)
            ORDER BY a.number
            LIMIT 1""")
        .execute(Tuple.of(caller.place().id()))
        .<Optional<String>>map(rows -> Rows.maybe(rows, row -> row.getString("number")))));
    reported.ifPresent(number -> post(city, "actions/" + number + "/evidence", DemoFiles::evidence));
  }

  private interface Fields {
    byte[] form() throws IOException;
  }

  private static void post(URI city, String address, Fields fields) {
    try {
      var request = HttpRequest.newBuilder(city.resolve("/" + DemoCity.SLUG + "/" + address))
          .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY).header("Origin", city.toString()).header("Sec-Fetch-Site", "same-origin")
          .POST(HttpRequest.BodyPublishers.ofByteArray(fields.form())).build();
      HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    } catch (IOException gone) {
      return; // the city does without
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] words() throws IOException {
    var form = new ByteArrayOutputStream();
    var fields = Map.of("key", "demo-drawing-of-the-corner", "privacy", "named", "name", "Odile Marchetti", "language", "en", "position", "support",
        "text", "I drew the corner where they stop us, with the four places where a camera would see all of it. The note has the hours I counted.");
    for (var field : fields.entrySet()) part(form, field.getKey(), "", field.getValue().getBytes(StandardCharsets.UTF_8));
    part(form, "files", "; filename=\"corner.png\"", drawing());
    part(form, "files", "; filename=\"hours.txt\"", "Mondays 7 to 9: 14 stops\nThursdays 16 to 18: 22 stops\nSaturdays after 22: 31 stops\n".getBytes(StandardCharsets.UTF_8));
    form.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static byte[] evidence() throws IOException {
    var form = new ByteArrayOutputStream();
    for (var field : Map.of("key", "demo-table-of-the-districts", "criterion", "2", "name", "Imani Brooks", "text", "I copied the table as it stood on Monday: the Northside district was in it then.").entrySet()) {
      part(form, field.getKey(), "", field.getValue().getBytes(StandardCharsets.UTF_8));
    }
    part(form, "file", "; filename=\"table.txt\"", "Riverside 14 %\nNorthside 31 %\nHilltop 9 %\nMarket 18 %\n".getBytes(StandardCharsets.UTF_8));
    form.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static void part(ByteArrayOutputStream form, String name, String more, byte[] content) throws IOException {
    form.write(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    form.write(content);
    form.write("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  /** Two streets and four marks. */
  private static byte[] drawing() throws IOException {
    var image = new BufferedImage(640, 420, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(new Color(0xF4F1EA));
    pen.fillRect(0, 0, 640, 420);
    pen.setColor(new Color(0xB9B4A6));
    pen.setStroke(new BasicStroke(70));
    pen.drawLine(0, 230, 640, 200);
    pen.drawLine(300, 0, 340, 420);
    pen.setColor(new Color(0x1F4E79));
    for (var corner : new int[][] {{240, 150}, {390, 140}, {255, 275}, {405, 265}}) pen.fillOval(corner[0], corner[1], 22, 22);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
