package org.lectern.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Json;

/** What somebody was answered. */
public record Answer(String request, int status, HttpHeaders headers, String text) {

  public Answer expect(int expected) {
    if (status != expected) throw new AssertionError(request + ": expected " + expected + ", got " + this);
    return this;
  }

  /** A problem with this status and code. */
  public Answer refused(int expected, String code) {
    expect(expected);
    if (!code.equals(problem())) throw new AssertionError(request + ": expected " + code + ", got " + this);
    return this;
  }

  public JsonNode json() {
    return Json.read(text, JsonNode.class);
  }

  public JsonNode at(String pointer) {
    var found = json().at(pointer);
    if (found.isMissingNode()) throw new AssertionError(request + ": nothing at " + pointer + " of " + this);
    return found;
  }

  public String text(String pointer) {
    return at(pointer).asText();
  }

  public boolean has(String pointer) {
    return !json().at(pointer).isMissingNode();
  }

  /** The code of the problem, null if it is none. */
  public String problem() {
    return status < 400 || !text.startsWith("{") ? null : json().path("type").asText().replace("urn:lectern:problem:", "");
  }

  /** Codes and places of what was wrong: {@code /text required}. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    json().path("errors").forEach(error -> faults.add(error.path("pointer").asText() + " " + error.path("code").asText()));
    return faults;
  }

  public String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  @Override
  public String toString() {
    return status + " " + (text.length() > 1500 ? text.substring(0, 1500) + "…" : text);
  }
}
