package org.lectern.web;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import org.lectern.core.Secrets;

/**
 * The installation's key: an Ed25519 key pair for tokens, and a secret derived from it for links. It lives in one file that
 * nobody but the service may read; all processes of an installation share it.
 */
public record SigningKey(String privatePem, String publicPem, byte[] linkKey) {

  /** The key in that file; made on first use. A file that others may read is refused. */
  public static SigningKey in(Path file) throws IOException {
    try {
      if (!Files.exists(file)) create(file);
      refuseIfOthersMayRead(file);
      return of(Files.readString(file));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw new IOException("The key file " + file + " does not hold an Ed25519 private key in PEM (PKCS#8). Name another with LECTERN_KEY_FILE.", broken);
    }
  }

  private static void create(Path file) throws IOException, GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Files.createDirectories(file.toAbsolutePath().getParent());
    var only = PosixFilePermissions.asFileAttribute(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    try {
      Files.writeString(Files.createFile(file, only), pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    } catch (FileAlreadyExistsException otherProcess) {
      // made by another process at the same moment; that one counts
    }
  }

  private static void refuseIfOthersMayRead(Path file) throws IOException {
    var allowed = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException("Others may read the key file " + file + ". Run: chmod 600 " + file);
    }
  }

  private static SigningKey of(String pems) throws GeneralSecurityException {
    var privateBytes = section(pems, "PRIVATE KEY");
    KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(privateBytes));
    return new SigningKey(pem("PRIVATE KEY", privateBytes), pem("PUBLIC KEY", section(pems, "PUBLIC KEY")), Secrets.hash("links".getBytes(), privateBytes));
  }

  private static byte[] section(String pems, String name) {
    var begin = "-----BEGIN " + name + "-----";
    var from = pems.indexOf(begin);
    if (from < 0) throw new IllegalArgumentException(name);
    return Base64.getMimeDecoder().decode(pems.substring(from + begin.length(), pems.indexOf("-----END " + name + "-----")));
  }

  private static String pem(String name, byte[] der) {
    return "-----BEGIN " + name + "-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + name + "-----\n";
  }
}
