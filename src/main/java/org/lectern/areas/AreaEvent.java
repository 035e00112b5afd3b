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
}
