package org.lectern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the environment says. A secret may stand in a file instead, named by the same variable with _FILE. */
final class Environment {
  private Environment() {}

  /** The variable, or the content of the file that its _FILE names; null if neither is set. */
  static String get(String name) {
    var value = System.getenv(name);
    var file = System.getenv(name + "_FILE");
    if (value != null && !value.isBlank()) return value.strip();
    if (file == null) return null;
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException unreadable) {
      throw new Trouble(Trouble.SETTINGS, name + "_FILE names " + file + ", which cannot be read.");
    }
  }

  static String get(String name, String otherwise) {
    var value = get(name);
    return value == null ? otherwise : value;
  }

  static int port(String name, int otherwise) {
    var value = get(name);
    if (value == null) return otherwise;
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) throw new Trouble(Trouble.SETTINGS, name + " is no port: " + value);
    return Integer.parseInt(value);
  }

  /** A number from one to a million. */
  static int count(String name, int otherwise) {
    var value = get(name);
    if (value == null) return otherwise;
    if (!value.matches("[1-9][0-9]{0,5}")) throw new Trouble(Trouble.SETTINGS, name + " is no number from 1 to 999999: " + value);
    return Integer.parseInt(value);
  }

  /** Where this installation keeps its files: LECTERN_DATA, else the usual place of the user's data. */
  static Path data() {
    var chosen = get("LECTERN_DATA");
    if (chosen != null) return Path.of(chosen);
    var base = System.getenv("XDG_DATA_HOME");
    var home = System.getenv("HOME") != null && !System.getenv("HOME").isBlank() ? System.getenv("HOME") : System.getProperty("user.home");
    return (base != null && !base.isBlank() ? Path.of(base) : Path.of(home, ".local", "share")).resolve("lectern");
  }
}
