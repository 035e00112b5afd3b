package org.lectern.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lectern.bodies.BodyCommands.Founding;
import org.lectern.bodies.BodyCommands.NewBody;
import org.lectern.bodies.MemberCommands.Seating;
import org.lectern.core.Json;
import org.lectern.core.Role;
import org.lectern.hearings.CommentMode;
import org.lectern.hearings.Decision;
import org.lectern.hearings.HearingKind;
import org.lectern.hearings.ItemKind;
import org.lectern.minutes.Heard.Disposition;
import org.lectern.oversight.ActionKind;
import org.lectern.oversight.Mark;
import org.lectern.oversight.Priority;
import org.lectern.oversight.Verdict;
import org.lectern.testimony.Position;
import org.lectern.testimony.Privacy;

/** What is said and done in Marlow, read from the files beside: {@code marlow.yaml}, {@code testimony.txt}, {@code letters.yaml}, {@code names.txt}. */
record Script(
    Founding place, List<NewBody> bodies, List<Player> people, Map<String, List<Seating>> seated, Map<String, Scene> past, List<Scene> live, Scene today, List<Scene> coming,
    Scene cancelled, Scene draft, List<Deed> actions) {

  /** Somebody with an office or without. */
  record Player(String key, String name, Role role, List<String> bodies) {}

  /** A hearing. {@code day} counts from today, {@code noticed} is days before it. */
  record Scene(
      String key, String body, HearingKind kind, String title, String summary, List<String> areas, String place, int day, LocalTime time,
      int noticed, int present, String waiver, String cancelled, List<String> away, List<Item> items, Written minutes, List<Gathered> heard) {

    Scene {
      away = away == null ? List.of() : away;
      heard = heard == null ? List.of() : heard;
    }
  }

  record Item(
      String title, ItemKind kind, Integer minutes, CommentMode comment, int speakers, Decision decision, String text, String exemption, String tabled,
      Ballot vote) {}

  /** A vote by name: whoever is there says yes, but for those who are named; those recused with their reason. */
  record Ballot(String motion, Decision proposes, String mover, String seconder, List<String> no, Map<String, String> recused) {

    Ballot {
      no = no == null ? List.of() : no;
      recused = recused == null ? Map.of() : recused;
    }
  }

  /** Minutes, drafted and circulated that many days after the hearing; what is written to the items by their place, to the whole at 0. */
  record Written(int drafted, Integer circulated, Map<Integer, String> narrative) {}

  /** A theme of what was heard, and the words by which its testimony is found. */
  record Gathered(String title, Disposition disposition, String reason, List<String> words) {}

  /** An oversight action and its way. */
  record Deed(
      String key, ActionKind kind, String issuer, String addressee, String title, String text, String summary, List<String> criteria,
      Priority priority, org.lectern.areas.Lever lever, String area, String hearing, boolean quotes, Integer responseDays, int day, List<Step> steps) {}

  /** {@code day} counts from today; {@code due} from that day. {@code who} is a key of {@link Player} where it is not the usual one. */
  record Step(
      int day, String act, String who, org.lectern.oversight.Position position, String text, String owner, Integer due, String url, boolean vote,
      List<String> evidence, List<Mark> marks, Verdict verdict) {}

  /** A testimony. {@code reply} if it answers the one before; {@code flags} say what else becomes of it. */
  record Line(Position position, Privacy privacy, String language, Integer item, boolean reply, Set<String> flags, String name, String text) {
    boolean is(String flag) {
      return flags.contains(flag);
    }
  }

  private record Letters(String section, int item, String opening, String body, String closing, List<String> additions, List<String> names) {}

  static Script read() {
    return Json.as(yaml("marlow.yaml"), Script.class);
  }

  /** Policy changes, efforts of officials, and a case. */
  static PolicyScenes.Told policies() {
    return Json.as(yaml("policies.yaml"), PolicyScenes.Told.class);
  }

  /** What the worksheets say. */
  static JsonNode worksheets() {
    return yaml("worksheets.yaml");
  }

  Scene scene(String key) {
    return past.get(key);
  }

  /** Names for whoever has none in the script, over and over. */
  static Iterator<String> names() {
    var names = text("names.txt").lines().map(String::strip).filter(name -> !name.isEmpty()).toList();
    return java.util.stream.Stream.generate(() -> names).flatMap(List::stream).iterator();
  }

  /** Added to the section of a hearing: the letters of a campaign to it. */
  static final String LETTERS = " letters";

  /** All testimony by section. */
  static Map<String, List<Line>> testimony() {
    var sections = new LinkedHashMap<String, List<Line>>();
    var lines = new ArrayList<Line>();
    for (var raw : text("testimony.txt").lines().toList()) {
      if (raw.startsWith("== ")) sections.put(raw.substring(3).strip(), lines = new ArrayList<>());
      else if (!raw.isBlank() && !raw.startsWith("#")) lines.add(line(raw));
    }
    var letters = Json.as(yaml("letters.yaml"), Letters.class);
    sections.put(letters.section + LETTERS, campaign(letters));
    return sections;
  }

  /** {@code + named es #3 Marisol Vega | What she says.} Marks first, then perhaps a name. */
  static Line line(String raw) {
    var bar = raw.indexOf(" | ");
    var marks = raw.substring(0, bar).strip().split(" +");
    var flags = new java.util.HashSet<String>();
    String language = "en";
    Integer item = null;
    var name = new StringBuilder();
    for (var i = 2; i < marks.length; i++) {
      var mark = marks[i];
      if (!name.isEmpty() || !mark.matches("[a-z]+|#\\d")) name.append(name.isEmpty() ? "" : " ").append(mark);
      else if (mark.matches("es|zh|ar")) language = mark;
      else if (mark.startsWith("#")) item = Integer.valueOf(mark.substring(1));
      else flags.add(mark);
    }
    return new Line(position(marks[0]), Privacy.valueOf(marks[1].toUpperCase(Locale.ROOT)), language, item, flags.remove("re"), flags,
        name.isEmpty() ? null : name.toString(), raw.substring(bar + 3).strip().replace("\\n", "\n"));
  }

  private static Position position(String mark) {
    return switch (mark) {
      case "+" -> Position.SUPPORT;
      case "-" -> Position.OPPOSE;
      case "=" -> Position.NEUTRAL;
      case "~" -> Position.MIXED;
      case "." -> null;
      default -> throw new IllegalArgumentException("No position: " + mark);
    };
  }

  /** The same letter under many names, each with a sentence of the sender's own. */
  private static List<Line> campaign(Letters letters) {
    var lines = new ArrayList<Line>();
    for (var i = 0; i < letters.names.size(); i++) {
      var addition = letters.additions.get(i);
      var text = letters.opening + "\n\n" + letters.body.strip() + "\n\n" + (addition.isBlank() ? "" : addition + "\n\n") + letters.closing;
      lines.add(new Line(Position.OPPOSE, Privacy.NAMED, "en", letters.item, false, Set.of(), letters.names.get(i), text));
    }
    return lines;
  }

  private static JsonNode yaml(String file) {
    try {
      return new YAMLMapper().readTree(text(file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String text(String file) {
    try (var in = Script.class.getResourceAsStream("/demo/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
