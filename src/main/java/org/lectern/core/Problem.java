package org.lectern.core;

import java.util.List;

/**
 * What went wrong, as RFC 9457 will tell it and as a page will explain it. The code names a sentence in the catalogues
 * ({@code problem.CODE}) that says what to do next; the arguments fill it (one that names a catalogue key is translated).
 */
public final class Problem extends RuntimeException {

  /** One field that does not fit: a JSON pointer, the code of a sentence ({@code fault.CODE}), its arguments. */
  public record Fault(String pointer, String code, List<Object> args) {
    public static Fault at(String pointer, String code, Object... args) {
      return new Fault(pointer, code, List.of(args));
    }
  }

  private final transient List<Object> args;
  private final transient List<Fault> faults;
  private final int status;
  private final int retryAfter;

  private Problem(int status, String code, int retryAfter, List<Fault> faults, Object... args) {
    super(code, null, false, false); // no stack trace: it is an answer, not an accident
    this.status = status;
    this.retryAfter = retryAfter;
    this.faults = faults;
    this.args = List.of(args);
  }

  public static Problem of(int status, String code, Object... args) {
    return new Problem(status, code, 0, List.of(), args);
  }

  /** 400: it cannot be read at all. */
  public static Problem malformed(String code, Object... args) {
    return of(400, code, args);
  }

  /** 401: sign in first. */
  public static Problem unauthenticated() {
    return of(401, "sign_in_first");
  }

  /** 403: existence is public, doing this is not for you. */
  public static Problem forbidden(String code, Object... args) {
    return of(403, code, args);
  }

  /** 404, also for what is not yours to know. */
  public static Problem missing(String what) {
    return of(404, "missing", "noun." + what);
  }

  /** 409: the wrong state, or someone was first. */
  public static Problem conflict(String code, Object... args) {
    return of(409, code, args);
  }

  /** 422: readable, but it does not fit. */
  public static Problem invalid(List<Fault> faults) {
    return new Problem(422, "invalid", 0, List.copyOf(faults));
  }

  public static Problem invalid(String pointer, String code, Object... args) {
    return invalid(List.of(Fault.at(pointer, code, args)));
  }

  /** 429 or 503: later. */
  public static Problem later(int status, String code, int retryAfterSeconds) {
    return new Problem(status, code, retryAfterSeconds, List.of());
  }

  public String code() {
    return getMessage();
  }

  public int status() {
    return status;
  }

  /** Seconds after which to try again; 0 if trying again would not help. */
  public int retryAfter() {
    return retryAfter;
  }

  public List<Object> args() {
    return args;
  }

  public List<Fault> faults() {
    return faults;
  }
}
