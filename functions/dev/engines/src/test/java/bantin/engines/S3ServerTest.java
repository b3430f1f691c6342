package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
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
  void itTakesAPresignedUploadOfExactlyThatTypeAndSize() throws Exception {
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
  void nobodyReadsWithoutASignature() throws Exception {
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
  void browsersMaySendFromAnyHostThatTheSiteIsOpenedAt() throws Exception {
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
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(server.endpoint())
            .region(Region.AP_SOUTHEAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("TakeUploadsFunction", S3Server.SECRET)))
            .build()) {
      return URI.create(
          presigner
              .presignPutObject(
                  sign ->
                      sign.signatureDuration(Duration.ofMinutes(15))
                          .putObjectRequest(
                              put ->
                                  put.bucket(server.name("Photos"))
                                      .key("uploads/a")
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
    return CLIENT.send(
        HttpRequest.newBuilder(to)
            .header("Content-Type", type)
            .header("Origin", origin)
            .PUT(BodyPublishers.ofByteArray(bytes))
            .build(),
        BodyHandlers.ofString());
  }
}
