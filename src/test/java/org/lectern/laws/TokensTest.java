package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.support.Forge.HEADER;
import static org.lectern.support.Forge.encoded;
import static org.lectern.support.Forge.signed;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.lectern.support.Forge;
import org.lectern.support.Hall;
import org.lectern.support.Visitor;

/** One algorithm, one type, one issuer, ten minutes: every other token is a 401, for reading too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {

  private static final long NOW = System.currentTimeMillis() / 1000;

  private Hall hall;
  private Visitor kai;
  private JsonObject good;

  @BeforeAll
  void signsIn() {
    hall = Hall.open();
    kai = new Visitor(hall, "Kai").signsIn();
    good = Forge.claimsOf(kai.token);
  }

  @AfterAll
  void closes() {
    hall.close();
  }

  private JsonObject with(String claim, Object value) {
    return good.copy().put(claim, value);
  }

  private JsonObject without(String claim) {
    var claims = good.copy();
    claims.remove(claim);
    return claims;
  }

  private static JsonObject header(String name, Object value) {
    return HEADER.copy().put(name, value);
  }

  private static JsonObject headerOnly(String... pairs) {
    var header = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) header.put(pairs[i], pairs[i + 1]);
    return header;
  }

  private Map<String, String> bad() throws Exception {
    var parts = kai.token.split("\\.");
    var bad = new LinkedHashMap<String, String>();
    bad.put("alg none", encoded(headerOnly("alg", "none", "typ", "JWT").encode()) + "." + parts[1] + ".");
    bad.put("alg nOnE", encoded(headerOnly("alg", "nOnE", "typ", "JWT").encode()) + "." + parts[1] + ".");
    bad.put("no signature", parts[0] + "." + parts[1] + ".");
    bad.put("two parts", parts[0] + "." + parts[1]);
    bad.put("four parts", kai.token + ".x");
    bad.put("HS256 with the public key as secret", hmac(parts[1]));
    bad.put("alg HS256, signed EdDSA", signed(headerOnly("alg", "HS256", "typ", "JWT"), good));
    bad.put("alg Ed25519", signed(headerOnly("alg", "Ed25519", "typ", "JWT"), good));
    bad.put("alg eddsa", signed(headerOnly("alg", "eddsa", "typ", "JWT"), good));
    bad.put("no alg", signed(headerOnly("typ", "JWT"), good));
    bad.put("alg twice", signed("{\"alg\":\"none\",\"alg\":\"EdDSA\",\"typ\":\"JWT\",\"alg\":\"none\"}", good.encode()));
    bad.put("another key", Forge.signedByAnother(HEADER, good));
    bad.put("another typ", signed(headerOnly("alg", "EdDSA", "typ", "id+jwt"), good));
    bad.put("no typ", signed(headerOnly("alg", "EdDSA"), good));
    bad.put("jwk in the header", signed(header("jwk", new JsonObject().put("kty", "OKP")), good));
    bad.put("jku", signed(header("jku", "https://evil.example/keys"), good));
    bad.put("x5u", signed(header("x5u", "https://evil.example/chain"), good));
    bad.put("crit", signed(header("crit", new JsonArray().add("exp")), good));
    bad.put("b64 false", signed(header("b64", false), good));
    bad.put("unknown kid", signed(header("kid", "other"), good));
    bad.put("kid as a path", signed(header("kid", "../../etc/passwd"), good));
    bad.put("kid as SQL", signed(header("kid", "' OR 1=1 --"), good));
    bad.put("changed claims", parts[0] + "." + encoded(with("sub", UUID.randomUUID().toString()).encode()) + "." + parts[2]);
    bad.put("changed signature", parts[0] + "." + parts[1] + "." + (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1));
    bad.put("no exp", signed(HEADER, without("exp")));
    bad.put("exp over", signed(HEADER, with("exp", NOW - 60)));
    bad.put("exp far ahead", signed(HEADER, with("exp", NOW + 24 * 3600)));
    bad.put("exp as text", signed(HEADER, with("exp", "9999999999")));
    bad.put("exp negative", signed(HEADER, with("exp", -1)));
    bad.put("nbf in the future", signed(HEADER, with("nbf", NOW + 300)));
    bad.put("iat in the future", signed(HEADER, with("iat", NOW + 300)));
    bad.put("another issuer", signed(HEADER, with("iss", "elsewhere")));
    bad.put("no issuer", signed(HEADER, without("iss")));
    bad.put("another audience", signed(HEADER, with("aud", "elsewhere")));
    bad.put("no audience", signed(HEADER, without("aud")));
    bad.put("no session", signed(HEADER, without("sid")));
    bad.put("an unknown session", signed(HEADER, with("sid", UUID.randomUUID().toString())));
    bad.put("a session that is no id", signed(HEADER, with("sid", "1 OR 1=1")));
    bad.put("a session that is a number", signed(HEADER, with("sid", 7)));
    bad.put("huge", signed(HEADER, with("pad", "x".repeat(3_000))));
    bad.put("empty", "");
    bad.put("dots", "..");
    bad.put("not base64", "!!!.???.***");
    bad.put("claims no JSON", signed(HEADER.encode(), "sub=kai"));
    bad.put("claims an array", signed(HEADER.encode(), "[]"));
    bad.put("the refresh value", kai.refresh);
    return bad;
  }

  private String hmac(String claims) throws Exception {
    var input = encoded(headerOnly("alg", "HS256", "typ", "JWT").encode()) + "." + claims;
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Hall.key().publicPem().getBytes(), "HmacSHA256"));
    return input + "." + encoded(mac.doFinal(input.getBytes()));
  }

  @TestFactory
  Stream<DynamicTest> refuses() throws Exception {
    return bad().entrySet().stream().map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> isRefused(entry.getValue())));
  }

  private void isRefused(String token) {
    var thief = new Visitor(hall, "Thief");
    for (var path : new String[] {"/me", "/places"}) {
      var answer = thief.get(path, "Authorization", "Bearer " + token).expect(401);
      assertThat(answer.problem()).isIn("token_refused", "session_over");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
    var page = new Visitor(hall, "Thief");
    page.cookies.put("lectern-access", token);
    page.page("/").expect(200);
    page.submit("/sign-out", Map.of()).expect(303);
  }

  @Test
  void theGoodOneIsGoodAndItsLikes() {
    kai.get("/me").expect(200);
    var visitor = new Visitor(hall, "Kai");
    visitor.get("/me", "Authorization", "Bearer " + signed(HEADER, with("exp", NOW + 60))).expect(200);
    visitor.get("/me", "Authorization", "bearer " + kai.token).expect(200);
  }

  @Test
  void noOtherScheme() {
    var visitor = new Visitor(hall, "Kai");
    for (var header : new String[] {"Basic a2FpOmthaQ==", kai.token, "Token " + kai.token, "Bearer"}) {
      visitor.get("/me", "Authorization", header).expect(401);
    }
  }

  @Test
  void aSocketTakesNoBadTokenEither() {
    var refused = org.assertj.core.api.Assertions.catchThrowable(() -> new Visitor(hall, "Thief").listens("Authorization", "Bearer " + Forge.signedByAnother(HEADER, good)));
    assertThat(refused).isInstanceOf(CompletionException.class);
    assertThat(refused.getCause()).isInstanceOfSatisfying(java.net.http.WebSocketHandshakeException.class, e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
  }
}
