package org.lectern.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Brings a database to the schema that this program was built with: the files of {@code /migrations}, in order, once each. */
public final class Migrations {

  private static final String FOLDER = "migrations";
  private static final Pattern FILE = Pattern.compile("(?:.*/)?(\\d{4})_\\w+\\.sql");
  private static final Pattern POSTGRES_URL = Pattern.compile("postgres(?:ql)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^@?]+(?:\\?.*)?)");

  private Migrations() {}

  /**
   * Applies what is missing and returns how many files that were; processes that do so at once wait for each other.
   *
   * @param url {@code postgresql://user:password@host:port/database?sslmode=…}, as the owner of the tables
   * @throws IllegalStateException if the database cannot be used or does not fit this program; the message says what to do,
   *     and the migrations before a failing one stay
   * @throws IllegalArgumentException if this is no such URL
   */
  public static int run(String url) {
    var source = source(url);
    requireAccess(source);
    try {
      var flyway = flyway(source);
      for (var migration : flyway.info().all()) requireSameHistory(migration);
      return flyway.migrate().migrationsExecuted;
    } catch (FlywayException failure) {
      throw new IllegalStateException(explained(failure), failure);
    }
  }

  /** Gives up a lock after two seconds rather than hold up a service that runs meanwhile. */
  private static PGSimpleDataSource source(String url) {
    var source = dataSource(url);
    var given = source.getOptions() == null ? "" : source.getOptions() + " ";
    source.setOptions(given + "-c lock_timeout=2s -c client_min_messages=warning");
    return source;
  }

  /** For plain JDBC, which knows neither user nor password in a URL. */
  public static PGSimpleDataSource dataSource(String url) {
    var parts = POSTGRES_URL.matcher(url);
    if (!parts.matches()) {
      throw new IllegalArgumentException("A database URL looks like postgresql://user:password@host:5432/database,"
          + " with : / @ % in the password written as %3A %2F %40 %25.");
    }
    var source = new PGSimpleDataSource();
    source.setConnectTimeout(5);
    source.setURL("jdbc:postgresql://" + parts.group(3));
    if (parts.group(1) != null) source.setUser(decoded(parts.group(1)));
    if (parts.group(2) != null) source.setPassword(decoded(parts.group(2)));
    return source;
  }

  /** In this part of a URL a plus sign is a plus sign. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  private static void requireAccess(PGSimpleDataSource source) {
    try (var connection = source.getConnection()) {
      connection.isValid(5);
    } catch (SQLException refused) {
      throw new IllegalStateException(explained(refused, source), refused);
    }
  }

  private static String explained(SQLException refused, PGSimpleDataSource source) {
    var server = "PostgreSQL on " + source.getServerNames()[0] + ":" + source.getPortNumbers()[0];
    var state = String.valueOf(refused.getSQLState());
    if (state.startsWith("08")) return server + " cannot be reached; is it running, is the database URL right? " + refused.getMessage();
    if (state.startsWith("28")) return server + " refuses " + source.getUser() + "; check user and password in the database URL.";
    if (state.equals("3D000")) return server + " has no database " + source.getDatabaseName() + "; create it, empty.";
    return server + " cannot be used now: " + refused.getMessage();
  }

  /** Migrating processes wait for a lock of the session: one of a transaction would make CREATE INDEX CONCURRENTLY wait for ever. */
  private static Flyway flyway(PGSimpleDataSource source) {
    var settings = Flyway.configure()
        .dataSource(source)
        .locations("classpath:" + FOLDER)
        .failOnMissingLocations(true)
        .sqlMigrationPrefix("")
        .sqlMigrationSeparator("_")
        .validateMigrationNaming(true)
        .placeholderReplacement(false)
        .ignoreMigrationPatterns(new String[0])
        .loggers("slf4j");
    settings.getConfigurationExtension(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
    return settings.load();
  }

  private static void requireSameHistory(MigrationInfo migration) {
    var state = migration.getState();
    if (state.isApplied() && !state.isResolved()) {
      throw new IllegalStateException("The database has migration " + migration.getVersion() + " (" + migration.getDescription()
          + "), which this Lectern does not know: it belongs to a newer release. Start that one.");
    }
    if (state.isApplied() && !migration.isChecksumMatching()) {
      throw new IllegalStateException("Migration " + migration.getScript() + " was changed after it had been applied here."
          + " Put its text back and write a new migration for the change.");
    }
  }

  private static String explained(FlywayException failure) {
    if (failure.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return "The database holds tables that are not Lectern's; give Lectern an empty database of its own.";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused && "55P03".equals(refused.getSQLState())) {
        return "A migration waited in vain for a table that somebody uses; run it again at a quieter moment. " + refused.getMessage();
      }
    }
    return "The database could not be migrated: " + failure.getMessage().strip();
  }

  /** The newest version on the class path, as {@code flyway_schema_history.version} has it, without asking any database. */
  public static String latest() {
    return names().stream().map(FILE::matcher).filter(Matcher::matches).map(name -> name.group(1))
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new IllegalStateException("This build of Lectern came without migrations."));
  }

  private static List<String> names() {
    try {
      var names = new ArrayList<String>();
      for (var folder : Collections.list(Migrations.class.getClassLoader().getResources(FOLDER))) names.addAll(names(folder));
      return names;
    } catch (IOException | URISyntaxException broken) {
      throw new IllegalStateException("The migrations on the class path cannot be read", broken);
    }
  }

  private static List<String> names(URL folder) throws IOException, URISyntaxException {
    if (folder.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarFile().stream().map(ZipEntry::getName).filter(name -> name.startsWith(FOLDER + "/")).toList();
    }
    try (var files = Files.list(Path.of(folder.toURI()))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
