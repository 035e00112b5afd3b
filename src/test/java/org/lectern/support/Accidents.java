package org.lectern.support;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/** What the service's log calls an error from now on: bad input must never be one. */
public final class Accidents implements AutoCloseable {

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  public Accidents() {
    log.start();
    ((Logger) LoggerFactory.getLogger("org.lectern")).addAppender(log);
  }

  /** Of those since it was asked last. */
  public void mustBeNone() {
    assertThat(log.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR)).map(event -> event.getFormattedMessage()
        + (event.getThrowableProxy() == null ? "" : " " + event.getThrowableProxy().getClassName() + ": " + event.getThrowableProxy().getMessage()))).isEmpty();
    log.list.clear();
  }

  @Override
  public void close() {
    ((Logger) LoggerFactory.getLogger("org.lectern")).detachAppender(log);
  }
}
