package org.lectern.web;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** An address as a QR code: an SVG of one path, black on white whatever the theme, so that every phone reads it. */
final class Qr {
  private Qr() {}

  /** The quiet zone that the standard asks for (ISO/IEC 18004), in modules. */
  private static final int MARGIN = 4;

  static String svg(String address) {
    try {
      var matrix = Encoder.encode(address, ErrorCorrectionLevel.M).getMatrix();
      var size = matrix.getWidth() + 2 * MARGIN;
      return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size + "\" role=\"img\" aria-label=\"QR\" shape-rendering=\"crispEdges\">"
          + "<rect width=\"" + size + "\" height=\"" + size + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + path(matrix) + "\"/></svg>";
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException(tooLong);
    }
  }

  private static String path(ByteMatrix matrix) {
    var path = new StringBuilder();
    for (var y = 0; y < matrix.getHeight(); y++) {
      for (var x = 0; x < matrix.getWidth(); x++) {
        if (matrix.get(x, y) == 1) path.append('M').append(x + MARGIN).append(' ').append(y + MARGIN).append("h1v1h-1z");
      }
    }
    return path.toString();
  }
}
