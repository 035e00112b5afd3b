package org.lectern.store.files;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.lectern.core.Problem;

/** Pictures are drawn anew: what is left is what is seen, turned as the camera was held. */
final class Pictures {
  private Pictures() {}

  private static final long MOST_PIXELS = 40_000_000;
  private static final float QUALITY = 0.9f;

  static {
    ImageIO.setUseCache(false);
  }

  static void copy(Path from, Path to, String format) throws IOException {
    var image = read(from);
    if (format.equals("jpeg")) {
      writeJpeg(upright(opaque(image), orientation(Files.readAllBytes(from))), to);
    } else if (!ImageIO.write(image, "png", to.toFile())) {
      throw FileKind.unreadable();
    }
  }

  /** The size is read before the picture: a small file can be a very large picture. */
  private static BufferedImage read(Path file) throws IOException {
    try (var input = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) throw FileKind.unreadable();
      var reader = readers.next();
      try {
        reader.setInput(input, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) throw Problem.invalid("/files", "file_pixels");
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage opaque(BufferedImage image) {
    var drawn = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    var pen = drawn.createGraphics();
    pen.drawImage(image, 0, 0, Color.WHITE, null);
    pen.dispose();
    return drawn;
  }

  private static void writeJpeg(BufferedImage image, Path to) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var output = ImageIO.createImageOutputStream(to.toFile())) {
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
  }

  /** Turned and mirrored as Exif's orientation (1 to 8) says. */
  private static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation < 2 || orientation > 8) return image;
    int width = image.getWidth();
    int height = image.getHeight();
    var turn = switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      default -> new AffineTransform(0, -1, 1, 0, 0, width);
    };
    var turned = orientation < 5 ? new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB) : new BufferedImage(height, width, BufferedImage.TYPE_INT_RGB);
    var pen = turned.createGraphics();
    pen.drawImage(image, turn, null);
    pen.dispose();
    return turned;
  }

  /** Tag 0x0112 of the first directory of the Exif segment; 1 if there is none. */
  private static int orientation(byte[] jpeg) {
    var file = ByteBuffer.wrap(jpeg);
    for (int at = 2; at + 10 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF && (jpeg[at + 1] & 0xFF) != 0xDA; at += 2 + (file.getShort(at + 2) & 0xFFFF)) {
      if ((jpeg[at + 1] & 0xFF) == 0xE1 && file.getInt(at + 4) == 0x45786966) return tag(file, at + 10);
    }
    return 1;
  }

  private static int tag(ByteBuffer file, int start) {
    try {
      file.order(file.getShort(start) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = start + file.getInt(start + 4);
      for (int i = 0; i < (file.getShort(directory) & 0xFFFF); i++) {
        int entry = directory + 2 + 12 * i;
        if (file.getShort(entry) == 0x0112) return file.getShort(entry + 8);
      }
      return 1;
    } catch (IndexOutOfBoundsException cut) {
      return 1;
    }
  }
}
