package org.lectern.exchange;

import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.lectern.core.Secrets;
import org.lectern.oversight.ActionKind;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.Position;
import org.lectern.oversight.Priority;

/**
 * A row of another register in our words, with its own number and words beside them. {@code stands} is its history, oldest
 * first, the last as it stands now; {@code version} changes when anything of it does, and with nothing else of the file.
 */
record BroughtAction(
    String source, String externalId, String version, ActionKind kind, String number, String reportNumber, String reportTitle, String url, RegisterMapping.Agency agency,
    String area, String title, String text, String summary, Priority priority, Days.Day issued, List<Stand> stands, String answer, LocalDate answeredOn,
    LocalDate responseDue, LocalDate targetOn) {

  /** From that day on the register said so; {@code dated} false where it does not say since when. */
  record Stand(LocalDate on, boolean dated, String word, String label, ActionStatus status, Position position, String reason) {
    private String words() {
      return String.join("|", dated ? on.toString() : "", word, String.valueOf(label), status.word(), String.valueOf(position), String.valueOf(reason));
    }
  }

  static BroughtAction of(
      String source, String externalId, ActionKind kind, String number, String reportNumber, String reportTitle, String url, RegisterMapping.Agency agency, String area,
      String title, String text, String summary, Priority priority, Days.Day issued, List<Stand> stands, String answer, LocalDate answeredOn, LocalDate responseDue,
      LocalDate targetOn) {
    var all = String.join("\n", String.valueOf(number), String.valueOf(reportNumber), String.valueOf(reportTitle), String.valueOf(url), agency.slug(), String.valueOf(area), title, text,
        String.valueOf(summary), priority.name(), issued.toString(), String.valueOf(answer), String.valueOf(answeredOn), String.valueOf(responseDue), String.valueOf(targetOn),
        String.join("\n", stands.stream().map(Stand::words).toList()));
    var version = Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(all));
    return new BroughtAction(source, externalId, version, kind, number, reportNumber, reportTitle, url, agency, area, title, text, summary, priority, issued, stands, answer, answeredOn,
        responseDue, targetOn);
  }

  Stand now() {
    return stands.get(stands.size() - 1);
  }
}
