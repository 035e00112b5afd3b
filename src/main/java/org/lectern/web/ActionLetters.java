package org.lectern.web;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Secrets;
import org.lectern.follow.Telling.Concerned;
import org.lectern.follow.Telling.News;
import org.lectern.people.Outbox.Letter;

/** The mails that tell officials and followers what happens to an oversight action or to a policy change. */
final class ActionLetters {

  private final Settings settings;
  private final Secrets secrets;

  ActionLetters(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /** One sentence as its subject, the same with date, reason and link as its body; a follower also reads how to end such mail. */
  Letter tell(Jurisdiction place, News news, Concerned one) {
    var messages = Messages.in(Messages.best(one.language()));
    var words = words(place, news, messages);
    var body = body(messages, words);
    if (one.follower() == null) return new Letter(messages.say("letter.action.subject", words), body + "\n\n" + messages.say("letter.action.office", words) + "\n", null);
    var own = settings.url() + "/" + place.slug() + "/follow/" + secrets.link("follow", one.follower());
    words.put("own", own);
    return new Letter(messages.say("letter.action.subject", words), body + "\n\n" + messages.say("letter.foot.follower", words) + "\n", own + "/one-click");
  }

  private static String body(Messages messages, Map<String, Object> words) {
    var body = new StringBuilder(messages.say("letter.action.body", words));
    if (!words.get("due").equals("")) body.append("\n\n").append(messages.say("letter.action.due", words));
    if (!words.get("reason").equals("")) body.append("\n\n").append(messages.say("letter.action.reason", words));
    return body.append("\n\n").append(words.get("link")).toString();
  }

  private Map<String, Object> words(Jurisdiction place, News news, Messages messages) {
    var data = news.data();
    var words = new LinkedHashMap<String, Object>();
    var address = data.getString("action") != null ? "actions/" + data.getString("action") : "policies/" + data.getString("policy");
    words.put("number", address.substring(address.indexOf('/') + 1));
    words.put("title", data.getString("title"));
    words.put("place", place.name());
    words.put("happened", messages.say("event." + news.type()));
    words.put("link", settings.url() + "/" + place.slug() + "/" + address);
    words.put("reason", data.getString("reason", ""));
    words.put("due", due(data, place) == null ? "" : View.date(messages, due(data, place)));
    return words;
  }

  /** The day that counts, whichever the entry has. */
  private static LocalDate due(JsonObject data, Jurisdiction place) {
    if (data.getString("closes_at") != null) return data.getInstant("closes_at").atZone(place.zone()).toLocalDate();
    return Stream.of("due", "response_due", "until", "effective_on", "sunset_on").map(data::getString).filter(Objects::nonNull).findFirst().map(LocalDate::parse).orElse(null);
  }
}
