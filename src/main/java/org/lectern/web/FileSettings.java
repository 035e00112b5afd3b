package org.lectern.web;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lectern.store.files.DiskVault;
import org.lectern.store.files.S3Vault;
import org.lectern.store.files.Scanner;
import org.lectern.store.files.Vault;

/**
 * Where files of people are kept and who looks at them first: a directory, unless {@code store} names a bucket
 * ({@code https://id:secret@host/bucket?region=…}); the scanner at {@code clamd} ({@code host:3310}), if there is one.
 */
public record FileSettings(Path directory, URI store, String clamd) {

  Vault vault(Vertx vertx) {
    return store != null ? new S3Vault(vertx, store) : new DiskVault(vertx, directory.resolve("kept"));
  }

  Scanner scanner() {
    if (clamd == null) return Scanner.KNOWS_THE_TEST_FILE;
    var part = clamd.lastIndexOf(':');
    return Scanner.clamd(part < 0 ? clamd : clamd.substring(0, part), part < 0 ? 3310 : Integer.parseInt(clamd.substring(part + 1)));
  }

  /** Where what comes in stands until the end of its request. */
  Path incoming() {
    try {
      return Files.createDirectories(directory.resolve("incoming"));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }
}
