package org.lectern.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A socket and all that came over it, in order. Every message is held against the contract as it comes. */
public final class Ear implements WebSocket.Listener {

  private static final Schemas CONTRACT = new Schemas("/asyncapi.yaml");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<JsonObject> heard = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;
  private int seen;
  private int closedWith;
  private boolean html;

  static Ear open(HttpClient client, URI address, List<String> headers) {
    var ear = new Ear();
    var builder = client.newWebSocketBuilder().connectTimeout(PATIENCE).subprotocols("lectern.v1");
    for (int i = 0; i < headers.size(); i += 2) builder.header(headers.get(i), headers.get(i + 1));
    try {
      ear.socket = builder.buildAsync(address, ear).get(5, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException refused) {
      throw new CompletionException(refused.getCause());
    } catch (Exception late) {
      throw new IllegalStateException(late);
    }
    return ear;
  }

  public Ear follow(String... topics) {
    return say(new JsonObject().put("follow", new JsonArray(List.of(topics))));
  }

  public Ear followAfter(long seq, String... topics) {
    return say(new JsonObject().put("follow", new JsonArray(List.of(topics))).put("after", seq));
  }

  /** As a page does: the regions of these addresses, in a language. */
  public Ear followRegions(long after, String language, String... topics) {
    html = true;
    return say(new JsonObject().put("follow", new JsonArray(List.of(topics))).put("after", after).put("html", true).put("lang", language));
  }

  public Ear unfollow(String... topics) {
    return say(new JsonObject().put("unfollow", new JsonArray(List.of(topics))));
  }

  private Ear say(JsonObject wish) {
    var fault = CONTRACT.fault(Schemas.reference("Wish"), wish.encode());
    if (fault != null) throw new AssertionError("No wish of the contract: " + wish + fault);
    return sayRaw(wish.encode());
  }

  public Ear sayRaw(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  public WebSocket socket() {
    return socket;
  }

  @Override
  public void onOpen(WebSocket open) {
    open.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (!last) return null;
    var text = part.toString();
    part.setLength(0);
    var message = new JsonObject(text);
    var fault = fault(message, text);
    if (fault != null) wrong.add(text + fault);
    heard.add(message);
    notifyAll();
    return null;
  }

  private String fault(JsonObject message, String text) {
    var schema = message.containsKey("resync") ? "Resync" : !message.containsKey("seq") ? "Heartbeat" : html ? "Regions" : "Entry";
    var fault = CONTRACT.fault(Schemas.reference(schema), text);
    if (fault != null || !message.containsKey("type")) return fault;
    var event = CONTRACT.document.at("/components/x-events/" + message.getString("type"));
    return event.isMissingNode() ? " is of no type in the contract" : CONTRACT.fault(event, message.getJsonObject("data").encode());
  }

  @Override
  public synchronized CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closedWith = code;
    notifyAll();
    return null;
  }

  @Override
  public synchronized void onError(WebSocket from, Throwable error) {
    if (closedWith == 0) closedWith = 1006;
    notifyAll();
  }

  /** The data of the next entry of that type, which must come within five seconds. */
  public JsonObject sees(String type) {
    return next(message -> type.equals(message.getString("type")), type).getJsonObject("data", new JsonObject());
  }

  /** The next push with that region, as HTML. */
  public String seesRegion(String id) {
    return next(message -> message.getJsonObject("html", new JsonObject()).containsKey(id), "region " + id).getJsonObject("html").getString(id);
  }

  /** The next message that fits; those before it count as seen. */
  public synchronized JsonObject next(Predicate<JsonObject> wanted, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      while (seen < heard.size()) {
        var message = heard.get(seen++);
        if (wanted.test(message)) return checked(message);
      }
      if (!waited(until)) throw new AssertionError("Never saw " + what + (closedWith != 0 ? " (closed " + closedWith + ")" : "") + "; saw " + types());
    }
  }

  private JsonObject checked(JsonObject message) {
    if (!wrong.isEmpty()) throw new AssertionError("Not as asyncapi.yaml says: " + wrong);
    return message;
  }

  private boolean waited(long until) {
    try {
      long millis = (until - System.nanoTime()) / 1_000_000;
      if (millis <= 0 || closedWith != 0) return false;
      wait(millis);
      return true;
    } catch (InterruptedException asked) {
      throw new IllegalStateException(asked);
    }
  }

  /** Waits until the entry with that number (or a later one) has come. */
  public synchronized Ear upTo(long seq) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (lastSeq() < seq) if (!waited(until)) throw new AssertionError("Never came to " + seq + ", only to " + lastSeq() + "; saw " + types());
    checked(null);
    return this;
  }

  public synchronized long lastSeq() {
    return heard.stream().mapToLong(message -> message.getLong("seq", 0L)).max().orElse(0);
  }

  /** The close code, which must come within the time. */
  public synchronized int closed(Duration within) {
    long until = System.nanoTime() + within.toNanos();
    while (closedWith == 0) if (!waited(until)) break;
    return closedWith;
  }

  public synchronized boolean isOpen() {
    return closedWith == 0;
  }

  /** Everything heard so far. */
  public synchronized List<JsonObject> transcript() {
    checked(null);
    return List.copyOf(heard);
  }

  public synchronized List<Long> numbers() {
    return heard.stream().filter(message -> message.containsKey("seq")).map(message -> message.getLong("seq")).toList();
  }

  public synchronized List<String> types() {
    return heard.stream().map(message -> message.getString("type", message.containsKey("html") ? "html" : "?")).toList();
  }

  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException asked) {
      throw new IllegalStateException(asked);
    }
  }

  /** Gone without a word, as a phone in a tunnel. */
  public void drop() {
    socket.abort();
  }
}
