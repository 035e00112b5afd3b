package org.lectern.store.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Sound and video lose their tags: title, device, place and time of the recording. */
final class Recordings {
  private Recordings() {}

  /** An MPEG stream between ID3v2 before it and APE and ID3v1 behind it. */
  static void copySound(Path from, Path to) throws IOException {
    var file = Files.readAllBytes(from);
    int start = 0;
    while (file.length - start > 10 && ascii(file, start, 3).equals("ID3")) {
      start += 10 + (file[start + 6] << 21 | file[start + 7] << 14 | file[start + 8] << 7 | file[start + 9]) + ((file[start + 5] & 0x10) != 0 ? 10 : 0);
    }
    int end = file.length;
    if (end - start > 128 && ascii(file, end - 128, 3).equals("TAG")) end -= 128;
    if (end - start > 32 && ascii(file, end - 32, 8).equals("APETAGEX")) {
      long size = (file[end - 20] & 0xFFL) | (file[end - 19] & 0xFFL) << 8 | (file[end - 18] & 0xFFL) << 16 | (file[end - 17] & 0xFFL) << 24;
      end -= (int) Math.min(end - start, size + 32);
    }
    if (start >= end) throw FileKind.unreadable();
    Files.write(to, Arrays.copyOfRange(file, start, end));
  }

  private static String ascii(byte[] file, int at, int length) {
    return new String(file, at, length, StandardCharsets.US_ASCII);
  }

  private static final Set<String> HOLDERS = Set.of("moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "edts");
  private static final Set<String> DESCRIPTIONS = Set.of("udta", "meta", "uuid", "ilst", "skip", "XMP_");
  private static final Set<String> TIMED = Set.of("mvhd", "tkhd", "mdhd");

  /** Boxes keep their place, because others point into the file: a description becomes free space of zeros, times become 0. */
  static void copyVideo(Path from, Path to) throws IOException {
    Files.copy(from, to);
    try (var file = new RandomAccessFile(to.toFile(), "rw")) {
      boxes(file, 0, file.length(), 0);
    }
  }

  private static void boxes(RandomAccessFile file, long start, long end, int depth) throws IOException {
    if (depth > 8) throw FileKind.unreadable();
    for (long at = start; at < end; ) {
      if (end - at < 8) throw FileKind.unreadable();
      file.seek(at);
      long size = file.readInt() & 0xFFFFFFFFL;
      var name = new byte[4];
      file.readFully(name);
      long head = 8;
      if (size == 1) {
        size = file.readLong();
        head = 16;
      } else if (size == 0) {
        size = end - at;
      }
      if (size < head || size > end - at) throw FileKind.unreadable();
      var type = new String(name, StandardCharsets.ISO_8859_1);
      if (DESCRIPTIONS.contains(type)) blank(file, at, head, size);
      else if (TIMED.contains(type)) untime(file, at + head, size - head);
      else if (HOLDERS.contains(type)) boxes(file, at + head, at + size, depth + 1);
      at += size;
    }
  }

  private static void blank(RandomAccessFile file, long at, long head, long size) throws IOException {
    file.seek(at + 4);
    file.write("free".getBytes(StandardCharsets.US_ASCII));
    file.seek(at + head);
    var zeros = new byte[8192];
    for (long left = size - head; left > 0; left -= zeros.length) file.write(zeros, 0, (int) Math.min(zeros.length, left));
  }

  /** Made and changed, after the version and the flags. */
  private static void untime(RandomAccessFile file, long at, long length) throws IOException {
    file.seek(at);
    int times = file.readByte() == 1 ? 16 : 8;
    if (length < 4 + times) throw FileKind.unreadable();
    file.seek(at + 4);
    file.write(new byte[times]);
  }
}
