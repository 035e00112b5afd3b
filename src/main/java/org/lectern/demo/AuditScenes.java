package org.lectern.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.exchange.RegisterImport;

/** The City Auditor's register, which came in by import a few days ago: years of recommendations of every age and state. */
final class AuditScenes {
  private AuditScenes() {}

  private static final int DAYS_AGO = 4;

  private static final String MAPPING = """
      source: marlow-auditor
      columns:
        id: Number
        number: Number
        report_number: Report
        report_title: Title of report
        text: Recommendation
        issued_on: Issued
        agency: Department
        area: Subject
        status: Status
        position: Department says
        answered_on: Answered
        response_due: Answer due
        target_on: Work due
      statuses:
        Open: {status: issued}
        In process: {status: in_progress}
        Ready for review: {status: reported}
        Partly implemented: {status: partly_implemented}
        Implemented: {status: implemented}
        Will not implement: {status: closed_not_implemented}
        No longer applicable: {status: not_applicable}
      positions: {Agree: accepted, Partly agree: accepted_in_part, Disagree: rejected}
      agencies: {Police: {slug: police}, Crisis: {slug: emergency-response}}
      changes:
        columns: {id: Number, from: From, to: To, on: On, reason: Why}
      """;

  static void plan(Story story, Jurisdiction place, Instant now) {
    var when = now.minus(DAYS_AGO, ChronoUnit.DAYS);
    try {
      var folder = Files.createTempDirectory("marlow-audits");
      var wanted = written(folder, LocalDate.ofInstant(now, place.zone()));
      story.plan(when, () -> bring(story, place, when, wanted, folder));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  private static void bring(Story story, Jurisdiction place, Instant when, RegisterImport.Wanted wanted, Path folder) {
    var at = when;
    for (var command : RegisterImport.commands(place, wanted)) story.tell(at = at.plusSeconds(2), Caller.system(place, "import"), command);
    try {
      Files.delete(wanted.file());
      Files.delete(wanted.changes());
      Files.delete(folder);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  /** As the two files that the auditor would send. */
  private static RegisterImport.Wanted written(Path folder, LocalDate today) throws IOException {
    var reports = new HashMap<String, String[]>();
    var status = new HashMap<String, String>();
    var rows = new ArrayList<String[]>();
    var changes = new ArrayList<String>(List.of("Number,From,To,On,Why"));
    for (var line : lines()) {
      var parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
      if (parts.length == 3) reports.put(parts[0], parts);
      else if (parts.length == 8) rows.add(parts);
      else changes.add(String.join(",", parts[0], status.getOrDefault(parts[0], "Open"), parts[2], day(today, parts[1]), quoted(parts[3])));
      if (parts.length == 4) status.put(parts[0], parts[2]);
    }
    var register = new ArrayList<String>(List.of("Number,Report,Title of report,Recommendation,Issued,Department,Subject,Status,Department says,Answered,Answer due,Work due"));
    for (var row : rows) {
      var report = reports.get(row[0].substring(0, row[0].indexOf('.')));
      register.add(String.join(",", row[0], report[0], report[1], quoted(row[7]), day(today, report[2]), row[1], row[2], status.getOrDefault(row[0], "Open"), row[3], day(today, row[4]),
          day(today, row[5]), day(today, row[6])));
    }
    return new RegisterImport.Wanted(Files.write(folder.resolve("register.csv"), register), Files.write(folder.resolve("changes.csv"), changes), MAPPING, "city-auditor", "City Auditor");
  }

  private static List<String> lines() throws IOException {
    try (var file = AuditScenes.class.getResourceAsStream("/demo/audits.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  private static String day(LocalDate today, String offset) {
    return offset.isEmpty() ? "" : today.plusDays(Long.parseLong(offset)).toString();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
