package org.lectern.reading;

import java.util.ArrayList;
import java.util.List;

/** A piece of a text around what was looked for, in parts: what was found and what stands between. Whoever shows it escapes it. */
public record Snippet(List<Part> parts) {

  public record Part(String text, boolean hit) {}

  private static final int AROUND = 80;
  private static final int LONGEST = 280;

  static Snippet of(String text, Wanted wanted) {
    if (text == null) return new Snippet(List.of());
    var line = text.replaceAll("\\s+", " ").strip();
    var places = wanted.places(line);
    int from = places.isEmpty() ? 0 : wordStart(line, Math.max(0, places.get(0)[0] - AROUND));
    int to = wordEnd(line, Math.min(line.length(), from + LONGEST));
    var parts = new ArrayList<Part>();
    int at = from;
    if (from > 0) parts.add(new Part("… ", false));
    for (var place : places) {
      if (place[0] < at || place[1] > to) continue;
      if (place[0] > at) parts.add(new Part(line.substring(at, place[0]), false));
      parts.add(new Part(line.substring(place[0], place[1]), true));
      at = place[1];
    }
    if (at < to) parts.add(new Part(line.substring(at, to), false));
    if (to < line.length()) parts.add(new Part(" …", false));
    return new Snippet(List.copyOf(parts));
  }

  /** Never within a word, and never within a sign of two halves. */
  private static int wordStart(String line, int from) {
    int space = line.indexOf(' ', from);
    int start = from == 0 ? 0 : space >= 0 && space < from + 20 ? space + 1 : from;
    return start > 0 && start < line.length() && Character.isLowSurrogate(line.charAt(start)) ? start - 1 : start;
  }

  private static int wordEnd(String line, int to) {
    if (to >= line.length()) return line.length();
    int space = line.lastIndexOf(' ', to);
    int end = space > to - 20 ? space : to;
    return end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end;
  }
}
