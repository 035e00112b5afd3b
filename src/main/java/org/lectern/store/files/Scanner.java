package org.lectern.store.files;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lectern.core.Problem;

/** Looks for malware in a file before it is kept. Blocks, so never on an event loop. */
@FunctionalInterface
public interface Scanner {

  /** True if nothing was found. A scanner that cannot be asked throws: then nothing is kept, and the sender tries again. */
  boolean clean(Path file) throws IOException;

  /** Without a scanner of the city's own: knows the test file of the anti-virus makers and nothing else. */
  Scanner KNOWS_THE_TEST_FILE = file -> !new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
      .contains("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");

  /** ClamAV's daemon, by its INSTREAM command; the test file is refused without asking. */
  static Scanner clamd(String host, int port) {
    return file -> KNOWS_THE_TEST_FILE.clean(file) && says(host, port, file).endsWith("OK");
  }

  private static String says(String host, int port, Path file) throws IOException {
    try (var socket = new Socket(); var content = Files.newInputStream(file)) {
      socket.connect(new InetSocketAddress(host, port), 2_000);
      socket.setSoTimeout(30_000);
      var out = new DataOutputStream(socket.getOutputStream());
      out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
      var piece = new byte[64 * 1024];
      for (int read = content.read(piece); read > 0; read = content.read(piece)) {
        out.writeInt(read);
        out.write(piece, 0, read);
      }
      out.writeInt(0);
      out.flush();
      var answer = new String(socket.getInputStream().readNBytes(1_000), StandardCharsets.US_ASCII).replace("\0", "").strip();
      if (!answer.endsWith("OK") && !answer.endsWith("FOUND")) throw Problem.later(503, "scanner_down", 30);
      return answer;
    } catch (IOException unreachable) {
      throw Problem.later(503, "scanner_down", 30);
    }
  }
}
