package org.lectern.store.files;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.file.Path;

/** Where files are kept, by keys of our own making ({@code place/1f/1f3c…}): a directory, or a bucket that speaks S3. */
public interface Vault {

  /** Keeps a copy of the file; done when it would survive a crash. */
  Future<Void> put(String key, Path file);

  /** Its content, paused; a 404 if it is not there. */
  Future<ReadStream<Buffer>> open(String key);

  /** Gone, or never there. */
  Future<Void> remove(String key);
}
