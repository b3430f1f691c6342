package bantin.servephotos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.S3Server;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

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
      ServePhotosHandler handler =
          new ServePhotosHandler(buckets.client("ServePhotosFunction"), name);
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
    "..,480.jpg",
    "uploads,0123456789abcdefghjk"
  })
  void servesNoOtherObjectOfTheBucket(String photo, String file) throws IOException {
    try (S3Server buckets = S3Server.inMemory()) {
      ServePhotosHandler handler =
          new ServePhotosHandler(buckets.client("ServePhotosFunction"), buckets.name("Photos"));
      Call.Answer answer = call(photo, file).of(handler);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }
  }

  private static Call call(String photo, String file) {
    return Call.to("GET /photos/{photo}/{file}").path("photo", photo).path("file", file);
  }
}
