package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.lectern.core.Secrets;

/**
 * Pages and answers that are the same for every visitor, as the bytes that go out, with their ETag and compressed once. They
 * are kept for at most five seconds and only until the record changes what they show; nobody gets less than the number that
 * an answer carries, and whoever writes and then reads sees it.
 */
final class Memory {

  private static final int MOST = 4_000;
  private static final long MOST_BYTES = 64_000_000;
  private static final long AGE_MILLIS = 5_000;
  private static final int WORTH_COMPRESSING = 1_024;
  static final String PUBLIC_PAGE = "public, max-age=0, s-maxage=5, must-revalidate";

  private final Headers headers;
  private final Changes changes;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final AtomicLong bytes = new AtomicLong();

  /** What is about these addresses of a place, made since that moment. */
  private record Kept(String place, Future<Made> made, long since, long until) {}

  /**
   * What was made for everyone.
   *
   * @param link where it goes on, as the header says it; null if nowhere
   * @param text the body
   * @param about the addresses below the place that it shows; {@code ""} is all that happens there, null is not to be kept
   * @param mark what of the body may differ though it says the same, such as the time of day; null if nothing
   */
  record Made(String type, String caching, long seq, String link, String text, Collection<String> about, String mark, Body body) {
    static Made page(long seq, String html, Collection<String> about, String mark) {
      return new Made("text/html; charset=utf-8", PUBLIC_PAGE, seq, null, html, about, mark, new Body());
    }

    private MultiMap headers() {
      var headers = HttpHeaders.headers().set("Cache-Control", caching).set("ETag", body.etag)
          .set("Vary", caching.equals(PUBLIC_PAGE) ? "Cookie, Accept-Language, Accept-Encoding" : "Authorization, Accept-Encoding");
      if (seq > 0) headers.set("Lectern-Seq", String.valueOf(seq));
      return link == null ? headers : headers.set("Link", link);
    }

    static Made json(long seq, String link, String json, Collection<String> about) {
      return new Made("application/json", "no-cache", seq, link, json, about, null, new Body());
    }
  }

  /** As it goes over the wire, made when first asked for. */
  static final class Body {
    private String etag;
    private byte[] text;
    private Answer plain;
    private Answer unchanged;
    /** Made when a browser first takes it. */
    private Answer gzip;

    private synchronized void make(Made made, Headers headers) {
      if (plain != null) return;
      text = made.text.getBytes(StandardCharsets.UTF_8);
      var same = made.mark == null ? text : made.text.replace(made.mark, "").getBytes(StandardCharsets.UTF_8);
      etag = "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(same)).substring(0, 22) + "\"";
      unchanged = Answer.of(headers, made.headers(), null);
      plain = Answer.of(headers, made.headers().set("Content-Type", made.type), text);
    }

    /** Compressed if the browser takes it, or only the word that nothing has changed. */
    private Answer to(HttpServerRequest request, Made made, Headers headers) {
      make(made, headers);
      if (etag.equals(request.getHeader("If-None-Match"))) return unchanged;
      var accepts = request.getHeader("Accept-Encoding");
      return text.length > WORTH_COMPRESSING && accepts != null && accepts.contains("gzip") ? gzip(made, headers) : plain;
    }

    private synchronized Answer gzip(Made made, Headers headers) {
      if (gzip == null) gzip = Answer.of(headers, made.headers().set("Content-Type", made.type).set("Content-Encoding", "gzip"), Assets.gzip(text));
      return gzip;
    }
  }

  /**
   * Headers that are written once, as bytes, for all who are answered with them.
   *
   * @param own what this answer says
   * @param all with what every answer carries
   * @param bytes null if nothing has changed
   */
  private record Answer(MultiMap own, MultiMap all, Buffer bytes) {
    static Answer of(Headers headers, MultiMap own, byte[] bytes) {
      if (bytes != null) own.set("Content-Length", String.valueOf(bytes.length));
      return new Answer(own, headers.put(HttpHeaders.headers()).addAll(own).copy(false), bytes == null ? null : Buffer.buffer(bytes));
    }

    void end(HttpServerResponse response) {
      if (bytes == null) response.setStatusCode(304).end();
      else response.end(bytes);
    }
  }

  Memory(Headers headers, Changes changes) {
    this.headers = headers;
    this.changes = changes;
  }

  /** Answers if what is asked for is at hand or just being made; else somebody has to make it. */
  void answer(HttpServerRequest request, Handler<HttpServerRequest> otherwise) {
    var known = isForEveryone(request) ? kept.get(key(request)) : null;
    if (known == null || !holds(known)) {
      otherwise.handle(request);
    } else if (known.made.isComplete()) {
      put(request, known.made.result());
    } else {
      request.pause();
      Here.of(known.made).onComplete(made -> {
        request.resume();
        if (made.succeeded() && made.result().about != null) put(request, made.result());
        else otherwise.handle(request);
      });
    }
  }

  private void put(HttpServerRequest request, Made made) {
    var response = request.response();
    if (response.ended() || response.closed()) return;
    var answer = made.body.to(request, made, headers);
    response.headers().setAll(answer.all);
    answer.end(response);
  }

  /** Where the headers of every answer, and perhaps others, are there already. */
  void send(HttpServerRequest request, Made made) {
    var answer = made.body.to(request, made, headers);
    answer.own.forEach(header -> request.response().putHeader(header.getKey(), header.getValue()));
    answer.end(request.response());
  }

  /** A visitor's plain GET: no cookie, no token, nothing that says who asks. */
  static boolean isForEveryone(HttpServerRequest request) {
    var sent = request.headers();
    return request.method() == HttpMethod.GET && !sent.contains("Cookie") && !sent.contains("Authorization") && !sent.contains("Transfer-Encoding")
        && "0".equals(sent.contains("Content-Length") ? sent.get("Content-Length") : "0") && !request.uri().contains("lang=");
  }

  private static String key(HttpServerRequest request) {
    var uri = request.uri();
    return uri.startsWith(Api.ROOT) ? uri : uri + " " + Messages.best(request.getHeader("Accept-Language"));
  }

  /** From what is kept or being made since the last change of the place, else made now, for all who ask meanwhile. */
  Future<Made> get(HttpServerRequest request, String place, Supplier<Future<Made>> make) {
    var key = key(request);
    var known = kept.get(key);
    if (known != null && known.place.equals(place) && holds(known)) return Here.of(known.made);
    var since = changes.now();
    var made = make.get();
    var fresh = new Kept(place, made, since, System.nanoTime() / 1_000_000 + AGE_MILLIS);
    if (kept.size() > MOST || bytes.get() > MOST_BYTES) forgetAll();
    kept.put(key, fresh);
    made.onComplete(done -> {
      if (done.failed() || done.result().about == null) kept.remove(key, fresh);
      else bytes.addAndGet(2L * done.result().text.length());
    });
    return made;
  }

  /** While it is being made nobody knows yet what it shows, so any change of the place counts. */
  private boolean holds(Kept known) {
    if (known.until < System.nanoTime() / 1_000_000 || known.made.failed()) return false;
    if (known.made.isComplete() && known.made.result().about == null) return false;
    return known.made.isComplete()
        ? !changes.since(known.since, known.place, known.made.result().about)
        : !changes.since(known.since, known.place, List.of(""));
  }

  private void forgetAll() {
    kept.clear();
    bytes.set(0);
  }
}
