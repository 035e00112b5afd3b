package org.lectern.web;

import io.vertx.core.Future;
import java.util.Locale;
import java.util.Set;
import org.lectern.bodies.BodyCommands;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.people.Outbox;
import org.lectern.people.SignIn;
import org.lectern.store.Database;

/** Coming in, going out, and founding a place: what happens in no existing place. */
final class Door {

  record Address(String email) {}

  record Code(String ticket, String code) {}

  record Renewal(String refresh) {}

  /** What proves, beside the mailed code, that the same browser asked. */
  record Ticket(String ticket, int minutes) {}

  /** A program's session: the bearer token, its seconds, and what renews it. */
  record Tokened(String token, int expiresIn, String refresh) {}

  record Founded(String slug, String name) {}

  private final Database database;
  private final Sessions sessions;

  Door(Database database, Sessions sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  Future<?> requestCode(Call call) {
    return code(call.body(Address.class).email(), call.language());
  }

  /** The answer is the same whether or not the address is known. */
  Future<Ticket> code(String email, String language) {
    var messages = Messages.in(language);
    return database.housekeeping(tx -> SignIn.ask(email).apply(tx)
        .compose(asked -> Outbox.put(tx, email.strip().toLowerCase(Locale.ROOT), messages.say("mail.code.subject"),
                messages.say("mail.code.body", asked.code().substring(0, 4) + " " + asked.code().substring(4)))
            .map(new Ticket(asked.ticket(), 10))));
  }

  Future<?> signIn(Call call) {
    var code = call.body(Code.class);
    return enter(code.ticket(), code.code()).map(this::tokened);
  }

  Future<SignIn.Session> enter(String ticket, String code) {
    return database.housekeeping(SignIn.enter(ticket, code)).map(SignIn.Tried::orRefuse);
  }

  private Tokened tokened(SignIn.Session session) {
    return new Tokened(sessions.token(session), Tokens.MINUTES * 60, session.refresh());
  }

  Future<?> renew(Call call) {
    return database.housekeeping(SignIn.renew(call.body(Renewal.class).refresh())).map(tried -> {
      if (tried.session() == null) throw Problem.of(401, "session_over");
      return tokened(tried.session());
    });
  }

  Future<?> signOut(Call call) {
    return sessions.end(call.known()).mapEmpty();
  }

  /** The new place's record begins with its own founding. */
  Future<?> found(Call call) {
    if (!call.caller().holds(Role.ADMIN, null)) return Future.failedFuture(Problem.forbidden("not_your_role", "admin"));
    var founding = call.body(BodyCommands.Founding.class);
    var id = Ids.next();
    var place = new Jurisdiction(id, founding.slug(), founding.name(), founding.kind(), founding.ocdId(), Jurisdiction.INSTALLATION.zone(),
        founding.languages(), founding.population(), founding.profile(), 1, Set.of());
    return database.write(call.caller().at(place), BodyCommands.found(id, founding)).map(done -> new Founded(founding.slug(), founding.name()));
  }
}
