package org.lectern.web;

import io.github.bucket4j.Bucket;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;

/**
 * How often one source may try to sign in. A source is known only by a keyed hash of its network (IPv4/24, IPv6/48) under a
 * key that lives in memory and dies with the process; nothing is stored or logged.
 */
final class Limits {

  private static final int TRIES = 30;
  /** A library or a hearing room shares one network. */
  private static final int FILES = 600;
  private static final Duration PER = Duration.ofMinutes(15);
  private static final int MOST_SOURCES = 50_000;

  private final Secrets key = new Secrets(Secrets.random(32));
  private final Settings settings;
  private final Floods floods;
  private final Map<String, Bucket> sources = new Latest();
  private final Map<String, Bucket> senders = new Latest();

  private static final class Latest extends LinkedHashMap<String, Bucket> {
    Latest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > MOST_SOURCES;
    }
  }

  Limits(Settings settings, Floods floods) {
    this.floods = floods;
    this.settings = settings;
  }

  /** Takes one try of the source's; a 429 when there are none left. */
  synchronized void signingIn(HttpServerRequest request) {
    var bucket = sources.computeIfAbsent(source(request), first -> Bucket.builder()
        .addLimit(limit -> limit.capacity(TRIES).refillGreedy(TRIES, PER)).build());
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) throw Problem.later(429, "too_many_tries", (int) Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
  }

  /** Takes one request with files of the source's. */
  synchronized void uploading(HttpServerRequest request) {
    var bucket = senders.computeIfAbsent(source(request), first -> Bucket.builder().addLimit(limit -> limit.capacity(FILES).refillGreedy(FILES, PER)).build());
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    if (!probe.isConsumed()) throw Problem.later(429, "too_many_files", (int) Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
  }

  /** The source, as it may be counted and as nobody can read it. */
  String source(HttpServerRequest request) {
    return Base64.getEncoder().encodeToString(Arrays.copyOf(key.mac(network(address(request)).getBytes(StandardCharsets.UTF_8)), 8));
  }

  /** How a call came here: what is kept of it is nothing. */
  Arrival arrival(HttpServerRequest request, String proof) {
    return new Arrival(isLocal(request) ? null : network(address(request)), proof, request.getHeader("Lectern-Bulk-Key"), floods);
  }

  /** From this very machine: its operator, or a proxy that does not say for whom it asks. Nobody is one source there. */
  boolean isLocal(HttpServerRequest request) {
    var address = address(request);
    return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
  }

  /** What a proxy says of the client counts only if the proxy is one of ours. */
  private String address(HttpServerRequest request) {
    var peer = request.remoteAddress() == null || request.remoteAddress().hostAddress() == null ? "" : request.remoteAddress().hostAddress();
    var forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null || !settings.proxies().contains(peer)) return peer;
    var hops = forwarded.split(",");
    return hops[hops.length - 1].strip();
  }

  static String network(String address) {
    if (address.contains(":")) return String.join(":", Arrays.copyOf(address.split(":"), 3)) + "::/48";
    var dot = address.lastIndexOf('.');
    return dot < 0 ? address : address.substring(0, dot) + ".0/24";
  }
}
