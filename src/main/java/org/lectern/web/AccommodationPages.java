package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import io.vertx.core.Future;
import org.lectern.accommodations.AccommodationQueries;
import org.lectern.core.Access;
import org.lectern.core.Role;
import org.lectern.hearings.HearingQueries;

/** Accommodation requests: the form for everyone, the desk for clerks, and one's own request behind its secret link. */
final class AccommodationPages {

  private static final Access CLERKS = only(Role.CLERK);
  private static final String HEARING = "/:place/hearings/:hearing";

  private final Site site;

  AccommodationPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page(HEARING + "/accommodation", ANYONE, this::form);
    site.form(HEARING + "/accommodation", "requestAccommodation", (ask, done) -> ((Receipts.AccommodationReceipt) done.value()).page(), ask -> Pages.later(form(ask)));
    site.pageLater(HEARING + "/accommodations", CLERKS, this::desk);
    for (var move : new String[][] {{"arrange", "arrangeAccommodation"}, {"offer", "offerAlternative"}, {"decline", "declineAccommodation"}, {"provide", "provideAccommodation"}}) {
      site.form(HEARING + "/accommodations/:request/" + move[0], move[1], (ask, done) -> ask.view().at("hearings/" + ask.number("hearing") + "/accommodations"), this::desk);
    }
    site.pageLater("/receipt/accommodation/:secret", ANYONE, ask -> site.database.read(ask.caller(), AccommodationQueries.placeOf(ask.text("secret")))
        .compose(slug -> site.there(ask, slug)).compose(this::own));
  }

  private Paper form(Ask ask) {
    return site.paper(ask, "accommodations/ask").with("sheet", HearingQueries.hearing(ask.number("hearing")));
  }

  /** For the clerks of the hearing's own body. */
  private Future<Paper> desk(Ask ask) {
    return site.database.read(ask.caller(), HearingQueries.hearing(ask.number("hearing"))).map(sheet -> {
      ask.caller().through(CLERKS).in(sheet.hearing().body());
      return site.paper(ask, "accommodations/desk").with("sheet", (Object) sheet)
          .with("all", (db, caller) -> AccommodationQueries.ofHearing(sheet.hearing().number()).ask(db, caller.through(CLERKS)));
    });
  }

  private Future<Paper> own(Ask ask) {
    return site.database.read(ask.caller(), AccommodationQueries.own(ask.text("secret"))).map(it -> site.paper(ask, "accommodations/own").with("it", (Object) it)
        .with("sheet", HearingQueries.hearing(it.hearing())).with("link", (Object) (site.settings.url() + "/receipt/accommodation/" + ask.text("secret"))));
  }
}
