package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
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

    static Made json(long seq, String link, String json, Collection<String> about) {
      return new Made("application/json", "no-cache", seq, link, json, about, null, new Body());
    }
  }

  /** As it goes over the wire, made when first asked for. */
  static final class Body {
    private Buffer plain;
    private Buffer gzip;
    private String etag;

    private synchronized void make(Made made) {
      if (plain != null) return;
      var text = made.text.getBytes(StandardCharsets.UTF_8);
      var same = made.mark == null ? text : made.text.replace(made.mark, "").getBytes(StandardCharsets.UTF_8);
      etag = "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.hash(same)).substring(0, 22) + "\"";
      gzip = text.length > WORTH_COMPRESSING ? Buffer.buffer(Assets.gzip(text)) : null;
      plain = Buffer.buffer(text);
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
    if (request.response().ended() || request.response().closed()) return;
    headers.put(request.response());
    send(request, made);
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

  /** With its ETag, compressed if the browser takes it, or only the word that nothing has changed. */
  static void send(HttpServerRequest request, Made made) {
    var response = request.response();
    var body = made.body;
    body.make(made);
    response.putHeader("Cache-Control", made.caching).putHeader("ETag", body.etag);
    response.putHeader("Vary", made.caching.equals(PUBLIC_PAGE) ? "Cookie, Accept-Language, Accept-Encoding" : "Authorization, Accept-Encoding");
    if (made.seq > 0) response.putHeader("Lectern-Seq", String.valueOf(made.seq));
    if (made.link != null) response.putHeader("Link", made.link);
    if (body.etag.equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", made.type);
    end(response, body, request.getHeader("Accept-Encoding"));
  }

  private static void end(HttpServerResponse response, Body body, String accepts) {
    if (body.gzip != null && accepts != null && accepts.contains("gzip")) response.putHeader("Content-Encoding", "gzip").end(body.gzip);
    else response.end(body.plain);
  }
}
