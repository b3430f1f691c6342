package bantin.servephotos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.S3Server;
import bantin.engines.SampleFiles;
import bantin.photo.AttachmentType;
import bantin.photo.Download;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class ServePhotosHandlerTest {
  private static final PhotoId ID = new PhotoId("0123456789abcdefghjk");

  @Test
  void letsCachesKeepAFileForAYear() throws IOException {
    try (S3Server buckets = S3Server.inMemory()) {
      String name = buckets.name("Photos");
      buckets
          .client()
          .putObject(
              put -> put.bucket(name).key(PhotoKeys.photo(ID, 480)),
              RequestBody.fromBytes("jpeg".getBytes(UTF_8)));
      ServePhotosHandler handler = handler(buckets);
      Call.Answer answer = call(ID.value(), "480.jpg").of(handler);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("jpeg");
      assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
      assertThat(answer.header("Cache-Control")).contains("immutable", "31536000");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'", "sandbox");
      assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
      assertThat(call(ID.value(), "960.jpg").of(handler).status()).isEqualTo(404);
      assertThat(call(ID.value(), "480.webp").of(handler).status()).isEqualTo(404);
      buckets
          .client()
          .putObject(
              put -> put.bucket(name).key(PhotoKeys.photo(ID, 480, PhotoType.WEBP)),
              RequestBody.fromBytes("webp".getBytes(UTF_8)));
      Call.Answer webp = call(ID.value(), "480.webp").of(handler);
      assertThat(webp.body()).isEqualTo("webp");
      assertThat(webp.header("Content-Type")).isEqualTo("image/webp");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0123456789abcdefghjk,481.jpg",
    "0123456789abcdefghjk,480.png",
    "0123456789abcdefghjk,file.exe",
    "0123456789abcdefghjk,file.pdf",
    "..,480.jpg",
    "uploads,0123456789abcdefghjk"
  })
  void servesNoOtherObjectOfTheBucket(String photo, String file) throws IOException {
    try (S3Server buckets = S3Server.inMemory()) {
      ServePhotosHandler handler = handler(buckets);
      Call.Answer answer = call(photo, file).of(handler);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  @ParameterizedTest
  @EnumSource(AttachmentType.class)
  void servesAttachmentsAsDownloads(AttachmentType type) throws Exception {
    int small = 30_000;
    int large = (int) ServePhotosHandler.MAX_ANSWER + 1;
    try (S3Server buckets = S3Server.inMemory();
        HttpClient client = HttpClient.newHttpClient()) {
      ServePhotosHandler handler = handler(buckets);
      String disposition = Download.disposition("Kế hoạch" + type.ending());
      store(buckets, type, SampleFiles.pdf(small));
      Call.Answer answer = call(ID.value(), "file" + type.ending()).of(handler);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.bytes()).isEqualTo(SampleFiles.pdf(small));
      assertThat(answer.header("Content-Type")).isEqualTo(type.mediaType());
      assertThat(answer.header("Content-Disposition")).isEqualTo(disposition);
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy")).contains("sandbox");
      assertThat(answer.header("Content-Encoding")).isEmpty();

      // Larger than an answer of Lambda may be: the bucket gives it for some minutes.
      store(buckets, type, SampleFiles.pdf(large));
      Call.Answer elsewhere = call(ID.value(), "file" + type.ending()).of(handler);
      assertThat(elsewhere.status()).isEqualTo(302);
      assertThat(elsewhere.header("Cache-Control")).isEqualTo("no-store");
      HttpResponse<byte[]> file =
          client.send(
              HttpRequest.newBuilder(URI.create(elsewhere.header("Location"))).build(),
              BodyHandlers.ofByteArray());
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.body()).isEqualTo(SampleFiles.pdf(large));
      assertThat(file.headers().firstValue("Content-Type")).hasValue(type.mediaType());
      assertThat(file.headers().firstValue("Content-Disposition")).hasValue(disposition);
    }
  }

  private static void store(S3Server buckets, AttachmentType type, byte[] file) {
    buckets
        .client()
        .putObject(
            put ->
                put.bucket(buckets.name("Photos"))
                    .key(PhotoKeys.attachment(ID, type))
                    .contentType(type.mediaType())
                    .contentDisposition(Download.disposition("Kế hoạch" + type.ending())),
            RequestBody.fromBytes(file));
  }

  private static ServePhotosHandler handler(S3Server buckets) {
    S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(buckets.endpoint())
            .region(Region.US_EAST_1)
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("ServePhotosFunction", S3Server.SECRET)))
            .build();
    return new ServePhotosHandler(
        buckets.client("ServePhotosFunction"), presigner, buckets.name("Photos"));
  }

  private static Call call(String photo, String file) {
    return Call.to("GET /photos/{photo}/{file}").path("photo", photo).path("file", file);
  }
}
