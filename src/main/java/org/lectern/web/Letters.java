package org.lectern.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Secrets;
import org.lectern.follow.FollowCommands.Followed;
import org.lectern.follow.Telling.Concerned;
import org.lectern.follow.Telling.News;
import org.lectern.minutes.HeardCommands.Told;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Removal;
import org.lectern.oversight.PromiseCommands.Promise;
import org.lectern.people.Outbox.Letter;
import org.lectern.policies.Themes;
import org.lectern.queue.Alerts.Due;
import org.lectern.testimony.CitationCommands;
import org.lectern.testimony.Submitted;

/** The mails that tell people of hearings, each in its reader's language, from the catalogues of the pages. */
final class Letters {

  private final Settings settings;
  private final Secrets secrets;

  Letters(Settings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
  }

  /** Asks an address whether it wants to follow. */
  Letter ask(Jurisdiction place, Followed followed, String secret) {
    var messages = Messages.in(Messages.best(followed.language()));
    var words = Map.<String, Object>of("title", followed.title(), "place", place.name(), "link", settings.url() + "/" + place.slug() + "/follow/" + secret);
    return new Letter(messages.say("letter.ask.subject", words), messages.say("letter.ask.body", words), null);
  }

  /** The receipt of a testimony with its secret link, in the language of its words. */
  Function<Submitted, Letter> receipts(Jurisdiction place, String language) {
    return made -> {
      var messages = Messages.in(Messages.best(language == null ? place.languages().get(0) : language));
      var words = Map.<String, Object>of("number", made.number(), "place", place.name(), "link", settings.url() + "/receipt/" + secrets.link("receipt", made.id()));
      return new Letter(messages.say("letter.receipt.subject", words), messages.say("letter.receipt.body", words), null);
    };
  }

  /** Tells an author what became of a testimony. */
  Letter heard(Jurisdiction place, Told told) {
    var messages = Messages.in(Messages.best(told.language()));
    var words = Map.<String, Object>of("number", told.number(), "title", told.hearingTitle(), "theme", told.theme(), "reason", told.reason(),
        "disposition", messages.say("disposition." + told.disposition().name().toLowerCase(java.util.Locale.ROOT)), "link", settings.url() + "/receipt/" + secrets.link("receipt", told.testimony()));
    return new Letter(messages.say("letter.heard.subject", words), messages.say("letter.heard.body", words), null);
  }

  /** Tells the author of a comment on a policy change what was answered. */
  Letter answered(Jurisdiction place, Themes.Told told) {
    var messages = Messages.in(Messages.best(told.language()));
    var words = Map.<String, Object>of("number", told.number(), "title", told.title(), "theme", told.theme(), "reason", told.answer(),
        "disposition", messages.say("disposition." + told.disposition().name().toLowerCase(java.util.Locale.ROOT)), "link", settings.url() + "/receipt/" + secrets.link("receipt", told.testimony()));
    return new Letter(messages.say("letter.heard.subject", words), messages.say("letter.heard.body", words), null);
  }

  /** Tells an author that a passage is cited, and where. */
  Letter cited(Jurisdiction place, CitationCommands.Told told) {
    var messages = Messages.in(Messages.best(told.language()));
    var words = Map.<String, Object>of("number", told.number(), "passage", told.passage(), "place", place.name(),
        "source", settings.url() + "/" + place.slug() + "/" + Sources.page(told.source()), "link", settings.url() + "/receipt/" + secrets.link("receipt", told.testimony()));
    return new Letter(messages.say("letter.cited.subject", words), messages.say("letter.cited.body", words), null);
  }

  /** Asks whoever promised something whether it was heard right. */
  Letter promise(Jurisdiction place, Promise promise, String secret) {
    var messages = Messages.in(Messages.best(place.languages().get(0)));
    var words = Map.<String, Object>of("speaker", promise.speaker(), "title", promise.hearingTitle(), "said", promise.said(), "place", place.name(),
        "until", View.dateTime(messages, promise.openUntil(), place.zone()), "link", settings.url() + "/" + place.slug() + "/promises/" + secret);
    return new Letter(messages.say("letter.promise.subject", words), messages.say("letter.promise.body", words), null);
  }

  /** Tells one of those concerned what happened, and how to end such mail. */
  Letter tell(Jurisdiction place, News news, Concerned one) {
    if (news.hearing() == null) return new ActionLetters(settings, secrets).tell(place, news, one);
    var messages = Messages.in(Messages.best(one.language()));
    var words = words(place, news, messages);
    var said = said(messages, news.type(), words);
    if (one.slot() != null) {
      words.put("own", settings.url() + "/slot/" + secrets.link("slot", one.slot()));
      var foot = news.type().equals("HearingCancelled") ? messages.say("letter.foot.cancelled", words) : messages.say("letter.foot.speaker", words);
      return new Letter(said.subject(), said.body() + "\n\n" + foot + "\n", null);
    }
    var own = settings.url() + "/" + place.slug() + "/follow/" + secrets.link("follow", one.follower());
    words.put("own", own);
    return new Letter(said.subject(), said.body() + "\n\n" + messages.say("letter.foot.follower", words) + "\n", own + "/one-click");
  }

