package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lectern.core.Json;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.Priority;
import org.lectern.register.Recommendation;
import org.lectern.register.RecommendationQueries;
import org.lectern.register.RecommendationQueries.Chosen;
import org.lectern.register.RegisterQueries.Which;
import org.lectern.register.Scope;

/**
 * The register to take away, some actions at a time however many there are: as CSV in the columns of the United States
 * Government Accountability Office's recommendations file with ours behind them, or as JSON by {@code recommendations.schema.json}.
 */
final class RegisterExport {

  /** The file of GAO's recommendations database has these ten; the director's name and telephone stay empty here. */
  private static final String[] COLUMNS = {
    "Publication Name", "Publication Number", "Date Publication Issued", "Director Name", "Director Phone", "Agency", "Recommendation", "Status", "Priority", "Comments",
    "Number", "Title", "Kind", "Issuer", "Reform Area", "Board Status", "Board Status Since", "Response", "Response Date", "Response Text", "Original Due", "Current Due", "Days Overdue",
    "Reported Date", "Verified Date", "Evidence URL", "Original Register", "Original Number", "Original Status", "Date Issued Known To", "As Of", "Link", "Also Addressed To", "Their Responses"
  };

  private final Site site;
  private final RoutingContext context;
  private final Ask ask;
  private final Scope wanted;
  private final Which which;

  RegisterExport(Site site, RoutingContext context, Ask ask, Which which, Scope wanted) {
    this.site = site;
    this.context = context;
    this.ask = ask;
    this.which = which;
    this.wanted = wanted;
  }

  Future<Void> csv() {
    return chosen().compose(chosen -> {
      var response = begin("text/csv; charset=utf-8", "csv");
      var head = new Csv(COLUMNS).bytes();
      return response.write(head)
          .compose(begun -> each(response, chosen, 0, (some, first) -> rows(chosen, some)))
          .compose(done -> response.end());
    });
  }

  Future<Void> json() {
    return chosen().compose(chosen -> {
      var response = begin("application/json", "json");
      var head = Json.MAPPER.createObjectNode().put("schema", site.settings.url() + Api.ROOT + "/recommendations.schema.json").put("place", ask.place().slug())
          .put("place_name", ask.place().name()).put("as_of", chosen.scope().asOf().toString()).put("made_on", chosen.today().toString()).put("count", chosen.actions().size());
      var text = Json.text(head);
      return response.write(Buffer.buffer(text.substring(0, text.length() - 1) + ",\"recommendations\":["))
          .compose(begun -> each(response, chosen, 0, (some, first) -> Buffer.buffer((first ? "" : ",\n") + some.stream().map(Json::text).collect(Collectors.joining(",\n")))))
          .compose(done -> response.end(Buffer.buffer("]}")));
    });
  }

  private Future<Chosen> chosen() {
    return site.database.read(ask.caller(), RecommendationQueries.choose(which, wanted));
  }

  private HttpServerResponse begin(String type, String ending) {
    return context.response().setChunked(true).putHeader("Content-Type", type).putHeader("Cache-Control", "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"actions-" + ask.place().slug() + "." + ending + "\"");
  }

  /** How some of them look; the first some or later ones. */
  private interface Face {
    Buffer of(List<Recommendation> some, boolean first);
  }

  /** One after the other, and no faster than the reader reads. */
  private Future<Void> each(HttpServerResponse response, Chosen chosen, int from, Face face) {
    if (from >= chosen.actions().size() || response.closed()) return Future.succeededFuture();
    var to = Math.min(from + RecommendationQueries.AT_A_TIME, chosen.actions().size());
    return site.database.read(ask.caller(), RecommendationQueries.some(chosen.scope(), chosen.actions().subList(from, to)))
        .compose(some -> response.write(face.of(some, from == 0)))
        .compose(written -> drained(response))
        .compose(ready -> each(response, chosen, to, face));
  }

  private static Future<Void> drained(HttpServerResponse response) {
    if (!response.writeQueueFull() || response.closed()) return Future.succeededFuture();
    var drained = Promise.<Void>promise();
    response.drainHandler(free -> drained.tryComplete());
    response.closeHandler(gone -> drained.tryComplete());
    return drained.future();
  }

  private Buffer rows(Chosen chosen, List<Recommendation> some) {
    var csv = Csv.more();
    for (var it : some) {
      var origin = it.origin();
      var answer = it.answers().isEmpty() ? null : it.answers().get(it.answers().size() - 1);
      csv.row(origin != null && origin.reportTitle() != null ? origin.reportTitle() : it.title(), origin != null && origin.reportNumber() != null ? origin.reportNumber() : it.number(),
          it.issuedOn(), null, null, it.agencyName(), it.text(), gao(it.status()), it.priority() == Priority.HIGH || it.priority() == Priority.URGENT ? "Priority" : null, it.reason(),
          it.number(), it.title(), word(it.kind()), it.issuerName(), it.areaTitle(), it.status().word(), it.statusSince(), word(it.position()), it.answeredOn(),
          answer == null ? null : answer.text(), it.firstDue(), it.due(), it.daysOverdue(), it.reportedOn(), it.verifiedOn(), it.evidence().isEmpty() ? null : String.join(" ", it.evidence()),
          origin == null ? null : origin.register(), origin == null ? null : origin.number(), origin == null ? null : origin.word(), it.issuedTo(), chosen.scope().asOf(),
          site.settings.url() + ask.view().at("actions/" + it.number()), also(it, Recommendation.Also::agencyName),
          also(it, one -> one.agencyName() + ": " + word(one.position()) + (one.answeredOn() == null ? ", due " + one.due() : " " + one.answeredOn()) + (one.reportedOn() == null ? "" : ", reported " + one.reportedOn())));
    }
    return csv.plain();
  }

  private static String also(Recommendation it, java.util.function.Function<Recommendation.Also, String> as) {
    return it.also().isEmpty() ? null : it.also().stream().map(as).collect(Collectors.joining("; "));
  }

  /** As GAO names where a recommendation stands. What was superseded or no longer applies is closed, and was not implemented. */
  private static String gao(ActionStatus status) {
    return switch (status) {
      case IMPLEMENTED -> "Closed - Implemented";
      case PARTLY_IMPLEMENTED -> "Open - Partially Addressed";
      case CLOSED_NOT_IMPLEMENTED, SUPERSEDED, NOT_APPLICABLE -> "Closed - Not Implemented";
      default -> "Open";
    };
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
