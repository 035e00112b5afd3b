package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.lectern.campaigns.CampaignQueries;
import org.lectern.core.Caller;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.reading.Reading;
import org.lectern.testimony.Shown;
import org.lectern.testimony.Target;
import org.lectern.testimony.Testimony;
import org.lectern.testimony.TestimonyStatus;

/**
 * All public testimony on a hearing, an area, an action or a policy change as open data at an address that stays: a table, JSON, JSON in the shape
 * of Regulations.gov, and a packet on paper. Whoever fetches it gets what everyone may see. Read a part at a time and handed on
 * as fast as it is taken, so that it may be as long as it likes.
 */
public final class ExportPages {

  private static final int PART = 500;
  private static final int ON_PAPER = 1_000;
  private static final List<String> TARGETS = List.of("/:place/hearings/:hearing", "/:place/areas/:area", "/:place/actions/:action", "/:place/policies/:policy");
  private static final String[] HEAD = {"number", "received", "kind", "channel", "item", "position", "byline", "privacy", "by_agency", "language", "late", "status", "answers", "campaign", "text"};

  private final Site site;
  private final Print print;
  private final Templates templates = new Templates();

  ExportPages(Site site, Print print) {
    this.site = site;
    this.print = print;
  }

  void mount() {
    for (var path : TARGETS) {
      site.router().get(path + "/testimony.csv").handler(context -> send(context, this::csv));
      site.router().get(path + "/testimony.json").handler(context -> send(context, this::json));
      site.router().get(path + "/testimony.regulations.json").handler(context -> send(context, this::regulations));
      site.router().get(path + "/testimony.pdf").handler(this::pdf);
    }
  }

  private static Target target(Ask ask) {
    if (ask.parts().containsKey("hearing")) return Target.hearing(ask.number("hearing"), null);
    if (ask.parts().containsKey("policy")) return Target.policy(ask.text("policy"));
    return ask.parts().containsKey("area") ? Target.area(ask.text("area")) : Target.action(ask.text("action"));
  }

  /** How the parts look: what stands before all, how a part is written, and what stands after all. */
  private record Shape(String type, String ending, Function<Part, Buffer> part, String last) {}

  /** Some testimonies and the campaigns that they are in; {@code first} of all, if it is. */
  private record Part(List<Testimony> some, Map<Long, Long> campaigns, boolean first) {}

  private void send(RoutingContext context, Function<Ask, Shape> shape) {
    site.ask(context)
        .compose(ask -> {
          var form = shape.apply(ask);
          return part(ask, 0, true).compose(first -> {
            context.response().setChunked(true).putHeader("Content-Type", form.type).putHeader("Cache-Control", "no-store")
                .putHeader("Content-Disposition", "attachment; filename=\"testimony-" + target(ask).address().replace('/', '-') + form.ending + "\"");
            return rest(context, ask, form, first);
          });
        })
        .onFailure(failure -> {
          if (context.response().headWritten()) context.response().reset();
          else context.fail(failure);
        });
  }

  private Future<Void> rest(RoutingContext context, Ask ask, Shape shape, Part part) {
    if (context.response().closed()) return Future.succeededFuture(); // nobody reads on
    var last = part.some.size() < PART;
    var written = context.response().write(shape.part.apply(part));
    if (last) return written.compose(done -> context.response().end(shape.last));
    return written.compose(done -> part(ask, part.some.get(part.some.size() - 1).ordinal(), false)).compose(next -> rest(context, ask, shape, next));
  }

  private Future<Part> part(Ask ask, long after, boolean first) {
    var everyone = Caller.visitor(ask.place());
    return Future.succeededFuture()
        .compose(now -> site.database.read(everyone, Shown.inOrder(target(ask), after, PART)))
        .compose(some -> site.database.read(everyone, CampaignQueries.numbers(some.stream().map(Testimony::ordinal).toList())).map(campaigns -> new Part(some, campaigns, first)));
  }

