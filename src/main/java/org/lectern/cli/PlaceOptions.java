package org.lectern.cli;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import picocli.CommandLine.Option;

/** Into which place, and how to found it if there is none. */
final class PlaceOptions {

  @Option(names = "--place", required = true, description = "Slug of the place.")
  String place;

  @Option(names = "--name", description = "Name of the place, if it is to be founded.")
  String name;

  @Option(names = "--zone", description = "Time zone of the place, if it is to be founded, such as America/New_York.")
  String zone;

  @Option(names = "--profile", description = "Legal clocks of the place, if it is to be founded (generic, CA, TX, NY, FL, WA).", defaultValue = "generic")
  String profile;

  /** @param dryRun the place is only imagined */
  Jurisdiction find(Installation installation, boolean dryRun) {
    return Installation.await(installation.pool.withConnection(db -> BodyQueries.jurisdiction(db, place))).orElseGet(() -> found(installation, dryRun));
  }

  private Jurisdiction found(Installation installation, boolean dryRun) {
    if (zone == null) zone = place.equals("nyc") ? "America/New_York" : null;
    if (name == null) name = place.equals("nyc") ? "New York City" : null;
    if (name == null || zone == null) throw new Trouble(Trouble.INPUT, "There is no place " + place + ". Name it with --name and --zone to found it.");
    var id = Ids.next();
    var fresh = new Jurisdiction(id, place, name, "city", null, ZoneId.of(zone), List.of("en", "es"), null, profile, 1, Set.of());
    if (dryRun) return fresh;
    Installation.await(installation.database().write(Caller.system(fresh, "import"),
        BodyCommands.found(id, new BodyCommands.Founding(place, name, "city", null, zone, List.of("en", "es"), null, profile))));
    return Installation.await(installation.pool.withConnection(db -> BodyQueries.jurisdiction(db, place))).orElseThrow();
  }
}
