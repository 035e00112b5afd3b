package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import org.lectern.areas.AreaQueries;
import org.lectern.assessments.Assessment;
import org.lectern.assessments.AssessmentQueries;
import org.lectern.assessments.AssessmentSheet;
import org.lectern.assessments.Line;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Problem;
import org.lectern.core.Role;

/** Worksheets: what everyone reads, what members write on, and what residents ask about it. */
final class AssessmentPages {

  private static final String SHEET = "/:place/areas/:area/worksheet";
  private static final String VERSION = SHEET + "/:version";

  private final Site site;

  AssessmentPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page(SHEET, ANYONE, this::sheet);
    site.form(SHEET, "startAssessment", (ask, done) -> ask.view().at(((Assessment) done.value()).address()), ask -> Pages.later(sheet(ask)));
    site.router().get(SHEET + ".csv").handler(context -> site.ask(context)
        .compose(ask -> site.database.read(ask.caller(), AssessmentQueries.standing(ask.text("area"))))
        .onSuccess(sheet -> table(sheet).send(context, "worksheet-" + sheet.area()))
        .onFailure(context::fail));
    site.pageLater(VERSION, ANYONE, this::version);
    site.pageLater(VERSION + "/answer", only(Role.MEMBER), ask -> answer(ask, ask.query("criterion")));
    site.form(VERSION + "/answer", "answerCriterion", this::answered, AssessmentPages::there, ask -> answer(ask, ask.form().value("criterion")));
    for (var move : new String[][] {{"/submit", "submitAssessment"}, {"/pass", "passAssessment"}, {"/return", "returnAssessment"}, {"/reply", "replyToAssessment"},
        {"/challenges/:challenge/keep", "keepAnswer"}, {"/challenges/:challenge/hide", "hideChallenge"}}) {
      site.form(VERSION + move[0], move[1], AssessmentPages::there, this::version);
    }
    site.form(VERSION + "/publish", "publishAssessment", (ask, done) -> ask.view().at("areas/" + ask.text("area") + "/worksheet"), this::version);
    site.pageLater(VERSION + "/challenge", ANYONE, this::challenge);
    site.form(VERSION + "/challenge", "challengeAnswer",
        (ask, done) -> ask.view().at("areas/" + ask.text("area") + "/worksheet") + "#" + ((org.lectern.assessments.AnswerChallenges.Challenged) done.value()).criterion(),
        this::challenge);
    site.pageLater("/:place/areas/:area/next", ANYONE, ask -> next(ask, ask.query("criterion")));
    site.form("/:place/areas/:area/next", "requestHearing", (ask, done) -> ask.view().at("areas/" + ask.text("area") + "/worksheet"), ask -> next(ask, ask.form().value("criterion")));
    site.router().get("/:place/areas/:area/hearing").handler(context -> site.ask(context).compose(this::prepared)
        .onSuccess(to -> context.response().setStatusCode(303).putHeader("Location", to).putHeader("Cache-Control", "no-store").end())
        .onFailure(context::fail));
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at(((Assessment) done.value()).address());
  }

  private Paper sheet(Ask ask) {
    var address = "areas/" + ask.text("area") + "/worksheet";
    var paper = site.paper(ask, "assessments/worksheet").about(address, "areas").with("area", AreaQueries.area(ask.text("area"))).region("worksheet", address);
    if (ask.view().holds("moderator")) paper.with("moderated", AssessmentQueries.standing(ask.text("area")));
    if (!ask.view().holds("member", "chair", "liaison")) return paper;
    return paper.with("open", AssessmentQueries.atWork()).with("bodies", BodyQueries.bodies());
  }

  private Future<AssessmentSheet> found(Ask ask) {
    var version = ask.text("version");
    if (!version.matches("[0-9]{1,7}")) throw Problem.missing("assessment");
    return site.database.read(ask.caller(), AssessmentQueries.version(ask.text("area"), Integer.parseInt(version)));
  }

  private Future<Paper> version(Ask ask) {
    return found(ask).map(sheet -> site.paper(ask, "assessments/version").with("it", (Object) sheet).with("base", (Object) site.settings.url().toString()));
  }

  private Future<Paper> answer(Ask ask, String criterion) {
    return found(ask).map(sheet -> {
      ask.caller().through(only(Role.MEMBER)).in(sheet.assessment().body());
      return site.paper(ask, "assessments/answer").with("it", (Object) sheet).with("line", (Object) line(sheet, criterion)).with("base", (Object) site.settings.url().toString());
    });
  }

  private static Line line(AssessmentSheet sheet, String criterion) {
    var line = criterion == null ? null : sheet.line(criterion);
    if (line == null) throw Problem.missing("criterion");
    return line;
  }

  /** Questions come as one field each. */
  private ObjectNode answered(Ask ask, MultiMap fields) {
    var body = site.body("answerCriterion", fields, ask);
    fields.forEach(field -> {
      if (!field.getKey().matches("question_[A-Za-z0-9._-]{1,40}") || field.getValue().isBlank()) return;
      body.withArray("/questions").addObject().put("id", field.getKey().substring(9)).put("answer", field.getValue());
    });
    return body;
  }

  private Future<Paper> challenge(Ask ask) {
    return found(ask).map(sheet -> {
      if (!sheet.assessment().status().standing()) throw Problem.conflict("assessment_not_standing", "state." + sheet.assessment().status().word());
      return site.paper(ask.prefilled("criterion"), "assessments/challenge").with("it", (Object) sheet);
    });
  }

  private Future<Paper> next(Ask ask, String criterion) {
    return site.database.read(ask.caller(), AreaQueries.area(ask.text("area")))
        .compose(area -> site.database.read(ask.caller(), AssessmentQueries.standing(ask.text("area"))).map(sheet -> {
          var line = line(sheet, criterion);
          return site.paper(ask, "assessments/next").with("it", (Object) sheet).with("line", (Object) line)
              .with("steps", (Object) new NextSteps(ask.view(), area, sheet, line)).with("bodies", BodyQueries.bodies());
        }));
  }

  /** The clerk's form of a new hearing with what the worksheet knows. */
  private Future<String> prepared(Ask ask) {
    only(Role.CLERK).admit(ask.caller());
    return site.database.read(ask.caller(), AreaQueries.area(ask.text("area")))
        .compose(area -> site.database.read(ask.caller(), AssessmentQueries.standing(ask.text("area"))).map(sheet -> NextSteps.hearing(ask.view(), area, sheet)));
  }

  private static Csv table(AssessmentSheet sheet) {
    var csv = new Csv("criterion", "core", "text", "answer", "quote", "url", "cited_on", "note", "version", "as_of", "band", "percent");
    var a = sheet.assessment();
    for (var line : sheet.lines()) {
      csv.row(line.criterion(), line.core(), line.text(), org.lectern.core.Rows.word(line.answer()), line.quote(), line.url(), line.citedOn(), line.note(),
          a == null ? null : a.version(), a == null ? null : a.asOf(), a == null ? null : org.lectern.core.Rows.word(a.band()), a == null ? null : a.percent());
    }
    return csv;
  }
}
