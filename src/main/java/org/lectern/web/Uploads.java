package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;
import org.lectern.store.Database;
import org.lectern.store.files.FileKind;
import org.lectern.store.files.PublicCopy;
import org.lectern.store.files.Scanner;
import org.lectern.store.files.Vault;
import org.lectern.testimony.Attachment;
import org.lectern.testimony.AttachmentCommands;
import org.lectern.testimony.AttachmentCommands.Waiting;

/**
 * Files on their way in and out. In: streamed to a file of this machine, told by content, scanned, copied without what leads
 * back, and the copy kept; what came is deleted at the end of the request. Out: as an attachment that no browser runs.
 */
final class Uploads {

  /** Of one file. */
  static final long FILE_BYTES = 10L * 1024 * 1024;
  private static final long REQUEST_BYTES = AttachmentCommands.MOST * FILE_BYTES + 256 * 1024;
  private static final long HOUR = 3_600_000;

  private final Vertx vertx;
  private final Database database;
  private final Limits limits;
  private final Secrets secrets;
  private final Vault vault;
  private final Scanner scanner;
  private final WorkerExecutor workers;
  private final String incoming;

  Uploads(Vertx vertx, Database database, Secrets secrets, Limits limits, Vault vault, Scanner scanner, Path incoming) {
    this.limits = limits;
    this.secrets = secrets;
    this.vertx = vertx;
    this.database = database;
    this.vault = vault;
    this.scanner = scanner;
    this.incoming = incoming.toString();
    this.workers = vertx.createSharedWorkerExecutor("files", 2, 60, TimeUnit.SECONDS);
  }

  /** Once an hour what waited for a day is forgotten. */
  void start() {
    vertx.setPeriodic(60_000, HOUR, tick -> forget());
  }

  /** Reads a request: with files if it comes in parts, and then not too many from one source; else as large as a form may be. */
  Handler<RoutingContext> receiver(long formBytes) {
    var inParts = inParts();
    var plain = BodyHandler.create(false).setBodyLimit(formBytes);
    return (PlatformHandler) context -> {
      var type = context.request().getHeader("Content-Type");
      if (type == null || !type.startsWith("multipart/form-data")) {
        plain.handle(context);
        return;
      }
      if (context.request().getHeader("Content-Encoding") != null) throw Problem.of(415, "media_type");
      limits.uploading(context.request());
      inParts.handle(context);
    };
  }

  private BodyHandler inParts() {
    return BodyHandler.create(incoming).setBodyLimit(REQUEST_BYTES).setHandleFileUploads(true).setDeleteUploadedFilesOnEnd(true).setMergeFormAttributes(false);
  }

  /** The files of a form; fields that were left empty are none. */
  static List<Path> files(RoutingContext context) {
    return context.fileUploads().stream().filter(file -> file.size() > 0).map(file -> Path.of(file.uploadedFileName())).toList();
  }

  /** The file of that field, if it brings one. */
  static List<Path> files(RoutingContext context, String field) {
    return context.fileUploads().stream().filter(file -> file.size() > 0 && field.equals(file.name())).limit(1).map(file -> Path.of(file.uploadedFileName())).toList();
  }

  /** What now waits for its testimony. */
  record Kept(List<Waiting> uploads) {}

  /** As {@link #keep}, for whoever sends nothing but files. */
  Future<Kept> sent(Jurisdiction place, List<Path> files) {
    return files.isEmpty() ? Future.failedFuture(Problem.invalid("/files", "files_none")) : keep(place, files, null).map(Kept::new);
  }

  /**
   * Takes in each; a 422 for the first that may not be.
   *
   * @param key of the form, so that the same form with the same files names them alike when it is sent again; null for none
   */
  Future<List<Waiting>> keep(Jurisdiction place, List<Path> files, String key) {
    if (files.size() > AttachmentCommands.MOST) return Future.failedFuture(Problem.invalid("/files", "files_many", AttachmentCommands.MOST));
    var kept = Future.succeededFuture(new ArrayList<Waiting>());
    for (var file : files) kept = kept.compose(before -> keep(place, file, key).map(one -> {
      before.add(one);
      return before;
    }));
    return kept.map(all -> all);
  }