  /** {@code ?profile=raw} for programs: nothing put before what a spreadsheet would take for a formula. */
  private Shape csv(Ask ask) {
    var profile = ask.query("profile");
    if (profile != null && !profile.equals("raw") && !profile.equals("excel")) throw Problem.malformed("parameter_unknown");
    var guarded = !"raw".equals(profile);
    return new Shape("text/csv; charset=utf-8", ".csv", part -> {
      var csv = part.first ? new Csv(guarded, HEAD) : Csv.more(guarded);
      part.some.forEach(one -> csv.row(one.number(), MinutesPages.local(one.receivedAt(), ask.place().zone()), one.kind(), one.channel(), one.itemNumber(), Rows.word(one.position()), one.byline(),
          Rows.word(one.privacy()), one.byAgency(), one.language(), one.late(), one.status().word(), one.parent(), part.campaigns.get(one.ordinal()), one.text()));
      return part.first && guarded ? csv.bytes() : csv.plain();
    }, "");
  }

  private Shape json(Ask ask) {
    return new Shape("application/json", ".json", part -> items(part, "{\"items\":[", part.some.stream().map(one -> (Object) one).toList()), "]}");
  }

  /** As the comments of Regulations.gov (v4), so that what reads those reads these. */
  private Shape regulations(Ask ask) {
    var target = target(ask);
    return new Shape("application/json", ".regulations.json", part -> items(part, "{\"data\":[", part.some.stream().map(one -> comment(ask, target, part, one)).toList()), "]}");
  }

  private static Buffer items(Part part, String opening, List<Object> items) {
    var text = new StringBuilder(part.first ? opening : "");
    for (int i = 0; i < items.size(); i++) text.append(part.first && i == 0 ? "" : ",").append(Json.text(items.get(i)));
    return Buffer.buffer(text.toString());
  }

  private Object comment(Ask ask, Target target, Part part, Testimony one) {
    var attributes = new LinkedHashMap<String, Object>();
    attributes.put("agencyId", ask.place().slug());
    attributes.put("docketId", target.address());
    attributes.put("documentType", "Public Submission");
    attributes.put("title", "Testimony " + one.number());
    attributes.put("trackingNbr", one.number());
    attributes.put("comment", one.text());
    attributes.put("firstName", one.byline());
    attributes.put("receiveDate", at(one.receivedAt()));
    attributes.put("postedDate", at(one.receivedAt()));
    attributes.put("withdrawn", one.status() == TestimonyStatus.WITHDRAWN);
    attributes.put("restrictReason", one.tombstone() && one.status() != TestimonyStatus.WITHDRAWN ? "hidden under the published rules" : null);
    attributes.put("category", part.campaigns.containsKey(one.ordinal()) ? "Campaign " + part.campaigns.get(one.ordinal()) : null);
    var links = Map.of("self", site.settings.url() + ask.view().at("testimony/" + one.number()));
    return new LinkedHashMap<>(Map.of("id", one.number(), "type", "comments", "attributes", attributes, "links", links));
  }

  private static String at(Instant instant) {
    return instant.toString();
  }

  /** What is on paper: who said what, in the order of receipt. */
  public record Packet(String title, CampaignQueries.Totals totals, List<Testimony> testimony, boolean more) {}

  private void pdf(RoutingContext context) {
    site.ask(context)
        .compose(ask -> packet(ask).compose(packet -> print.pdf(templates.page("reading/paper", ask.view(), Map.of("it", packet)))).onSuccess(pdf -> Print.send(context, pdf, "testimony-" + target(ask).address().replace('/', '-'))))
        .onFailure(context::fail);
  }

  private Future<Packet> packet(Ask ask) {
    var everyone = Caller.visitor(ask.place());
    return Future.succeededFuture()
        .compose(now -> site.database.read(everyone, CampaignQueries.about(target(ask))))
        .compose(about -> site.database.read(everyone, Reading.title(target(ask)))
            .compose(title -> site.database.read(everyone, Shown.inOrder(target(ask), 0, ON_PAPER + 1))
                .map(all -> new Packet(title, about.totals(), new ArrayList<>(all.subList(0, Math.min(all.size(), ON_PAPER))), all.size() > ON_PAPER))));
  }
}
