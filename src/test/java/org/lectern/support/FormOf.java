package org.lectern.support;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Connection.KeyVal;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

/**
 * A form as it stands on a page, filled in and sent as a browser without script does: only fields that are there, only
 * choices that are offered, no more than fits, with the hidden fields that the page itself put in. What a test posts by hand
 * can be right where the page is wrong; this cannot.
 */
public final class FormOf {

  private final Visitor visitor;
  private final URI page;
  private final FormElement form;
  private Element button;

  /** The text of the whole page, as it is read. */
  public String pageText() {
    return form.ownerDocument().text();
  }

  /** Presses the button with this name instead of the first one. */
  public FormOf pressing(String name) {
    button = form.selectFirst("button[name=" + name + "]");
    if (button == null) throw new AssertionError("No button " + name + " on " + page);
    return this;
  }

  private FormOf(Visitor visitor, URI page, FormElement form) {
    this.visitor = visitor;
    this.page = page;
    this.form = form;
    this.button = form.selectFirst("button:not([type=button]):not([disabled])");
  }

  static FormOf on(Visitor visitor, String path, String action) {
    return of(visitor, path, visitor.page(path).expect(200), action);
  }

  /** The same on a page that has already been answered: one that came back with errors. */
  static FormOf of(Visitor visitor, String path, Answer answer, String action) {
    var page = URI.create(path);
    for (var form : Jsoup.parse(answer.text()).select("form[method=post]")) {
      var buttons = form.select("button[formaction]").eachAttr("formaction");
      if (at(page, form.attr("action")).equals(action) || buttons.contains(action)) {
        return new FormOf(visitor, page, (FormElement) form).presses(action);
      }
    }
    throw new AssertionError("No form on " + path + " is sent to " + action + ": " + answer);
  }

  /** The button with this address, or with this text; the first one of the form otherwise. */
  private FormOf presses(String action) {
    form.select("button[formaction]").stream().filter(one -> one.attr("formaction").equals(action)).findFirst().ifPresent(one -> button = one);
    return this;
  }

  /** Writes into a text field, or chooses from a list, by the field's name. */
  public FormOf with(String name, Object value) {
    var field = field(name);
    var text = String.valueOf(value);
    switch (field.normalName()) {
      case "select" -> {
        var wanted = field.select("option").stream().filter(option -> option.val().equals(text)).findFirst()
            .orElseThrow(() -> new AssertionError(name + " on " + page + " does not offer " + text + " but " + field.select("option").eachAttr("value")));
        field.select("option").removeAttr("selected");
        wanted.attr("selected", true);
      }
      case "textarea" -> field.text(fitting(field, name, text));
      default -> {
        if (List.of("radio", "checkbox").contains(field.attr("type"))) choose(name, text);
        else field.val(fitting(field, name, text));
      }
    }
    return this;
  }

  private static String fitting(Element field, String name, String text) {
    var most = field.attr("maxlength");
    if (!most.isEmpty() && text.length() > Integer.parseInt(most)) throw new AssertionError(name + " takes no more than " + most + " characters");
    return text;
  }

  private void choose(String name, String value) {
    var all = form.select("[name=" + name + "]");
    var wanted = all.stream().filter(one -> one.val().equals(value)).findFirst()
        .orElseThrow(() -> new AssertionError(name + " on " + page + " does not offer " + value + " but " + all.eachAttr("value")));
    if (wanted.attr("type").equals("radio")) all.removeAttr("checked");
    wanted.attr("checked", true);
  }

  /** Takes the tick out of a box. */
  public FormOf without(String name, String value) {
    form.select("[name=" + name + "]").stream().filter(one -> one.val().equals(value)).forEach(one -> one.removeAttr("checked"));
    return this;
  }

  private Element field(String name) {
    var field = form.selectFirst("[name=" + name + "]:not([type=hidden])");
    if (field == null) throw new AssertionError("The form on " + page + " has no field " + name + " but " + form.select("[name]").eachAttr("name"));
    if (form.select("label[for=" + field.id() + "]").isEmpty() && field.closest("label") == null) throw new AssertionError(name + " on " + page + " has no label");
    return field;
  }

  /** What the field holds before anything is typed. */
  public String value(String name) {
    var field = field(name);
    return field.normalName().equals("select") ? field.select("option[selected]").attr("value") : field.normalName().equals("textarea") ? field.wholeText().replaceFirst("^\\n", "") : field.val();
  }

  public List<String> offers(String name) {
    return field(name).select("option").eachAttr("value");
  }

  /** Sends it, whatever comes of it. */
  public Answer sends() {
    refuseIfIncomplete();
    var data = form.formData();
    data.stream().filter(pair -> pair.value().equals("on") && chosenNothing(pair.key())).forEach(pair -> pair.value(""));
    if (button != null && button.hasAttr("name")) data.add(org.jsoup.helper.HttpConnection.KeyVal.create(button.attr("name"), button.val()));
    var body = data.stream().map(FormOf::pair).collect(Collectors.joining("&"));
    return visitor.submit(target(), body, "Origin", "null", "Sec-Fetch-Site", "same-origin");
  }

  /** A choice whose value is empty is sent as it is. */
  private boolean chosenNothing(String name) {
    return form.select("[name=" + name + "][type=radio][checked]").stream().anyMatch(one -> one.hasAttr("value") && one.val().isEmpty());
  }

  /** A browser keeps back what the page itself calls incomplete. */
  private void refuseIfIncomplete() {
    if (form.hasAttr("novalidate")) return;
    for (var field : form.select("[required]")) {
      if (field.val().isBlank() && field.wholeText().isBlank()) throw new AssertionError("The browser does not send the form on " + page + " without " + field.attr("name"));
    }
  }

  private String target() {
    var action = button != null && button.hasAttr("formaction") ? button.attr("formaction") : form.attr("action");
    return at(page, action);
  }

  /** A form without an action goes to its own page. */
  private static String at(URI page, String action) {
    return action.isEmpty() ? page.getPath() : page.resolve(action).getPath();
  }

  private static String pair(KeyVal field) {
    return URLEncoder.encode(field.key(), StandardCharsets.UTF_8) + "=" + URLEncoder.encode(field.value().replaceAll("\\r?\\n", "\r\n"), StandardCharsets.UTF_8);
  }

  /** Sends it and follows the redirect, as a browser does; the answer is the page that it leads to. */
  public Answer succeeds() {
    var to = sends().expect(303).header("Location");
    return visitor.page(to).expect(200);
  }

  /** Sends it and is told where to go. */
  public String leadsTo() {
    return sends().expect(303).header("Location");
  }

  /** Sends it and gets the same form back with an error summary and everything typed; the answer is the form to be put right. */
  public FormOf comesBack(int status, String sentence) {
    var answer = sends().expect(status);
    var page = Jsoup.parse(answer.text());
    if (page.selectFirst(".error-summary[role=alert]") == null) throw new AssertionError("No error summary: " + answer);
    if (!page.text().contains(sentence)) throw new AssertionError("Nothing says " + sentence + ": " + page.selectFirst(".error-summary").text());
    for (var link : page.select(".error-summary a[href^=#]")) {
      if (page.getElementById(link.attr("href").substring(1)) == null) throw new AssertionError("The error leads nowhere: " + link);
    }
    return of(visitor, this.page.toString(), answer, target());
  }
}
