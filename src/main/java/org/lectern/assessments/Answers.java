package org.lectern.assessments;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.assessments.AssessmentCommands.Answering;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;

/** What makes an answer complete. */
final class Answers {
  private Answers() {}

  /** An answer that may be written down. */
  record Whole(String criterion, Answer answer, String url, String quote, LocalDate citedOn, String note, List<Line.Part> questions) {}

  static Whole whole(Criterion criterion, Answering answering) {
    var questions = parts(criterion, answering);
    var answer = questions.isEmpty() ? answering.answer() : of(questions);
    var faults = new ArrayList<Fault>();
    if (answer == null) faults.add(Fault.at("/answer", "answer_needed"));
    else if (answer.needsCitation()) {
      if (blank(answering.url())) faults.add(Fault.at("/url", "citation_required"));
      if (blank(answering.quote())) faults.add(Fault.at("/quote", "quote_required"));
    }
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    return new Whole(criterion.id(), answer, stripped(answering.url()), stripped(answering.quote()), answering.citedOn(), stripped(answering.note()), questions);
  }

  private static List<Line.Part> parts(Criterion criterion, Answering answering) {
    var parts = new ArrayList<Line.Part>();
    for (var one : answering.questions() == null ? List.<AssessmentCommands.Partial>of() : answering.questions()) {
      var question = criterion.questions().stream().filter(asked -> asked.id().equals(one.id())).findFirst()
          .orElseThrow(() -> Problem.invalid("/questions", "question_unknown", one.id()));
      parts.add(new Line.Part(question.id(), question.text(), one.answer(), stripped(one.url())));
    }
    return List.copyOf(parts);
  }

  static Answer of(List<Line.Part> questions) {
    return Answer.ofParts(questions.stream().map(Line.Part::answer).toList());
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  private static String stripped(String text) {
    return blank(text) ? null : text.strip();
  }
}
