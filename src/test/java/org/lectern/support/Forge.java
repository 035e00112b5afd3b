package org.lectern.support;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;

/** Tokens of every making, most of them bad. */
public final class Forge {
  private Forge() {}

  public static final JsonObject HEADER = new JsonObject().put("alg", "EdDSA").put("typ", "JWT");

  /** The claims of a good token for the session, which begins now and lasts for so many seconds. */
  public static JsonObject claims(String person, String session, long seconds) {
    long now = System.currentTimeMillis() / 1000;
    return new JsonObject().put("sub", person).put("sid", session).put("jti", UUID.randomUUID().toString())
        .put("iss", "lectern").put("aud", "lectern").put("iat", now - 10).put("exp", now + seconds);
  }

  /** What a good token says. */
  public static JsonObject claimsOf(String token) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
  }

  /** Signed with the installation's own key. */
  public static String signed(JsonObject header, JsonObject claims) {
    return signed(header.encode(), claims.encode());
  }

  public static String signed(String header, String claims) {
    return signedWith(ourKey(), header, claims);
  }

  public static String signedByAnother(JsonObject header, JsonObject claims) {
    try {
      return signedWith(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate(), header.encode(), claims.encode());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static PrivateKey ourKey() {
    try {
      var pem = Hall.key().privatePem().replaceAll("-----[A-Z ]+-----", "");
      return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String signedWith(PrivateKey key, String header, String claims) {
    try {
      var input = encoded(header) + "." + encoded(claims);
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(input.getBytes(StandardCharsets.UTF_8));
      return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  public static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
