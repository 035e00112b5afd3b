package org.lectern.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lectern.core.Access;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Secrets;
import org.lectern.demo.Script.Line;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.Submitted;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyCommands;
import org.lectern.testimony.TestimonyCommands.Words;

/** What the people of Marlow write, and when. */
final class Voices {

  private final Story story;
  private final Cast cast;
  private final Secrets secrets;
  private final Iterator<String> names;
  private final Random dice;
  private final Instant now;
  private final Map<String, String> quotable = new HashMap<>();

  Voices(Story story, Cast cast, Secrets secrets, Iterator<String> names, Random dice, Instant now) {
    this.story = story;
    this.cast = cast;
    this.secrets = secrets;
    this.names = names;
    this.dice = dice;
    this.now = now;
  }

  String name() {
    return names.next();
  }

  /** The number of the first testimony that was written under that key. */
  String quote(String key) {
    return quotable.get(key);
  }

  /** Spread over the time between, in the order of the script; those marked late when the room is empty again. */
  void write(String key, Supplier<Target> target, List<Line> lines, Instant from, Instant to, Duration afterwards) {
    var onTime = lines.stream().filter(line -> !line.is("late")).toList();
    var late = lines.stream().filter(line -> line.is("late")).toList();
    schedule(key, target, onTime, from, to);
    schedule(key, target, late, to.plus(4, ChronoUnit.HOURS), to.plus(afterwards));
  }

  private void schedule(String key, Supplier<Target> target, List<Line> lines, Instant from, Instant to) {
    var times = spread(from, to, lines.size());
    var made = new Submitted[lines.size()];
    var before = from;
    for (var i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var nth = i;
      var when = hourly(line, times.get(i).isAfter(before) ? times.get(i) : before, from, to);
      before = when.plusSeconds(61).isBefore(to) ? when.plusSeconds(61) : to;
      story.plan(when, () -> {
        made[nth] = submit(when, target.get(), line, line.reply() && nth > 0 ? made[nth - 1].number() : null);
        if (line.privacy() != Privacy.CONFIDENTIAL && !line.is("withdrawn")) quotable.putIfAbsent(key, made[nth].number());
      });
      if (line.is("withdrawn")) later(when.plus(19, ChronoUnit.HOURS), made, nth, TestimonyCommands::withdraw);
      if (line.is("hides")) later(when.truncatedTo(ChronoUnit.HOURS).plus(5, ChronoUnit.HOURS), made, nth, TestimonyCommands::withholdName);
    }
  }

  /** What the author does with the link of the receipt. */
  private void later(Instant wanted, Submitted[] made, int nth, Function<String, Command<?>> command) {
    var when = wanted.isBefore(now) ? wanted : now.minusSeconds(100);
    story.plan(when, () -> story.tell(when, cast.visitor("web"), command.apply(secrets.link("receipt", made[nth].id()))));
  }

  /** Of anonymous authors the record keeps the hour alone: told on the hour, so that the record still rises. */
  static Instant hourly(Line line, Instant when, Instant from, Instant to) {
    if (line.privacy() == Privacy.NAMED || line.privacy() == Privacy.PSEUDONYM) return when;
    var hour = when.truncatedTo(ChronoUnit.HOURS);
    if (hour.plus(1, ChronoUnit.HOURS).isBefore(to)) return hour.plus(1, ChronoUnit.HOURS);
    return hour.isBefore(from) ? when : hour;
  }

  /** Instants in order, mostly by day. */
  List<Instant> spread(Instant from, Instant to, int count) {
    var span = Duration.between(from, to).toMillis();
    var times = new ArrayList<Instant>(count);
    for (var i = 0; i < count; i++) times.add(awake(from.plusMillis((long) (dice.nextDouble() * span)), to));
    times.sort(null);
    return times;
  }

  private Instant awake(Instant when, Instant to) {
    var hour = when.atZone(cast.place().zone()).getHour();
    var later = hour < 7 ? when.plus(8 - hour, ChronoUnit.HOURS) : when;
    return later.isBefore(to) ? later : when;
  }

  Submitted submit(Instant when, Target target, Line line, String parent) {
    var named = line.privacy() != Privacy.ANONYMOUS;
    var name = line.name() != null ? line.name() : named && line.privacy() != Privacy.CONFIDENTIAL ? names.next() : null;
    var email = named && name != null && dice.nextInt(3) == 0 ? address(name) : null;
    return story.tell(when, author(line), TestimonyCommands.submit(target, new Words(line.item(), line.text(), line.privacy(), name, email,
        line.position(), line.language(), parent, line.is("oral") ? "oral" : null), secrets));
  }

  private static String address(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", ".") + "@mail.example";
  }

  private Caller author(Line line) {
    if (line.is("resident")) return cast.resident();
    for (var liaison : List.of("agency", "responder")) if (line.is(liaison)) return cast.person(liaison, Access.ANYONE);
    for (var channel : List.of("paper", "voicemail", "email")) if (line.is(channel)) return cast.visitor(channel);
    return cast.visitor(line.is("oral") ? "in_person" : "web");
  }
}
