package org.lectern.store.files;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemException;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.lectern.core.Problem;

/** Files in a directory of this machine. */
public final class DiskVault implements Vault {

  private final Vertx vertx;
  private final Path root;

  public DiskVault(Vertx vertx, Path root) {
    this.vertx = vertx;
    this.root = root.toAbsolutePath().normalize();
  }

  private Path at(String key) {
    var path = root.resolve(key).normalize();
    if (!path.startsWith(root)) throw new IllegalArgumentException("A key that leads out: " + key);
    return path;
  }

  /** Beside its place first, flushed, then moved there: it is there whole or not at all. */
  @Override
  public Future<Void> put(String key, Path file) {
    return vertx.executeBlocking(() -> {
      var place = at(key);
      Files.createDirectories(place.getParent());
      var beside = place.resolveSibling(place.getFileName() + ".part");
      Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
      try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return null;
    }, false);
  }

  @Override
  public Future<ReadStream<Buffer>> open(String key) {
    return vertx.fileSystem().open(at(key).toString(), new OpenOptions().setRead(true).setWrite(false).setCreate(false))
        .recover(failure -> Future.failedFuture(failure instanceof FileSystemException && failure.getCause() instanceof NoSuchFileException ? Problem.missing("attachment") : failure))
        .map(file -> {
          file.pause();
          return file;
        });
  }

  @Override
  public Future<Void> remove(String key) {
    return vertx.executeBlocking(() -> {
      Files.deleteIfExists(at(key));
      return null;
    }, false);
  }
}
