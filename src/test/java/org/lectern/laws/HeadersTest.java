package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.lectern.support.Answer;
import org.lectern.support.Hall;
import org.lectern.support.Town;
import org.lectern.support.Visitor;

/** What every answer carries, be it a page, data, a file, or a refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadersTest {

  private Hall hall;
  private Town town;
  private Visitor visitor;

  @BeforeAll
  void opens() {
    hall = Hall.openAsDemo();
    town = new Town(hall);
    visitor = new Visitor(hall, "Visitor");
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  private Answer guarded(Answer answer) {
    var policy = answer.header("Content-Security-Policy");
    assertThat(policy).as("policy of %s", answer).isNotNull();
    assertThat(policy).contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'", "object-src 'none'", "require-trusted-types-for 'script'").doesNotContain("unsafe", "*", "http:");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()", "geolocation=()");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
    assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
    return answer;
  }

  @Test
  void pagesOfEverySort() {
    var hearing = town.ines.announces("Headers", "Item");
    for (var path : List.of("/", "/ashgrove", "/ashgrove/hearings", "/ashgrove/hearings/" + hearing, "/ashgrove/hearings/" + hearing + "/testify", "/ashgrove/areas", "/ashgrove/actions", "/ashgrove/record", "/sign-in", "/dev/outbox")) {
      var page = guarded(visitor.page(path).expect(200));
      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.header("Cache-Control")).as(path).matches("no-store|public, max-age=[0-5](, s-maxage=[0-5], must-revalidate)?");
      assertThat(page.text()).as(path).doesNotContain("<style", " style=", "javascript:").doesNotContainPattern("<script(?![^>]*(src=|type=\"application/(ld\\+)?json\"))").doesNotContainPattern("\\son[a-z]+=\"");
      assertThat(page.text()).as("%s loads from us alone", path).doesNotContainPattern("(src|href)=\"https?://(?!127\\.0\\.0\\.1)[^\"]*\\.(js|css|png|svg|woff2?)\"");
    }
  }

  @Test
  void refusalsToo() {
    for (var path : List.of("/nowhere-at-all", "/ashgrove/hearings/999", "/ashgrove/nothing/here/at/all", "/assets/none.js", "/..%2f..%2fetc/passwd", "/%00", "/ashgrove/hearings/%F0%28")) {
      var page = guarded(visitor.page(path));
      assertThat(page.status()).as(path).isIn(400, 404);
      assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
      assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }
    guarded(visitor.page("/ashgrove/desk").expect(401));
    guarded(visitor.submit("/sign-in", "email=x", "Origin", "https://evil.example").expect(403));
    guarded(visitor.submit("/sign-in", Map.of("email", "no address")).expect(422));
    guarded(visitor.submit("/ashgrove/hearings/1/testify", "text=" + "x".repeat(600_000), "Origin", hall.settings.url().toString()).expect(413));
  }

  @Test
  void theApiAndItsRefusals() {
    var places = guarded(visitor.get("/places").expect(200));
    assertThat(places.header("Content-Type")).isEqualTo("application/json");
    assertThat(places.header("Cache-Control")).isEqualTo("no-store");
    guarded(visitor.get("/nowhere/hearings").expect(404));
    guarded(visitor.get("/me").expect(401));
    guarded(visitor.post("/ashgrove/hearings/1/testimony", "{").expect(400));
    assertThat(guarded(visitor.api("DELETE", "/places", null)).status()).isIn(404, 405);
    guarded(visitor.page("/api/v1/openapi.yaml").expect(200));
  }

  @Test
  void noOtherSiteIsAllowedIn() {
    guarded(visitor.get("/places", "Origin", "https://evil.example"));
    var preflight = guarded(visitor.api("OPTIONS", "/places", null, "Origin", "https://evil.example", "Access-Control-Request-Method", "POST"));
    assertThat(preflight.headers().map().keySet()).noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @Test
  void filesAreForEver() {
    var asset = Pattern.compile("/assets/[\\w.-]+\\.css").matcher(visitor.page("/").text());
    assertThat(asset.find()).isTrue();
    var file = guarded(visitor.page(asset.group()).expect(200));
    assertThat(file.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(file.header("Content-Type")).startsWith("text/css");
    guarded(visitor.page("/ashgrove/hearings.ics").expect(200));
    guarded(visitor.page("/ashgrove/hearings.json").expect(307));
  }

  @Test
  void cookiesAreClosedAndWhatIsSignedInIsNotKept() {
    var kai = new Visitor(hall, "Kai");
    var asked = kai.submit("/sign-in", Map.of("email", kai.email)).expect(303);
    var entered = kai.submit("/sign-in/code", Map.of("code", kai.mailedCode())).expect(303);
    for (var answer : List.of(asked, entered)) {
      for (var cookie : answer.headers().allValues("Set-Cookie")) assertThat(cookie.toLowerCase(java.util.Locale.ROOT)).contains("httponly", "samesite=lax", "path=/").doesNotContain("domain=");
    }
    assertThat(kai.page("/ashgrove").expect(200).header("Cache-Control")).isEqualTo("no-store");
    assertThat(visitor.page("/ashgrove").header("Vary")).contains("Cookie", "Accept-Language");
  }

  @Test
  void headsAndReports() {
    var head = visitor.api("HEAD", "/places", null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
    guarded(visitor.submit("/csp", "{}", "Content-Type", "application/csp-report").expect(204));
    assertThat(visitor.page("/live").status()).isIn(400, 426);
  }
}
