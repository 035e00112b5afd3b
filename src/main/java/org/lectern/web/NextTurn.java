package org.lectern.web;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/** Long work in parts, between which the event loop does what has come meanwhile. */
final class NextTurn {
  private NextTurn() {}

  /**
   * After the loop has read what has come. {@code runOnContext} alone would put it among the tasks of this turn, of which Netty
   * does as many as there are for up to a second before it reads again.
   */
  static void of(Context context, Runnable work) {
    ((ContextInternal) context).nettyEventLoop().schedule(() -> context.runOnContext(turn -> work.run()), 0, TimeUnit.NANOSECONDS);
  }
}
