package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;
import static org.lectern.core.Role.CLERK;
import static org.lectern.web.Operation.create;
import static org.lectern.web.Operation.read;
import static org.lectern.web.Operation.write;

import java.util.List;
import org.lectern.campaigns.CampaignCommands;
import org.lectern.campaigns.CampaignQueries;
import org.lectern.reading.Reading;
import org.lectern.reading.Search;
import org.lectern.reading.ThemeCommands;
import org.lectern.testimony.Position;
import org.lectern.testimony.Target;

/** What can be asked about testimony as a whole: campaigns, themes, search. Lines of {@link Operations}, which are many. */
final class ReadingOperations {
  private ReadingOperations() {}

  static List<Operation> all() {
    return List.of(
        read("search", ANYONE, r -> Search.search(r.text("q"), r.word("kind", Search.Kind.class, Search.Kind.ALL), r.cursor(), r.limit())),
        read("listCampaigns", ANYONE, r -> CampaignQueries.about(Target.hearing(r.number("hearing"), null))).about("hearings/{hearing}", "hearings/{hearing}/testimony"),
        read("listAreaCampaigns", ANYONE, r -> CampaignQueries.about(Target.area(r.text("area")))).about("areas/{area}", "areas/{area}/testimony"),
        read("listActionCampaigns", ANYONE, r -> CampaignQueries.about(Target.action(r.text("action")))).about("actions/{action}", "actions/{action}/testimony"),
        read("listPolicyCampaigns", ANYONE, r -> CampaignQueries.about(Target.policy(r.text("policy")))).about("policies/{policy}", "policies/{policy}/testimony"),
        read("getCampaign", ANYONE, r -> CampaignQueries.campaign(r.number("campaign"), r.cursor(), r.limit())),
        write("joinCampaign", only(CLERK), r -> CampaignCommands.join(r.number("campaign"), r.body(CampaignCommands.Joining.class))),
        write("splitCampaign", only(CLERK), r -> CampaignCommands.split(r.number("campaign"), r.body(CampaignCommands.Splitting.class))),
        read("getReading", ANYONE, r -> Reading.of(Target.hearing(r.number("hearing"), null), choice(r), r.cursor(), r.limit())),
        read("getAreaReading", ANYONE, r -> Reading.of(Target.area(r.text("area")), choice(r), r.cursor(), r.limit())),
        read("getActionReading", ANYONE, r -> Reading.of(Target.action(r.text("action")), choice(r), r.cursor(), r.limit())),
        read("getPolicyReading", ANYONE, r -> Reading.of(Target.policy(r.text("policy")), choice(r), r.cursor(), r.limit())),
        create("createTheme", only(CLERK), ThemeCommands.Theme.class, r -> ThemeCommands.create(Target.hearing(r.number("hearing"), null), r.body(ThemeCommands.NewTheme.class))),
        create("createAreaTheme", only(CLERK), ThemeCommands.Theme.class, r -> ThemeCommands.create(Target.area(r.text("area")), r.body(ThemeCommands.NewTheme.class))),
        create("createActionTheme", only(CLERK), ThemeCommands.Theme.class, r -> ThemeCommands.create(Target.action(r.text("action")), r.body(ThemeCommands.NewTheme.class))),
        create("createPolicyReadingTheme", only(CLERK), ThemeCommands.Theme.class, r -> ThemeCommands.create(Target.policy(r.text("policy")), r.body(ThemeCommands.NewTheme.class))),
        write("retireTheme", only(CLERK), r -> ThemeCommands.retire(r.number("theme"))),
        write("fileTestimony", only(CLERK), r -> ThemeCommands.file(r.number("theme"), r.body(ThemeCommands.Filing.class))));
  }

  private static Reading.Choice choice(Call call) {
    var position = call.text("position");
    return new Reading.Choice(call.text("theme") == null ? null : call.number("theme"), "none".equals(position) ? null : call.word("position", Position.class, null),
        "none".equals(position), call.text("verified") == null ? null : Boolean.valueOf(call.text("verified")), call.text("language"),
        call.text("item") == null ? null : call.ordinal("item"), "apart".equals(call.text("letters")));
  }
}
