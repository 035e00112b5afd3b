package org.lectern.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.exchange.Report;
import picocli.CommandLine.Option;

/** What every import asks and answers alike: 0, or {@value Trouble#INPUT} if rows were left out or the input cannot be used. */
abstract class Importing implements Callable<Integer> {

  @Option(names = "--dry-run", order = 100, description = "Say what would change, and change nothing.")
  boolean dryRun;

  @Option(names = "--json", order = 101, description = "Answer as JSON.")
  boolean json;

  @Option(names = "--demo", order = 102, description = "Into the demo's database instead; the demo may be running.")
  boolean demo;

  /** Refuses what cannot be used before a database is asked for. */
  abstract void check();

  abstract Report bring(Installation installation) throws IOException;

  @Override
  public final Integer call() {
    check();
    try (var installation = Installation.beside(demo, System.err::println)) {
      var report = bring(installation);
      Serve.say(json ? Json.text(report) : report.text());
      return report.faultCount() == 0 ? 0 : Trouble.INPUT;
    } catch (IllegalArgumentException unusable) {
      throw new Trouble(Trouble.INPUT, unusable.getMessage());
    } catch (IOException unreadable) {
      throw new Trouble(Trouble.INPUT, "A file cannot be read: " + unreadable.getMessage());
    } catch (Problem refused) {
      throw new Trouble(refused.status() == 503 ? Trouble.DATABASE : Trouble.INPUT, Sentences.of(refused));
    }
  }
}
