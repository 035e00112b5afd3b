package org.lectern.areas;

import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to the reform areas of a place. */
public sealed interface AreaEvent extends Event {

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** Only the areas that were not there before. */
  record AreasAdopted(String catalogue, int version, List<String> slugs) implements AreaEvent {
    @Override
    public List<String> topics() {
      var topics = new ArrayList<>(List.of("areas"));
      slugs.forEach(slug -> topics.add("areas/" + slug));
      return topics;
    }
  }

  record AreaDisabled(String area, String title, String reason) implements AreaEvent {
    @Override
    public List<String> topics() {
      return List.of("areas/" + area, "areas");
    }
  }

  record AreaEnabled(String area, String title) implements AreaEvent {
    @Override
    public List<String> topics() {
      return List.of("areas/" + area, "areas");
    }
  }

  /** The place changed a section of the text; {@code reason} is null if a decision is named instead. */
  record AreaEdited(String area, String title, String section, String reason) implements AreaEvent {
    @Override
    public List<String> topics() {
      return List.of("areas/" + area, "areas/" + area + "/worksheet", "areas");
    }
  }

  /** A newer version of a catalogue: how many sections followed it, and how many are to be chosen. */
  record CatalogueMerged(String catalogue, int version, List<String> slugs, int taken, int conflicts) implements AreaEvent {
    @Override
    public List<String> topics() {
      var topics = new ArrayList<>(List.of("areas"));
      slugs.forEach(slug -> topics.add("areas/" + slug));
      return topics;
    }
  }

  record CatalogueImported(String catalogue, int version, int areas) implements AreaEvent {
    @Override
    public List<String> topics() {
      return List.of("areas");
    }
  }
}