  /** Tells a speaker what concerns their own place in line. */
  Letter speaker(Jurisdiction place, Due due) {
    var messages = Messages.in(Messages.best(due.language()));
    var words = new LinkedHashMap<String, Object>();
    words.put("title", due.title());
    words.put("number", due.number());
    words.put("ahead", due.ahead() == null ? 0 : due.ahead());
    words.put("item", due.itemNumber());
    words.put("own", settings.url() + "/slot/" + secrets.link("slot", due.slot()));
    words.put("write", settings.url() + "/" + place.slug() + "/hearings/" + due.hearing() + "/testify?item=" + due.item() + "&offer=" + secrets.link("slot", due.slot()));
    words.put("until", due.offerUntil() == null ? "" : View.dateTime(messages, due.offerUntil(), due.zone()));
    return switch (due.what()) {
      case WELCOME -> new Letter(messages.say("letter.line.welcome.subject", words), messages.say("letter.line.welcome.body", words), null);
      case NEAR -> new Letter(messages.say("letter.line.near.subject", words), messages.say("letter.line.near.body", words), null);
      case REORDERED -> new Letter(messages.say("letter.line.reordered.subject", words), messages.say("letter.line.reordered.body", words), null);
      case CALLED -> new Letter(messages.say("letter.line.called.subject", words), messages.say("letter.line.called.body", words), null);
      case LAPSED -> new Letter(messages.say("letter.line.lapsed.subject", words), messages.say("letter.line.lapsed.body", words), null);
    };
  }

  /** Tells an author what moderators decided: the rule, the reason, and what can be done about it. */
  Letter moderated(Jurisdiction place, Notice notice) {
    var messages = Messages.in(Messages.best(notice.language()));
    var words = new LinkedHashMap<String, Object>();
    words.put("number", notice.number());
    words.put("title", notice.title());
    words.put("place", place.name());
    words.put("ground", notice.ground() == null ? "" : notice.ground() + ": " + messages.say("ground." + notice.ground().name().toLowerCase(Locale.ROOT)));
    words.put("reason", notice.reason() == null ? "" : notice.reason());
    words.put("until", notice.until() == null ? "" : View.dateTime(messages, notice.until(), place.zone()));
    words.put("link", notice.secret() != null ? settings.url() + "/" + place.slug() + "/disputes/" + notice.secret()
        : settings.url() + "/receipt/" + secrets.link("receipt", notice.testimony()));
    var what = notice.what().name().toLowerCase(Locale.ROOT);
    return new Letter(messages.say("letter.moderation.subject", Map.of("what", messages.say("moderation.subject." + what), "number", notice.number())),
        messages.say("moderation.letter." + what, words), null);
  }

  /** The same, for a command to apply. */
  Function<Notice, Letter> notices(Jurisdiction place) {
    return notice -> moderated(place, notice);
  }

  /** Tells whoever asked for personal data to be taken off what was decided. */
  Letter removal(Jurisdiction place, Removal removal) {
    var messages = Messages.in(Messages.best(place.languages().get(0)));
    var words = Map.<String, Object>of("number", removal.number(), "place", place.name(), "reason", removal.reason() == null ? "" : removal.reason(),
        "outcome", messages.say("removal.outcome." + removal.outcome().name().toLowerCase(Locale.ROOT)));
    return new Letter(messages.say("letter.removal.subject", words), messages.say("letter.removal.body", words), null);
  }

  private Map<String, Object> words(Jurisdiction place, News news, Messages messages) {
    var hearing = news.hearing();
    var words = new LinkedHashMap<String, Object>();
    words.put("title", hearing.title());
    words.put("body", hearing.bodyName());
    words.put("place", place.name());
    words.put("link", settings.url() + "/" + place.slug() + "/" + hearing.address());
    if (news.data().getLong("successor") != null) words.put("link", settings.url() + "/" + place.slug() + "/hearings/" + news.data().getLong("successor"));
    if (news.data().getInteger("version") != null) words.put("diff", words.get("link") + "/agenda/" + news.data().getInteger("version"));
    words.put("reason", news.data().getString("reason", ""));
    words.put("start", View.dateTime(messages, hearing.startsAt(), hearing.zone()));
    for (var instant : new String[] {"starts_at", "before"}) {
      if (news.data().getString(instant) != null) words.put(instant.equals("starts_at") ? "start" : "before", View.dateTime(messages, news.data().getInstant(instant), hearing.zone()));
    }
    return words;
  }

  private static Letter said(Messages messages, String type, Map<String, Object> words) {
    return switch (type) {
      case "HearingNoticed" -> new Letter(messages.say("letter.noticed.subject", words), messages.say("letter.noticed.body", words), null);
      case "HearingPostponed" -> new Letter(messages.say("letter.postponed.subject", words), messages.say("letter.postponed.body", words), null);
      case "HearingRescheduled" -> new Letter(messages.say("letter.rescheduled.subject", words), messages.say("letter.rescheduled.body", words), null);
      case "HearingCancelled" -> new Letter(messages.say("letter.cancelled.subject", words), messages.say("letter.cancelled.body", words), null);
      case "HearingContinued" -> new Letter(messages.say("letter.continued.subject", words), messages.say("letter.continued.body", words), null);
      case "AgendaAmended" -> new Letter(messages.say("letter.amended.subject", words), messages.say("letter.amended.body", words), null);
      default -> throw new IllegalArgumentException("Nobody is told of " + type);
    };
  }
}
