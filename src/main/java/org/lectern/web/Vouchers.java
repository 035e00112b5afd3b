package org.lectern.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;
import org.lectern.store.DatabaseClock;

/**
 * Whoever is turned away for a moment (429, 503) gets a voucher with the time of arrival; the same submission that comes again
 * with it is judged by that time, until a quarter of an hour after the window. It holds for one key and one body alone, and
 * nothing of it is stored.
 */
final class Vouchers {

  static final String HEADER = "Submission-Voucher";

  private final Secrets secrets;
  private final DatabaseClock clock;

  Vouchers(Secrets secrets, DatabaseClock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  Instant now() {
    return clock.now();
  }

  /** Null unless that submission was turned away for a moment; one that came with a voucher keeps it. */
  String of(Operation operation, Call call, Throwable failure, Instant arrived) {
    if (operation.batch() == null || call == null || call.key() == null || call.body() == null) return null;
    if (!(failure instanceof Problem problem) || (problem.status() != 429 && problem.status() != 503)) return null;
    var millis = (call.attested() == null ? arrived : call.attested()).toEpochMilli();
    return millis + "." + mark(operation, call, millis);
  }

  /** When it first arrived, if the voucher was given for this very submission; null if not, or without one. */
  Instant attested(Operation operation, Call call, String voucher) {
    if (voucher == null || operation.batch() == null || call.key() == null || !voucher.matches("[0-9]{13}\\.[A-Za-z0-9_-]{32}")) return null;
    long millis = Long.parseLong(voucher.substring(0, 13));
    var given = voucher.substring(14).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(given, mark(operation, call, millis).getBytes(StandardCharsets.US_ASCII))) return null;
    var at = Instant.ofEpochMilli(millis);
    return at.isAfter(clock.now().plus(Duration.ofSeconds(1))) ? null : at;
  }

  private String mark(Operation operation, Call call, long millis) {
    var about = ("voucher " + operation.id() + " " + call.caller().place().slug() + " " + new java.util.TreeMap<>(call.values()) + " " + call.key() + " ").getBytes(StandardCharsets.UTF_8);
    var hash = Secrets.hash(call.bytes());
    return Secrets.text(secrets.mac(ByteBuffer.allocate(about.length + hash.length + 8).put(about).put(hash).putLong(millis).array()), 24);
  }
}
