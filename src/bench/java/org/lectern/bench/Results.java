package org.lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a run found: every value of every round in a file, tables as they are ready, and at the end each goal beside its figure. */
public final class Results {

  public static final Path HOME = Path.of("target", "bench");

  private record Goal(String work, String goal, String figure, boolean met) {}

  private final Path raw;
  private final Path report;
  private final List<Goal> goals = new ArrayList<>();

  Results() throws IOException {
    Files.createDirectories(HOME);
    var when = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    raw = HOME.resolve(when + ".csv");
    report = HOME.resolve(when + ".md");
    append(raw, "work,server,measure,value\n");
    say("\n" + Machine.described() + "\nEach value: " + raw);
  }

  public Sheet sheet(String title) {
    return new Sheet(title, this);
  }

  void raw(String work, String server, String measure, double value) {
    append(raw, "\"" + work + "\",\"" + server + "\",\"" + measure + "\"," + value + "\n");
  }

  /** @param reference whose value the first measure is compared with, or null */
  public void tell(Sheet sheet, String reference) {
    say(sheet.table(reference));
  }

  /** A goal of the form: at least so much. */
  public void atLeast(String work, String goal, double figure, double least) {
    goals.add(new Goal(work, "≥ " + Sheet.number(least) + " " + goal, Sheet.number(figure), figure >= least));
  }

  public void atMost(String work, String goal, double figure, double most) {
    goals.add(new Goal(work, "≤ " + Sheet.number(most) + " " + goal, Sheet.number(figure), figure <= most));
  }

  /** A correctness goal: nothing went wrong, or what did. */
  public void right(String work, String goal, boolean met, String figure) {
    goals.add(new Goal(work, goal, figure, met));
  }

  void finish() {
    var out = new StringBuilder("\n**Goals**\n\n| work | goal | measured | |\n|---|---|---:|---|\n");
    goals.forEach(goal -> out.append("| ").append(goal.work).append(" | ").append(goal.goal).append(" | ").append(goal.figure).append(" | ")
        .append(goal.met ? "met" : "missed").append(" |\n"));
    say(out.toString());
    say("Tables: " + report);
  }

  public void say(String text) {
    System.out.println(text);
    append(report, text + "\n");
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }
}
