package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Ids;
import org.lectern.core.Problem;

/**
 * Access tokens: a JWT of ten minutes that says which session it belongs to, and nothing of roles, which are looked up at
 * each request. One algorithm (EdDSA), one type, one issuer; anything else in the header is refused before it is parsed
 * further.
 */
final class Tokens {

  static final int MINUTES = 10;
  private static final int LEEWAY = 30;
  private static final String ISSUER = "lectern";
  private static final Set<String> HEADER = Set.of("alg", "typ");

  private final JWTAuth jwt;

  /** @param key a PEM with the Ed25519 private key and one with the public key */
  Tokens(Vertx vertx, SigningKey key) {
    jwt = JWTAuth.create(vertx, new JWTAuthOptions()
        .addPubSecKey(new PubSecKeyOptions().setAlgorithm("EdDSA").setBuffer(key.privatePem()))
        .addPubSecKey(new PubSecKeyOptions().setAlgorithm("EdDSA").setBuffer(key.publicPem()))
        .setJWTOptions(new JWTOptions().setIssuer(ISSUER).addAudience(ISSUER).setLeeway(LEEWAY)));
  }

  String issue(UUID person, UUID session) {
    var claims = new JsonObject().put("sub", person.toString()).put("sid", session.toString()).put("jti", Ids.blind().toString());
    return jwt.generateToken(claims, new JWTOptions().setAlgorithm("EdDSA").setIssuer(ISSUER).addAudience(ISSUER)
        .setExpiresInMinutes(MINUTES));
  }

  /** The session that the token belongs to; a token of any other making is a 401. */
  Future<UUID> session(String token) {
    if (!wellMade(token)) return Future.failedFuture(refused());
    return Future.succeededFuture().compose(read -> jwt.authenticate(new TokenCredentials(token)))
        .map(user -> {
          var claims = user.attributes().getJsonObject("accessToken");
          var expires = claims.getValue("exp") instanceof Number exp ? exp.longValue() : Long.MAX_VALUE;
          if (expires > Instant.now().getEpochSecond() + 15 * 60) throw refused();
          return UUID.fromString(claims.getString("sid"));
        })
        .recover(failure -> Future.failedFuture(refused()));
  }

  private static boolean wellMade(String token) {
    if (token.length() > 2_048 || token.chars().filter(c -> c == '.').count() != 2) return false;
    try {
      var header = new JsonObject(new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8));
      return HEADER.containsAll(header.fieldNames()) && "EdDSA".equals(header.getString("alg")) && "JWT".equals(header.getString("typ"));
    } catch (RuntimeException notOurs) {
      return false;
    }
  }

  private static Problem refused() {
    return Problem.of(401, "token_refused");
  }
}
