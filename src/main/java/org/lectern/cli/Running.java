package org.lectern.cli;

import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.BindException;
import java.net.URI;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.lectern.Almanac;
import org.lectern.core.Problem;
import org.lectern.people.Postman;
import org.lectern.web.FileSettings;
import org.lectern.web.Service;
import org.lectern.web.Settings;

/** A service that runs until it is told to stop; then readiness goes, sockets are told to come back, requests finish, the database stops. */
final class Running {

  final Service service;
  private final Installation installation;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Running(Installation installation, Service service) {
    this.installation = installation;
    this.service = service;
  }

  static Running start(Installation installation, Settings settings) {
    var service = new Service(installation.vertx, settings, installation.pool, installation.url, installation.key(), files(installation));
    try {
      service.start().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof BindException) throw new Trouble(Trouble.PORT, "Port " + settings.port() + " or " + settings.managementPort()
          + " is taken. Stop what uses it, or choose others with --port and --management-port.");
      if (failure.getCause() instanceof Problem problem) throw new Trouble(1, problem.code());
      throw failure;
    }
    var running = new Running(installation, service);
    new Almanac(installation.vertx, service.database(), installation.pool, service::expireHolds).start();
    Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop"));
    return running;
  }

  /** Files are kept in the data directory, or in the bucket that LECTERN_S3 names; LECTERN_CLAMD is asked about each first. */
  private static FileSettings files(Installation installation) {
    var store = Environment.get("LECTERN_S3");
    try {
      return new FileSettings(installation.data.resolve("files"), store == null ? null : URI.create(store), Environment.get("LECTERN_CLAMD"));
    } catch (IllegalArgumentException unreadable) {
      throw new Trouble(Trouble.SETTINGS, "LECTERN_S3 is no address such as https://id:secret@host/bucket?region=eu-central-1");
    }
  }

  /** Mail goes out if LECTERN_SMTP names a server: smtp://user:password@host:587 (STARTTLS) or smtps://host:465. */
  boolean mail() {
    var server = Environment.get("LECTERN_SMTP");
    if (server == null) return false;
    var uri = URI.create(server);
    var config = new MailConfig().setHostname(uri.getHost()).setPort(uri.getPort() > 0 ? uri.getPort() : 587)
        .setSsl("smtps".equals(uri.getScheme())).setStarttls("smtps".equals(uri.getScheme()) || "localhost".equals(uri.getHost()) ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED);
    if (uri.getUserInfo() != null && uri.getUserInfo().contains(":")) {
      config.setUsername(uri.getUserInfo().substring(0, uri.getUserInfo().indexOf(':'))).setPassword(uri.getUserInfo().substring(uri.getUserInfo().indexOf(':') + 1));
    }
    new Postman(installation.vertx, installation.pool, config, Environment.get("LECTERN_MAIL_FROM", "lectern@" + uri.getHost())).start();
    return true;
  }

  void awaitStop() {
    try {
      stopped.await();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    installation.close();
    stopped.countDown();
  }
}
