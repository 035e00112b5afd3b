package org.lectern.support;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Somebody of a place, with the verbs that people use there. Each verb expects to succeed; what must fail is asked with {@link #asks}. */
public final class Person extends Visitor {

  public final String place;

  Person(Hall hall, String place, String name) {
    super(hall, name);
    this.place = place;
  }

  /** A POST below the place, whatever comes of it. */
  public Answer asks(String path, Object body) {
    return post("/" + place + "/" + path, body);
  }

  public Answer asks(String path) {
    return asks(path, null);
  }

  public Answer reads(String path) {
    return get("/" + place + "/" + path);
  }

  /** The draft of a hearing that lacks nothing. */
  public Map<String, Object> draft(String body, String title, Instant startsAt, Object... items) {
    var draft = new LinkedHashMap<String, Object>();
    draft.put("body", body);
    draft.put("kind", "regular");
    draft.put("title", title);
    draft.put("starts_at", startsAt.truncatedTo(ChronoUnit.SECONDS));
    draft.put("place", "City Hall, Room 200");
    draft.put("phone_in", "+1 555 0100");
    draft.put("access_note", "Step-free; ask for an interpreter until the day before.");
    draft.put("items", items(items));
    return draft;
  }

  private static List<Map<String, Object>> items(Object... titles) {
    var items = new ArrayList<Map<String, Object>>();
    for (var title : titles) items.add(title instanceof Map<?, ?> item ? cast(item) : Map.of("title", title));
    return items;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Map<?, ?> item) {
    return (Map<String, Object>) item;
  }

  public long drafts(Map<String, Object> draft) {
    return asks("hearings", draft).expect(201).at("/number").asLong();
  }

  public void notices(long hearing) {
    asks("hearings/" + hearing + "/notice", Map.of()).expect(200);
  }

  /** Drafts a hearing of the council that begins in twenty minutes, and notices it with a waiver: it can be started at once. */
  public long announces(String title, Object... items) {
    var hearing = drafts(draft("council", title, Instant.now().plus(20, ChronoUnit.MINUTES), items));
    asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    return hearing;
  }

  public void opens(long hearing) {
    asks("hearings/" + hearing + "/start", Map.of("present", 5)).expect(200);
  }

  /** A move of a hearing, an item or the line: {@code does(hearing, "items/1/call")}. */
  public Answer does(long hearing, String move) {
    return asks("hearings/" + hearing + "/" + move).expect(200);
  }

  public Answer testifies(String target, String text, Object... more) {
    return asks(target + "/testimony", words(text, more)).expect(201);
  }

  static Map<String, Object> words(String text, Object... more) {
    var words = new LinkedHashMap<String, Object>();
    words.put("text", text);
    for (int i = 0; i < more.length; i += 2) words.put((String) more[i], more[i + 1]);
    return words;
  }

  /** Under the person's own first name; the answer is the secret of the place in line. */
  public String signsUp(long hearing, int item) {
    return asks("hearings/" + hearing + "/slots", Map.of("item", item, "name", name)).expect(201).text("/secret");
  }
}
