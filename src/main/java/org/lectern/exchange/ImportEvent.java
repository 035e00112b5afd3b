package org.lectern.exchange;

import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What an import does to what was here before, and the matters that it brings. */
public sealed interface ImportEvent extends Event {

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** The source calls it by another name now; its address stays. */
  record BodyRenamed(String slug, String name, String before) implements ImportEvent {
    @Override
    public List<String> topics() {
      return List.of("bodies/" + slug, "place");
    }
  }

  /** A body of our own turned out to be the source's body of the same name. */
  record BodyTied(String slug, String name, String source, String externalId) implements ImportEvent {
    @Override
    public List<String> topics() {
      return List.of("bodies/" + slug, "place");
    }
  }

  /** Bills and resolutions came in, or changed in the source. */
  record MattersImported(int added, int changed, String source) implements ImportEvent {
    @Override
    public List<String> topics() {
      return List.of("matters");
    }
  }
}
