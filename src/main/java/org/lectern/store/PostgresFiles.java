package org.lectern.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.lectern.core.Secrets;
import org.tukaani.xz.XZInputStream;

/**
 * What {@link EmbeddedPostgres} keeps in its directory: PostgreSQL's programs, the database files and the password.
 * Both directories are made under another name and renamed when complete, so what was cut short is never used.
 */
final class PostgresFiles {

  private static final int NOBODY = 65534;

  private final Path home;
  private final Path programs;
  private final Path data;
  private final Path password;
  private final List<String> demotion = demotion();

  PostgresFiles(Path home) throws IOException {
    this.home = home;
    programs = home.resolve("postgresql-18.6");
    data = home.resolve("data");
    password = home.resolve("password");
  }

  /** PostgreSQL refuses to be root. A user namespace of its own is enough; where none is allowed it becomes nobody. */
  private static List<String> demotion() throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) return List.of();
    try {
      var id = new ProcessBuilder("unshare", "-U", "id", "-u").redirectError(Redirect.DISCARD).start();
      var uid = new String(id.getInputStream().readAllBytes(), ISO_8859_1).strip();
      if (uid.matches("[1-9][0-9]*")) return List.of("unshare", "-U");
    } catch (IOException noUnshare) {
      // setpriv is the other way
    }
    return List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
  }

  Path data() {
    return data;
  }

  String password() throws IOException {
    return Files.readString(password);
  }

  boolean unpacked() {
    return Files.isDirectory(programs);
  }

  void unpack() throws IOException {
    var fresh = fresh("unpacking-");
    try (var bundle = PostgresFiles.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
      if (bundle == null) throw new IOException("this build of Lectern came without PostgreSQL");
      var archive = new TarArchiveInputStream(new XZInputStream(bundle));
      for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
        extract(archive, entry, fresh.resolve(entry.getName()));
      }
    }
    Files.setPosixFilePermissions(fresh, fromString("rwxr-xr-x"));
    Files.move(fresh, programs, ATOMIC_MOVE);
  }

  /** Each has a name of its own because a program of a killed predecessor may still be writing to the last one. */
  private Path fresh(String prefix) throws IOException {
    try (var leftovers = Files.newDirectoryStream(home, prefix + "*")) {
      for (var leftover : leftovers) delete(leftover);
    }
    return Files.createTempDirectory(home, prefix);
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  private static void extract(TarArchiveInputStream archive, TarArchiveEntry entry, Path file) throws IOException {
    Files.createDirectories(entry.isDirectory() ? file : file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else if (entry.isFile()) {
      Files.copy(archive, file);
      Files.setPosixFilePermissions(file, fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
    }
  }

  boolean created() {
    return Files.isDirectory(data);
  }

  /** A file that nobody else may read. */
  void keepSecret(Path file, String secret) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, asFileAttribute(fromString("rw-------")));
    Files.writeString(file, secret);
  }

  void create(boolean durable) throws IOException {
    keepSecret(password, Secrets.text(Secrets.random(24), 24));
    var fresh = fresh("creating-");
    if (demotion.contains("setpriv")) Files.setAttribute(fresh, "unix:uid", NOBODY);
    initialise(fresh.toString(), durable);
    Files.move(fresh, data, ATOMIC_MOVE);
  }

  /** The password goes through standard input: the process list would show it, and the server's user may not read ours. */
  private void initialise(String fresh, boolean durable) throws IOException {
    run("", program("initdb"), "-D", fresh, "--username=lectern", "--encoding=UTF8", "--no-locale",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums", "--auth-local=reject",
        "--auth-host=scram-sha-256", "--no-instructions", durable ? "--sync-method=fsync" : "--no-sync");
    run("ALTER ROLE lectern PASSWORD '" + password() + "'\nCREATE DATABASE lectern\n",
        program("postgres"), "--single", "-D", fresh, "-c", "exit_on_error=on", "postgres");
  }

  String program(String name) {
    return programs.resolve("bin").resolve(name).toString();
  }

  private void run(String input, String... command) throws IOException {
    var process = command(command).start();
    try (var stdin = process.outputWriter()) {
      stdin.write(input);
    } catch (IOException ended) {
      // what it said before it ended tells why
    }
    var said = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
    if (process.onExit().join().exitValue() != 0) throw failure(command[0], said);
  }

  /** A command without the rights of root and without variables that would lead PostgreSQL elsewhere. */
  ProcessBuilder command(String... command) {
    var words = new ArrayList<>(demotion);
    words.addAll(List.of(command));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder;
  }

  IOException failure(String what, String said) {
    var lines = said.strip().lines().toList();
    var last = String.join(" | ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
    var hint = demotion.isEmpty() ? "" : " (it runs without the rights of root: every directory above must let it in)";
    return new IOException(what + " said: " + last + hint);
  }
}
