package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ETag, compression and coding of an answer. */
final class DeliveryTest {
  private static final String DIGITS = "123456789";

  /** Checksums of the digits, 0xcbf43926 and 0xe3069283, and their number. */
  private static final String ETAG_OF_DIGITS = "W/\"y_Q5JuMGkoMAAAAJ\"";

  private static Answer deliver(Call call, Response response) {
    return call.of(
        new HttpHandler() {
          @Override
          protected Response answer(Request request) {
            return response;
          }
        });
  }

  private static Answer compressed(Response response) {
    return deliver(Call.to("GET /").header("Accept-Encoding", "gzip"), response);
  }

  private static Response of(String type, int size) {
    return Response.of(200, type, "a".repeat(size).getBytes(UTF_8));
  }

  @Test
  void makesTheETagOfTwoChecksumsAndTheLength() {
    assertThat(deliver(Call.to("GET /"), Response.html(200, DIGITS)).header("ETag"))
        .isEqualTo(ETAG_OF_DIGITS);
    assertThat(deliver(Call.to("GET /"), Response.html(200, "")).header("ETag"))
        .isEqualTo("W/\"AAAAAAAAAAAAAAAA\"");
  }

  @Test
  void keepsTheETagThatAResponseNames() {
    Response response = Response.json(200, Json.object()).with("ETag", "\"7\"");
    assertThat(deliver(Call.to("GET /"), response).header("ETag")).isEqualTo("\"7\"");
    assertThat(
            deliver(Call.to("GET /").header("If-None-Match", "\"7\""), response.notStored())
                .status())
        .isEqualTo(304);
  }

  @Test
  void givesNoETagToAFailureOrToAnAnswerThatNobodyMayKeep() {
    assertThat(deliver(Call.to("GET /"), Response.html(404, DIGITS)).header("ETag")).isEmpty();
    assertThat(deliver(Call.to("GET /"), Response.html(200, DIGITS).notStored()).header("ETag"))
        .isEmpty();
  }

  @Test
  void answersNoChangeWithoutBodyAndType() {
    Answer answer =
        deliver(
            Call.to("GET /").header("If-None-Match", ETAG_OF_DIGITS), Response.html(200, DIGITS));
    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.bytes()).isEmpty();
    assertThat(answer.headers()).doesNotContainKey("Content-Type");
    assertThat(answer.isBase64()).isFalse();
  }

  @Test
  void answersAWriteWholeWhateverTheClientHas() {
    Answer answer =
        deliver(
            Call.to("POST /").header("If-None-Match", ETAG_OF_DIGITS), Response.html(200, DIGITS));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(DIGITS);
  }

  @ParameterizedTest
  @CsvSource({"999, ''", "1000, gzip"})
  void compressesTextFromOneThousandBytesOn(int size, String coding) {
    Answer answer = compressed(of("text/html; charset=utf-8", size));
    assertThat(answer.header("Content-Encoding")).isEqualTo(coding);
    assertThat(answer.isBase64()).isEqualTo(!coding.isEmpty());
    if (coding.isEmpty()) {
      assertThat(answer.bytes()).hasSize(size);
    } else {
      assertThat(answer.bytes()).hasSizeLessThan(size);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain; charset=utf-8",
        "application/json",
        "application/problem+json",
        "application/atom+xml",
        "application/javascript"
      })
  void compressesEachKindOfText(String type) {
    Answer answer = compressed(of(type, 2000));
    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(answer.header("Vary")).isEqualTo("Accept-Encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image/jpeg",
        "font/woff2",
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      })
  void sendsOtherBytesAsTheyAre(String type) {
    Answer answer = compressed(of(type, 2000));
    assertThat(answer.headers()).doesNotContainKeys("Content-Encoding", "Vary");
    assertThat(answer.isBase64()).isTrue();
    assertThat(answer.bytes()).hasSize(2000);
  }

  @Test
  void sendsAnEmptyBodyAsText() {
    assertThat(deliver(Call.to("GET /"), Response.empty(204)).isBase64()).isFalse();
  }

  @Test
  void compressesNothingForAClientThatNamesNoCoding() {
    assertThat(deliver(Call.to("GET /"), of("text/html", 2000)).headers())
        .doesNotContainKey("Content-Encoding");
    assertThat(
            deliver(Call.to("GET /").header("Accept-Encoding", "br"), of("text/html", 2000))
                .headers())
        .doesNotContainKey("Content-Encoding");
  }

  @Test
  void addsToTheHeadersByWhichCachesTellAnswersApart() {
    assertThat(
            deliver(Call.to("GET /"), Response.html(200, DIGITS).with("Vary", "Cookie"))
                .header("Vary"))
        .isEqualTo("Cookie, Accept-Encoding");
  }
}
