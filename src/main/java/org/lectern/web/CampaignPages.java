package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import org.lectern.campaigns.CampaignQueries;
import org.lectern.core.Page;

/** A campaign: its letter, what people added, and where a clerk puts right what the comparison got wrong. */
final class CampaignPages {

  private static final String CAMPAIGN = "/:place/campaigns/:campaign";

  private final Site site;

  CampaignPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.pageLater(CAMPAIGN, ANYONE, this::campaign);
    site.form(CAMPAIGN + "/join", "joinCampaign", (ask, done) -> ask.view().at("campaigns/" + ((CampaignQueries.Sheet) done.value()).campaign().number()), this::campaign);
    site.form(CAMPAIGN + "/split", "splitCampaign", this::numbers, (ask, done) -> ask.view().at("campaigns/" + ask.number("campaign")), this::campaign);
    site.router().get(CAMPAIGN + ".json").handler(VotePages::toTheApi);
  }

  private Future<Paper> campaign(Ask ask) {
    return Pages.later(site.paper(ask, "campaigns/campaign").with("it", CampaignQueries.campaign(ask.number("campaign"), ask.query("cursor"), Page.SIZE)));
  }

  /** The numbers stand in one field, apart by blanks or commas, or one box each. */
  private ObjectNode numbers(Ask ask, MultiMap fields) {
    var body = site.body("splitCampaign", fields, ask);
    var numbers = body.putArray("testimony");
    fields.getAll("testimony").stream().flatMap(field -> java.util.Arrays.stream(field.split("[\\s,;]+"))).filter(number -> !number.isBlank()).distinct().forEach(numbers::add);
    return body;
  }
}
