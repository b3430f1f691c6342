package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class S3ServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final byte[] BYTES = "một tấm ảnh".getBytes(UTF_8);

  private final List<String> seen = new ArrayList<>();
  private S3Server server;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    server = S3Server.in(folder, Template.read(), this::watch);
  }

  private S3Server.Watch.Outcome watch(String bucket, String key, String event) {
    seen.add("expected " + bucket + "/" + key + " " + event);
    return new S3Server.Watch.Outcome() {
      @Override
      public void stored() {
        seen.add("stored");
      }

      @Override
      public void failed() {
        seen.add("failed");
      }
    };
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void refusesConditionalPutOfExistingObject() {
    for (S3Client client : List.of(server.client(), server.client("TakeUploadsFunction"))) {
      putOnce(client, "uploads/one", "first");
      assertThatThrownBy(() -> put(client, "uploads/one", "second"))
          .isInstanceOfSatisfying(
              S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(412));
      assertThat(content("uploads/one")).isEqualTo("first");
      server
          .client()
          .deleteObject(delete -> delete.bucket(server.name("Photos")).key("uploads/one"));
      putOnce(client, "uploads/one", "third");
      assertThat(content("uploads/one")).isEqualTo("third");
      server
          .client()
          .deleteObject(delete -> delete.bucket(server.name("Photos")).key("uploads/one"));
    }
  }

  /** Puts an object. Where an answer is lost, the client's second try finds what the first put. */
  private void putOnce(S3Client client, String key, String content) {
    try {
      put(client, key, content);
    } catch (S3Exception refusal) {
      assertThat(refusal.statusCode()).isEqualTo(412);
      assertThat(refusal.numAttempts()).isGreaterThan(1);
    }
  }

  private void put(S3Client client, String key, String content) {
    client.putObject(
        put -> put.bucket(server.name("Photos")).key(key).ifNoneMatch("*"),
        RequestBody.fromString(content));
  }

  private String content(String key) {
    return server
        .client()
        .getObjectAsBytes(get -> get.bucket(server.name("Photos")).key(key))
        .asUtf8String();
  }

  @Test
  void acceptsPresignedUploadOfSignedTypeAndSizeOnly() throws Exception {
    URI signed = presigned(BYTES.length);
    assertThat(put(signed, "image/jpeg", BYTES).statusCode()).isEqualTo(200);
    assertThat(seen).containsExactly("expected photos/uploads/a s3:ObjectCreated:Put", "stored");
    assertThat(
            server
                .client()
                .getObjectAsBytes(get -> get.bucket("photos").key("uploads/a"))
                .asByteArray())
        .isEqualTo(BYTES);
    seen.clear();
    assertThat(put(signed, "text/html", BYTES).statusCode()).isEqualTo(403);
    assertThat(
            put(signed, "image/jpeg", (new String(BYTES, UTF_8) + "!").getBytes(UTF_8))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            put(
                    URI.create(signed.toString().replace("uploads/a", "uploads/b")),
                    "image/jpeg",
                    BYTES)
                .statusCode())
        .isEqualTo(403);
    assertThat(seen).isEmpty();
  }

  @Test
  void limitsClientToRole() {
    server
        .client()
        .putObject(put -> put.bucket("photos").key("uploads/a"), RequestBody.fromBytes(BYTES));
    S3Client sizing = server.client("SizePhotosFunction");
    assertThat(sizing.getObjectAsBytes(get -> get.bucket("photos").key("uploads/a")).asByteArray())
        .isEqualTo(BYTES);
    sizing.putObject(
        put -> put.bucket("photos").key("photos/a/480.jpg"), RequestBody.fromBytes(BYTES));
    sizing.listObjectsV2(list -> list.bucket("photos"));
    denied(() -> sizing.getObject(get -> get.bucket("photos").key("photos/a/480.jpg")));
    denied(() -> sizing.headObject(head -> head.bucket("photos").key("photos/a/480.jpg")));
    denied(
        () ->
            sizing.putObject(
                put -> put.bucket("photos").key("uploads/b"), RequestBody.fromBytes(BYTES)));
    denied(
        () ->
            sizing.copyObject(
                copy ->
                    copy.sourceBucket("photos")
                        .sourceKey("uploads/a")
                        .destinationBucket("photos")
                        .destinationKey("uploads/b")));
    denied(() -> sizing.deleteObject(delete -> delete.bucket("photos").key("files/a")));
    denied(() -> sizing.createMultipartUpload(upload -> upload.bucket("photos").key("uploads/b")));
    denied(() -> sizing.createBucket(bucket -> bucket.bucket("another")));
    assertThat(server.client().listObjectsV2(list -> list.bucket("photos")).contents())
        .extracting(S3Object::key)
        .containsExactly("photos/a/480.jpg", "uploads/a");
  }

  /** As on S3, a client without {@code s3:ListBucket} gets 403 for a missing object. */
  @Test
  void hidesMissingObjectFromClientThatMayNotList() {
    assertThatThrownBy(
            () ->
                server
                    .client("SizePhotosFunction")
                    .getObject(get -> get.bucket("photos").key("uploads/none")))
        .isInstanceOf(NoSuchKeyException.class);
    Grant list = new Grant("SizePhotosFunction", "s3:ListBucket", "arn:aws:s3:::photos");
    list.withhold();
    try {
      denied(
          () ->
              server
                  .client("SizePhotosFunction")
                  .getObject(get -> get.bucket("photos").key("uploads/none")));
    } finally {
      list.giveBack();
    }
  }

  @Test
  void refusesSignatureOfUnknownOrUnauthorizedCaller() throws Exception {
    assertThatThrownBy(() -> server.client("NoFunction")).isInstanceOf(TemplateException.class);
    URI signed = presigned("TakeUploadsFunction", "uploads/a", BYTES.length);
    assertThat(put(signed, "image/jpeg", BYTES).statusCode()).isEqualTo(200);
    for (String caller : List.of("NoFunction", "SizePhotosFunction")) {
      URI refused = presigned(caller, "uploads/a", BYTES.length);
      assertThat(put(refused, "image/jpeg", BYTES).statusCode()).isEqualTo(403);
    }
    URI elsewhere = presigned("TakeUploadsFunction", "photos/a/480.jpg", BYTES.length);
    HttpResponse<String> answer = put(elsewhere, "image/jpeg", BYTES);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("AccessDenied", "s3:PutObject");
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, failure -> assertThat(failure.statusCode()).isEqualTo(403));
  }

  @Test
  void refusesReadWithoutSignature() throws Exception {
    server
        .client()
        .putObject(put -> put.bucket("photos").key("photos/a"), RequestBody.fromBytes(BYTES));
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(server.endpoint().resolve("/photos/photos/a")).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void allowsUploadsFromEveryLocalOrigin() throws Exception {
    for (String origin : List.of("http://127.0.0.1:8080", "http://localhost:8080")) {
      HttpResponse<String> answer =
          CLIENT.send(
              HttpRequest.newBuilder(presigned(3))
                  .method("OPTIONS", BodyPublishers.noBody())
                  .header("Origin", origin)
                  .header("Access-Control-Request-Method", "PUT")
                  .header("Access-Control-Request-Headers", "content-type")
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""))
          .isIn(origin, "*");
    }
    HttpResponse<String> sent =
        put(presigned(BYTES.length), "image/jpeg", BYTES, "http://localhost:8080");
    assertThat(sent.statusCode()).isEqualTo(200);
    assertThat(sent.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
  }

  private URI presigned(long size) {
    return presigned("TakeUploadsFunction", "uploads/a", size);
  }

  private URI presigned(String caller, String key, long size) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.AP_SOUTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(caller, S3Server.SECRET)))
            .build()) {
      return URI.create(
          presigner
              .presignPutObject(
                  sign ->
                      sign.signatureDuration(Duration.ofMinutes(15))
                          .putObjectRequest(
                              put ->
                                  put.bucket(server.name("Photos"))
                                      .key(key)
                                      .contentType("image/jpeg")
                                      .contentLength(size)))
              .url()
              .toString());
    }
  }

  private static HttpResponse<String> put(URI to, String type, byte[] bytes) throws Exception {
    return put(to, type, bytes, "http://127.0.0.1:8080");
  }

  private static HttpResponse<String> put(URI to, String type, byte[] bytes, String origin)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Content-Type", type)
            .header("Origin", origin)
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build();
    // The server closes a connection whose upload it refuses unread, so no other may use it.
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
