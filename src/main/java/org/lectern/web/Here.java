package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;

/** What several wait for, told to each on their own event loop. */
final class Here {
  private Here() {}

  static <T> Future<T> of(Future<T> shared) {
    var here = ContextInternal.current();
    if (here == null || shared.isComplete()) return shared;
    var own = here.<T>promise();
    shared.onComplete(own);
    return own.future();
  }
}
