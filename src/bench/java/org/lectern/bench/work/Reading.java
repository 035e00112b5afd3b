package org.lectern.bench.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.lectern.bench.Bench;
import org.lectern.bench.City;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.Sheet;
import org.lectern.bench.load.Request;
import org.lectern.bench.load.Requests;
import org.lectern.bench.peers.VertxPages;

/** Q: a hearing's page and its JSON, asked for over keep-alive connections while submissions change it. */
public final class Reading {
  private Reading() {}

  private static final String MEMORY = "raw Vert.x, the same bytes from memory";
  private static final String DATABASE = "raw Vert.x + pg client, three reads a request";
  private static final String SPEED = "answers/s";
  private static final int READERS = 32;
  private static final int WRITES = 20;

  public static void run(Bench bench) {
    try (var lectern = Lectern.open(bench.postgres, bench.port())) {
      Resume.fill(bench, lectern); // a page that shows as much as it can does not grow while it is measured
      var hearing = City.PLACE + "/hearings/" + lectern.city.hearing();
      pages(bench, lectern, "page (HTML)", "/" + hearing);
      pages(bench, lectern, "JSON", "/api/v1/" + hearing);
    }
  }

  private static void pages(Bench bench, Lectern lectern, String what, String path) {
    var bytes = fetched("http://127.0.0.1:" + lectern.port + path);
    var sheet = bench.results.sheet("Q, a hearing's " + what + ", " + READERS + " readers, " + WRITES + " writes/s");
    var id = lectern.db.text("SELECT id::text FROM hearing");
    try (var servers = new Servers(bench)) {
      servers.add(MEMORY, () -> Contender.peer(MEMORY, bench.port(), VertxPages.class, "memory", bytes.toString()))
          .add(DATABASE, () -> Contender.peer(DATABASE, bench.port(), VertxPages.class, "database", lectern.db.url(), id))
          .add(Contender.LECTERN, () -> Contender.of(lectern));
      for (int round = 0; round <= bench.options.rounds; round++) {
        for (var server : servers.all) read(bench, server, path, round == 0 ? null : sheet);
      }
    }
    bench.results.tell(sheet, MEMORY);
    bench.results.atLeast("Q, " + what, "× " + MEMORY, sheet.ratio(Contender.LECTERN, MEMORY, SPEED), 0.8);
    bench.results.atLeast("Q, " + what, "× " + DATABASE, sheet.ratio(Contender.LECTERN, DATABASE, SPEED), 5);
  }

  private static Path fetched(String address) {
    try (var in = URI.create(address).toURL().openStream()) {
      var file = Files.createTempFile("lectern-page", ".bin");
      file.toFile().deleteOnExit();
      return Files.write(file, in.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void read(Bench bench, Contender server, String path, Sheet sheet) {
    var target = server.target().get();
    try (var readers = new Requests(bench.hearing, target, Request.get(target, path), READERS);
        var writers = new Requests(bench.asking, target, Request.submission(target), 8)) {
      writers.pace(WRITES);
      readers.keep(READERS);
      Turn.pause(sheet == null ? bench.options.warm * 1_000L : 2_000);
      if (sheet == null) return;
      var times = new Histogram(60_000_000, 3);
      readers.time(times);
      long began = System.nanoTime();
      long answered = readers.answered();
      long bytes = readers.bytes();
      var cpu = new Cpu(server);
      Turn.pause(bench.options.window * 1_000L);
      double took = (System.nanoTime() - began) / 1e9;
      long came = readers.answered() - answered;
      sheet.add(server.name(), SPEED, came / took);
      sheet.add(server.name(), "p99 ms", Turn.millis(times, 99));
      sheet.add(server.name(), "bytes", (readers.bytes() - bytes) / Math.max(1.0, came));
      var used = new Cpu(server).since(cpu, took);
      sheet.add(server.name(), "answers per CPU second", came / took / used.server());
      sheet.add(server.name(), "server CPU", used.server());
      sheet.add(server.name(), "load CPU", used.own());
      sheet.add(server.name(), "others' CPU", Math.max(0, used.all() - used.server() - used.own() - used.database()));
      sheet.add(server.name(), "faults", readers.failed() + writers.failed());
      if (readers.failed() + writers.failed() > 0) bench.results.say("  " + sheet.title + ", " + server.name() + ": " + readers.troubles() + writers.troubles());
    }
  }
}
