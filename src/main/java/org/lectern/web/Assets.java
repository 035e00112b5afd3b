package org.lectern.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Styles and scripts, under names with a hash, so that they may be kept for ever; compressed once. */
final class Assets {

  private record File(Buffer plain, Buffer gzip, String type) {}

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, File> files = new HashMap<>();

  Assets() {
    var manifest = new JsonObject(Buffer.buffer(bytes("manifest.json")));
    manifest.fieldNames().forEach(name -> names.put(name, manifest.getString(name)));
    bundle(manifest).forEach(file -> files.put(file, file(file)));
  }

  /** What the manifest names, and the shared chunks that its scripts import by name. */
  private static Set<String> bundle(JsonObject manifest) {
    var all = new LinkedHashSet<String>();
    manifest.forEach(entry -> all.add((String) entry.getValue()));
    for (var script : List.copyOf(all)) {
      if (!script.endsWith(".js")) continue;
      var imports = Pattern.compile("[\"'](?:\\./|/assets/)([\\w.-]+\\.js)[\"']").matcher(new String(bytes(script), StandardCharsets.UTF_8));
      while (imports.find()) all.add(imports.group(1));
    }
    return all;
  }

  private static byte[] bytes(String name) {
    try (var in = Assets.class.getResourceAsStream("/assets/" + name)) {
      if (in == null) throw new IllegalStateException("Styles and scripts are not built: " + name + " is missing. Run: mvn compile");
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static File file(String name) {
    var plain = bytes(name);
    var type = name.endsWith(".css") ? "text/css; charset=utf-8" : name.endsWith(".svg") ? "image/svg+xml" : "text/javascript; charset=utf-8";
    return new File(Buffer.buffer(plain), Buffer.buffer(gzip(plain)), type);
  }

  static byte[] gzip(byte[] plain) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  String path(String name) {
    return "/assets/" + names.get(name);
  }

  void mount(Router router) {
    router.get("/assets/:name").handler(context -> {
      var file = files.get(context.pathParam("name"));
      if (file == null) {
        context.fail(404);
        return;
      }
      var response = context.response().putHeader("Content-Type", file.type)
          .putHeader("Cache-Control", "public, max-age=31536000, immutable").putHeader("Vary", "Accept-Encoding");
      var accepts = context.request().getHeader("Accept-Encoding");
      if (accepts != null && accepts.contains("gzip")) response.putHeader("Content-Encoding", "gzip").end(file.gzip);
      else response.end(file.plain);
    });
    router.get("/favicon.ico").handler(context -> context.response().setStatusCode(204).putHeader("Cache-Control", "public, max-age=86400").end());
  }
}
