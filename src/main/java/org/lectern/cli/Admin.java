package org.lectern.cli;

import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Access;
import org.lectern.core.Caller;
import org.lectern.core.Grant;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.people.PersonCommands;
import org.lectern.people.SignIn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "admin", mixinStandardHelpOptions = true, description = "What only the operator can do.", subcommands = Admin.Invite.class)
final class Admin {

  @Command(name = "invite", mixinStandardHelpOptions = true, sortOptions = false,
      description = "Give somebody an office and a way in: an address to open and a code to type, good for a day.",
      footer = {"", "Without --place, an admin of the whole installation.", "", "Example:",
          "  lectern admin invite ines@example.gov --place marlow --role clerk --body city-council"})
  static final class Invite implements Callable<Integer> {

    @Parameters(paramLabel = "EMAIL", description = "The person's e-mail address.")
    String email;

    @Option(names = "--place", description = "Slug of the place.")
    String place;

    @Option(names = "--role", description = "admin, clerk, chair, member, liaison or moderator (admin).", defaultValue = "admin")
    String role;

    @Option(names = "--body", description = "Slug of the body; without it, the whole place.")
    String body;

    @Option(names = "--name", description = "The person's name, as staff acts are signed.")
    String name;

    @Option(names = "--demo", description = "In the demo instead.")
    boolean demo;

    @Override
    public Integer call() {
      if (!email.matches("[^@\\s]{1,64}@[^@\\s]{1,189}")) throw new Trouble(Trouble.INPUT, "This is no e-mail address: " + email);
      if (place == null && !role.equals("admin")) throw new Trouble(Trouble.INPUT, "A " + role + " belongs to a place: add --place.");
      try (var installation = Installation.beside(demo, System.err::println)) {
        var database = installation.database();
        if (place == null) Installation.await(installation.pool.withTransaction(tx -> PersonCommands.person(tx, email.toLowerCase(), name)
            .compose(person -> tx.preparedQuery("INSERT INTO role_grant (id, person, role) VALUES ($1, $2, 'admin') ON CONFLICT DO NOTHING")
                .execute(Tuple.of(Ids.next(), person)))));
        else grant(installation);
        var asked = Installation.await(database.housekeeping(SignIn.invite(email)));
        Serve.say("Invited " + email + ". Within a day, open");
        Serve.say("  " + Environment.get("LECTERN_URL", "http://localhost:8080") + "/sign-in/code?ticket=" + asked.ticket());
        Serve.say("and type the code  " + asked.code().substring(0, 4) + " " + asked.code().substring(4));
        return 0;
      } catch (Problem problem) {
        throw new Trouble(Trouble.INPUT, Sentences.of(problem));
      }
    }

    private void grant(Installation installation) {
      Jurisdiction there = Installation.await(installation.pool.withConnection(db -> BodyQueries.jurisdiction(db, place)))
          .orElseThrow(() -> new Trouble(Trouble.INPUT, "There is no place " + place + "."));
      var operator = new Caller(null, "operator", Set.of(new Grant(Role.ADMIN, null, null)), there, Access.only(Role.ADMIN), "cli");
      Installation.await(installation.database().write(operator, PersonCommands.grant(new PersonCommands.Granting(email, name, Role.of(role), body, null))));
    }
  }
}
