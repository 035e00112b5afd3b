package org.lectern.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lectern.support.Hall.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.core.Problem;

/** A directory and a bucket keep the same promises. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VaultTest {

  private final Vertx vertx = Vertx.vertx();
  @TempDir Path directory;

  @AfterAll
  void closes() {
    await(vertx.close());
  }

  private static Buffer content(Vault vault, String key) {
    var all = Buffer.buffer();
    return await(vault.open(key).compose(stream -> {
      var done = io.vertx.core.Promise.<Buffer>promise();
      stream.handler(all::appendBuffer).endHandler(end -> done.complete(all)).exceptionHandler(done::fail);
      stream.resume();
      return done.future();
    }));
  }

  private void keepsAndForgets(Vault vault) throws Exception {
    var file = Files.writeString(directory.resolve("file"), "What was sent. ".repeat(10_000));
    await(vault.put("ashgrove/1f/one", file));
    assertThat(content(vault, "ashgrove/1f/one").toString()).isEqualTo(Files.readString(file));
    await(vault.remove("ashgrove/1f/one"));
    assertThatThrownBy(() -> content(vault, "ashgrove/1f/one")).isInstanceOf(Problem.class).hasMessage("missing");
    await(vault.remove("ashgrove/1f/one"));
  }

  @Test
  void aDirectory() throws Exception {
    keepsAndForgets(new DiskVault(vertx, directory.resolve("kept")));
    assertThatThrownBy(() -> await(new DiskVault(vertx, directory.resolve("kept")).put("../out", directory.resolve("file")))).isInstanceOf(IllegalArgumentException.class);
  }

  /** A store of our own that looks at the form of each request alone; the signature is proved below. */
  @Test
  void aBucket() throws Exception {
    Map<String, Buffer> kept = new ConcurrentHashMap<>();
    var server = await(vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
      var signed = request.getHeader("Authorization");
      if (signed == null || !signed.matches("AWS4-HMAC-SHA256 Credential=id/[0-9]{8}/eu-central-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}")) request.response().setStatusCode(403).end();
      else if (request.method().equals(HttpMethod.PUT)) {
        kept.put(request.path(), body);
        request.response().end();
      } else if (request.method().equals(HttpMethod.DELETE)) {
        kept.remove(request.path());
        request.response().setStatusCode(204).end();
      } else if (kept.containsKey(request.path())) request.response().end(kept.get(request.path()));
      else request.response().setStatusCode(404).end();
    })).listen(0, "127.0.0.1"));
    keepsAndForgets(new S3Vault(vertx, URI.create("http://id:secret@127.0.0.1:" + server.actualPort() + "/bucket?region=eu-central-1")));
  }

  /** The published example of Signature Version 4 for S3 with these three headers (GET Bucket Lifecycle). */
  @Test
  void requestsAreSignedAsPublished() {
    var vault = new S3Vault(vertx, URI.create("https://AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY@examplebucket.s3.amazonaws.com/bucket"));
    assertThat(vault.authorization("GET", "/", "lifecycle=", "examplebucket.s3.amazonaws.com", "20130524T000000Z", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))
        .endsWith("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }
}
