package org.lectern.store.files;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lectern.core.Problem;

/** Files in a bucket of a store that speaks S3, addressed by path, each request signed (AWS Signature Version 4). */
public final class S3Vault implements Vault {

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String NOTHING = HexFormat.of().formatHex(digest().digest());

  private final Vertx vertx;
  private final HttpClient client;
  private final URI store;
  private final String bucket;
  private final String region;
  private final String id;
  private final String secret;

  /** @param at {@code https://id:secret@host/bucket?region=eu-central-1}; without a region us-east-1 */
  public S3Vault(Vertx vertx, URI at) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(2_000).setIdleTimeout(60));
    this.store = at;
    if (at.getUserInfo() == null || !at.getUserInfo().contains(":") || at.getPath().length() < 2) {
      throw new IllegalArgumentException("The store is not of the form https://id:secret@host/bucket");
    }
    this.id = at.getUserInfo().substring(0, at.getUserInfo().indexOf(':'));
    this.secret = at.getUserInfo().substring(at.getUserInfo().indexOf(':') + 1);
    this.bucket = at.getPath().substring(1).replaceFirst("/$", "");
    this.region = at.getQuery() != null && at.getQuery().startsWith("region=") ? at.getQuery().substring(7) : "us-east-1";
  }

  @Override
  public Future<Void> put(String key, Path file) {
    return vertx.executeBlocking(() -> sum(file), false)
        .compose(sum -> request(HttpMethod.PUT, key, sum).compose(request -> vertx.fileSystem().open(file.toString(), new OpenOptions().setRead(true).setWrite(false))
            .compose(content -> {
              request.putHeader("Content-Length", String.valueOf(content.sizeBlocking()));
              return request.send(content);
            })))
        .compose(answer -> answer.body().map(answer))
        .map(answer -> expect(answer, 200));
  }

  @Override
  public Future<ReadStream<Buffer>> open(String key) {
    return request(HttpMethod.GET, key, NOTHING).compose(HttpClientRequest::send).map(answer -> {
      answer.pause();
      if (answer.statusCode() == 404) throw Problem.missing("attachment");
      expect(answer, 200);
      return answer;
    });
  }

  @Override
  public Future<Void> remove(String key) {
    return request(HttpMethod.DELETE, key, NOTHING).compose(HttpClientRequest::send).compose(answer -> answer.body().map(answer))
        .map(answer -> answer.statusCode() == 404 ? null : expect(answer, 204, 200));
  }

  private static Void expect(HttpClientResponse answer, int... statuses) {
    for (var status : statuses) if (answer.statusCode() == status) return null;
    throw Problem.later(503, "try_again", 5);
  }

  private Future<HttpClientRequest> request(HttpMethod method, String key, String sum) {
    var path = "/" + bucket + "/" + key;
    var now = MOMENT.format(Instant.now());
    var port = store.getPort() > 0 ? store.getPort() : "https".equals(store.getScheme()) ? 443 : 80;
    var host = store.getPort() > 0 ? store.getHost() + ":" + store.getPort() : store.getHost();
    return client.request(new RequestOptions().setMethod(method).setHost(store.getHost()).setPort(port).setSsl("https".equals(store.getScheme())).setURI(path).setTimeout(60_000))
        .map(request -> request.putHeader("Host", host).putHeader("x-amz-date", now).putHeader("x-amz-content-sha256", sum)
            .putHeader("Authorization", authorization(method.name(), path, "", host, now, sum)));
  }

  /** @param query as it is signed, empty for none */
  String authorization(String method, String path, String query, String host, String now, String sum) {
    var day = now.substring(0, 8);
    var scope = day + "/" + region + "/s3/aws4_request";
    var canonical = method + "\n" + path + "\n" + query + "\nhost:" + host + "\nx-amz-content-sha256:" + sum + "\nx-amz-date:" + now + "\n\nhost;x-amz-content-sha256;x-amz-date\n" + sum;
    var toSign = "AWS4-HMAC-SHA256\n" + now + "\n" + scope + "\n" + HexFormat.of().formatHex(digest().digest(canonical.getBytes(StandardCharsets.UTF_8)));
    var key = mac(mac(mac(mac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day), region), "s3"), "aws4_request");
    return "AWS4-HMAC-SHA256 Credential=" + id + "/" + scope + ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" + HexFormat.of().formatHex(mac(key, toSign));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String sum(Path file) throws IOException {
    var digest = digest();
    try (var content = new DigestInputStream(Files.newInputStream(file), digest)) {
      content.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
