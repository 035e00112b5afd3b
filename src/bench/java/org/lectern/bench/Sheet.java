package org.lectern.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures of one workload: for each server and measure one value a round, told as medians. */
public final class Sheet {

  public final String title;
  private final Results results;
  private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();
  private final List<String> measures = new ArrayList<>();

  Sheet(String title, Results results) {
    this.title = title;
    this.results = results;
  }

  public void add(String server, String measure, double value) {
    if (!measures.contains(measure)) measures.add(measure);
    values.computeIfAbsent(server, first -> new LinkedHashMap<>()).computeIfAbsent(measure, first -> new ArrayList<>()).add(value);
    results.raw(title, server, measure, value);
  }

  public List<String> measures() {
    return List.copyOf(measures);
  }

  /** NaN if it was not measured. */
  public double median(String server, String measure) {
    return median(of(server, measure));
  }

  /** The median of the ratios of each round, in which both had their turns one after the other. */
  public double ratio(String server, String to, String measure) {
    var ours = of(server, measure);
    var theirs = of(to, measure);
    return median(IntStream.range(0, Math.min(ours.size(), theirs.size())).mapToObj(round -> ours.get(round) / theirs.get(round)).toList());
  }

  public String told(String server, String to, String measure) {
    return number(ratio(server, to, measure));
  }

  private List<Double> of(String server, String measure) {
    return values.getOrDefault(server, Map.of()).getOrDefault(measure, List.of());
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n == 0 ? Double.NaN : (sorted.get(n / 2) + sorted.get((n - 1) / 2)) / 2;
  }

  /** A Markdown table; the first measure also as a ratio to {@code reference} (null for none). */
  String table(String reference) {
    var out = new StringBuilder("\n**" + title + "**\n\n| server |");
    if (reference != null) out.append(" ratio |");
    measures.forEach(measure -> out.append(' ').append(measure).append(" |"));
    out.append("\n|---|").append("---:|".repeat(measures.size() + (reference == null ? 0 : 1))).append('\n');
    for (var server : values.keySet()) {
      out.append("| ").append(server).append(" |");
      if (reference != null) out.append(' ').append(number(ratio(server, reference, measures.get(0)))).append(" |");
      measures.forEach(measure -> out.append(' ').append(number(median(server, measure))).append(" |"));
      out.append('\n');
    }
    return out.toString();
  }

  static String number(double value) {
    if (Double.isNaN(value)) return "–";
    if (value >= 1_000) return String.format(Locale.ROOT, "%,.0f", value);
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