  /** The public copy, and the sum of the file as it came. */
  private record Copy(Path file, FileKind kind, long bytes, byte[] sha256, byte[] came) {}

  private Future<Waiting> keep(Jurisdiction place, Path file, String key) {
    var id = AttachmentCommands.fresh();
    return workers.executeBlocking(() -> copy(file), false).compose(copy -> {
      var secret = key == null ? Secrets.text(Secrets.random(24), 24) : Secrets.text(secrets.mac(Secrets.hash(("upload " + place.slug() + " " + key).getBytes(StandardCharsets.UTF_8), copy.came)), 24);
      var kind = copy.kind.name().toLowerCase(Locale.ROOT);
      return vault.put(Attachment.key(place.slug(), id), copy.file)
          .compose(stored -> database.write(Caller.system(place, "web"), AttachmentCommands.keep(id, kind, copy.bytes, copy.sha256, secret)))
          .compose(kept -> kept.result() ? Future.succeededFuture() : vault.remove(Attachment.key(place.slug(), id)))
          .map(new Waiting(secret, kind, copy.bytes))
          .eventually(() -> vertx.fileSystem().delete(copy.file.toString()));
    });
  }

  private Copy copy(Path file) throws IOException {
    if (Files.size(file) > FILE_BYTES) throw Problem.invalid("/files", "file_large", FILE_BYTES / 1024 / 1024);
    // What is malware is refused before anything of ours reads it.
    if (!scanner.clean(file)) throw Problem.invalid("/files", "file_malware");
    var kind = FileKind.of(file);
    var copy = file.resolveSibling(file.getFileName() + ".copy");
    try {
      PublicCopy.write(kind, file, copy);
      return new Copy(copy, kind, Files.size(copy), sum(copy), sum(file));
    } catch (IOException | RuntimeException refused) {
      Files.deleteIfExists(copy);
      throw refused;
    }
  }

  private static byte[] sum(Path file) throws IOException {
    try (var content = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      content.transferTo(java.io.OutputStream.nullOutputStream());
      return content.getMessageDigest().digest();
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** As an attachment under a policy that lets nothing in it run or load. */
  Future<Void> send(RoutingContext context, Jurisdiction place, AttachmentCommands.Kept kept, boolean everyone) {
    // Each time it is asked whether it may still be had; only the bytes are not sent twice.
    var tag = "\"" + kept.sha256() + "\"";
    if (everyone && tag.equals(context.request().getHeader("If-None-Match"))) {
      return context.response().setStatusCode(304).putHeader("ETag", tag).putHeader("Cache-Control", "public, no-cache").end();
    }
    return vault.open(Attachment.key(place.slug(), kept.id())).compose(content -> {
      if (everyone) context.response().putHeader("ETag", tag);
      var response = context.response();
      response.putHeader("Content-Type", FileKind.valueOf(kept.kind().toUpperCase(Locale.ROOT)).type())
          .putHeader("Content-Length", String.valueOf(kept.bytes()))
          .putHeader("Content-Disposition", "attachment; filename=\"" + kept.name() + "\"")
          .putHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
          .putHeader("X-Content-Type-Options", "nosniff")
          .putHeader("Cache-Control", everyone ? "public, no-cache" : "no-store");
      return response.send(content);
    });
  }

  private void forget() {
    database.read(Caller.system(Jurisdiction.INSTALLATION, "clock"), BodyQueries.jurisdictions()).onSuccess(places -> places.forEach(place ->
        database.write(Caller.system(place, "clock"), AttachmentCommands.forget())
            .onSuccess(forgotten -> forgotten.result().forEach(id -> vault.remove(Attachment.key(place.slug(), id))))));
  }
}
