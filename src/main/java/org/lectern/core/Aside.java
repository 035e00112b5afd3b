package org.lectern.core;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Work that takes longer than an event loop may wait: done on a thread of its own, answered where it was asked. */
public final class Aside {
  private Aside() {}

  public static <T> Future<T> aside(Callable<T> work) {
    var here = Vertx.currentContext();
    if (here != null) return here.owner().executeBlocking(work, false);
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception failure) {
      return Future.failedFuture(failure);
    }
  }
}
