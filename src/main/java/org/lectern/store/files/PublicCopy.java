package org.lectern.store.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lectern.core.Problem;

/**
 * The copy of a file that everyone may have: without author, device, place, earlier versions or anything else that its maker's
 * programs wrote beside what it shows. What cannot be read well enough to be cleaned is refused.
 */
public final class PublicCopy {
  private PublicCopy() {}

  /** Writes the copy. Works on the whole file, so never on an event loop; hostile input ends in a 422. */
  public static void write(FileKind kind, Path from, Path to) throws IOException {
    try {
      switch (kind) {
        case PNG -> Pictures.copy(from, to, "png");
        case JPEG -> Pictures.copy(from, to, "jpeg");
        case PDF -> Pdfs.copy(from, to);
        case DOCX, ODT -> Archives.copy(from, to);
        case MP3 -> Recordings.copySound(from, to);
        case MP4 -> Recordings.copyVideo(from, to);
        case TXT -> Files.copy(from, to);
      }
    } catch (Problem refused) {
      throw refused;
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError broken) {
      if (broken instanceof IOException disk && disk.getMessage() != null && disk.getMessage().contains("No space left")) throw disk;
      throw FileKind.unreadable();
    }
  }
}
