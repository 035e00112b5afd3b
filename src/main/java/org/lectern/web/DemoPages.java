package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.sqlclient.Tuple;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.people.Outbox;
import org.lectern.people.SignIn;

/** Only in the demo: becoming somebody with one tap, and reading the mail that was not sent. */
final class DemoPages {

  private final Site site;
  private final Service service;

  DemoPages(Site site, Service service) {
    this.site = site;
    this.service = service;
  }

  void mount() {
    site.post("/dev/as", this::become, null);
    site.pageLater("/dev/outbox", ANYONE, ask -> service.pool().withConnection(db -> Outbox.newest(db, 50))
        .map(mails -> site.paper(ask, "people/outbox").with("mails", (Object) mails)));
  }

  private Future<String> become(Ask ask, MultiMap fields) {
    var role = fields.get("role");
    if (role == null || !role.matches("resident|clerk|chair|member|agency|moderator")) return Future.failedFuture(Problem.malformed("parameter_unknown"));
    return service.database().housekeeping(tx -> tx.preparedQuery("SELECT id FROM person WHERE email = $1")
            .execute(Tuple.of(role + "@demo.example"))
            .map(rows -> Rows.one(rows, "person", row -> row.getUUID("id")))
            .compose(person -> SignIn.begin(tx, person)))
        .map(session -> {
          service.sessions().remember(ask.context().response(), session);
          return home(role);
        });
  }

  /** Where that role begins its day. */
  private static String home(String role) {
    if (role.equals("moderator")) return "/" + Settings.DEMO_PLACE + "/moderation";
    return role.equals("resident") ? "/" + Settings.DEMO_PLACE : "/" + Settings.DEMO_PLACE + "/desk";
  }
}
