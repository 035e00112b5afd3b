package org.lectern.exchange;

import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What an import does to bodies that were here before. */
public sealed interface ImportEvent extends Event {

  String slug();

  @Override
  default List<String> topics() {
    return List.of("bodies/" + slug(), "place");
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** The source calls it by another name now; its address stays. */
  record BodyRenamed(String slug, String name, String before) implements ImportEvent {}

  /** A body of our own turned out to be the source's body of the same name. */
  record BodyTied(String slug, String name, String source, String externalId) implements ImportEvent {}
}
