package bantin.http;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHandlerTest {
  private static HttpHandler handler(Function<Request, Response> answer) {
    return new HttpHandler() {
      @Override
      protected Response answer(Request request) {
        return answer.apply(request);
      }
    };
  }

  private static final HttpHandler LONG =
      handler(request -> Response.html(200, "<p>chữ</p>".repeat(300)).sharedFor(5));

  @Test
  void sendsSafetyHeaders() {
    Answer answer = Call.to("GET /").of(LONG);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
    assertThat(answer.header("Cache-Control")).contains("s-maxage=5", "stale-if-error");
  }

  @Test
  void deniesUnneededBrowserFeatures() {
    Answer answer = Call.to("GET /").of(handler(request -> Response.json(200, Json.object())));
    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
    assertThat(answer.header("Permissions-Policy")).contains("camera=()", "geolocation=()");
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
  }

  @Test
  void keepsThePolicyThatAnAnswerNames() {
    HttpHandler page =
        handler(
            request ->
                Response.html(200, "").with("Content-Security-Policy", "default-src 'self'"));
    assertThat(Call.to("GET /").of(page).header("Content-Security-Policy"))
        .isEqualTo("default-src 'self'");
  }

  @Test
  void answersHeadAsItsGet() {
    HttpHandler handler = handler(request -> Response.html(200, request.route()));
    Answer got = Call.to("GET /{section}").path("section", "a").of(handler);
    Answer head = Call.to("HEAD /{section}").path("section", "a").of(handler);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.headers()).isEqualTo(got.headers());
    assertThat(head.body()).isEqualTo("GET /{section}");
    Answer again =
        Call.to("HEAD /{section}")
            .path("section", "a")
            .header("If-None-Match", got.header("ETag"))
            .of(handler);
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void logsAWarningForAFailureThatTheAnswerMakesGoodFor() {
    Answer answer =
        Call.to("GET /")
            .of(
                handler(
                    request -> {
                      request.warn(new IllegalStateException("slow"));
                      return Response.empty(204);
                    }));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.log())
        .singleElement()
        .asString()
        .contains("\"level\":\"WARN\"", "\"requestId\":\"request-1\"", "slow");
  }

  @Test
  void saysWhenToTryAgain() {
    Answer answer =
        Call.to("GET /")
            .of(
                handler(
                    request -> {
                      throw Reason.of(503, "busy", "Try again.", "Hãy thử lại.").problem();
                    }));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("5");
  }

  @Test
  void sendsNothingThatTheReaderHas() {
    String etag = Call.to("GET /").of(LONG).header("ETag");
    assertThat(etag).startsWith("W/\"");
    for (String header : new String[] {etag, "\"other\", " + etag, etag.substring(2), "*"}) {
      Answer again = Call.to("GET /").header("If-None-Match", header).of(LONG);
      assertThat(again.status()).as(header).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
    assertThat(Call.to("GET /").header("If-None-Match", "\"other\"").of(LONG).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br, GZIP;q=0.5"})
  void compressesLongText(String accept) {
    assertThat(
            Call.to("GET /").header("Accept-Encoding", accept).of(LONG).header("Content-Encoding"))
        .isEqualTo("gzip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "gzip;q=0.0", "x-gzip"})
  void leavesTextUncompressedWithoutGzip(String accept) {
    Answer answer = Call.to("GET /").header("Accept-Encoding", accept).of(LONG);
    assertThat(answer.header("Content-Encoding")).isEmpty();
    assertThat(answer.body()).startsWith("<p>chữ</p>");
  }

  private static final HttpHandler REFUSING =
      handler(
          request -> {
            throw RequestReasons.invalid(
                "limit", Text.of("Ask for 1 to {0}.", "Hãy hỏi từ 1 đến {0}.", 50));
          });

  @Test
  void answersAProblemWithTheTypeOfItsReason() {
    Answer answer = Call.to("GET /").of(REFUSING);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:bantin:problem:invalid-field\",\"title\":\"Bad request\",\"status\":400,"
                + "\"detail\":\"limit: Ask for 1 to 50.\",\"field\":\"limit\"}");
    assertThat(answer.log()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, en",
        "-, -, 'vi-VN,vi;q=0.9,en;q=0.8', vi",
        "-, -, 'en-GB,en;q=0.9', en",
        "-, -, fr, vi",
        "-, en, vi, en",
        "vi, en, en, vi",
      })
  void speaksTheCallersLanguageInAProblem(
      String asked, String cookie, String browser, String expected) {
    Call call = Call.to("GET /");
    if (asked != null) {
      call.query("lang", asked);
    }
    if (cookie != null) {
      call.cookie("lang=" + cookie);
    }
    if (browser != null) {
      call.header("Accept-Language", browser);
    }
    Answer answer = call.of(REFUSING);
    assertThat(answer.header("Content-Language")).isEqualTo(expected);
    assertThat(answer.body())
        .contains(
            expected.equals("en")
                ? "\"title\":\"Bad request\",\"status\":400,\"detail\":\"limit: Ask for 1 to 50.\""
                : "\"title\":\"Yêu cầu không hợp lệ\",\"status\":400,"
                    + "\"detail\":\"limit: Hãy hỏi từ 1 đến 50.\"")
        .contains("\"type\":\"urn:bantin:problem:invalid-field\"", "\"field\":\"limit\"");
  }

  @Test
  void hasATitleForEveryStatusOfAReason() {
    for (int status : new int[] {400, 403, 404, 409, 410, 413, 415, 422, 428, 500, 503}) {
      Problem problem = Reason.of(status, "some", "Do this.", "Hãy làm thế này.").problem();
      assertThat(problem.response(Language.VI).status()).isEqualTo(status);
    }
  }

  @Test
  void keepsPlacesThatAValueHolds() {
    Text text = Text.of("{0} and {1}, {2}", "{1}, {0}", "{1}", new Text("one", "một"));
    assertThat(text).isEqualTo(new Text("{1} and one, {2}", "một, {1}"));
  }

  @Test
  void logsOwnFaultsOnceAndHidesThem() {
    Answer answer =
        Call.to("GET /")
            .of(
                handler(
                    request -> {
                      throw new IllegalStateException("the secret of the table");
                    }));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains("request-1").doesNotContain("secret", "IllegalState");
    assertThat(answer.log())
        .singleElement()
        .asString()
        .contains("\"requestId\":\"request-1\"", "the secret of the table");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "1", "{}{}", "{\"a\":1,\"a\":2}", "{'a':1}"})
  void refusesBodiesThatAreNoJsonObject(String body) {
    assertThat(Call.to("POST /").json(body).of(handler(HttpHandlerTest::echo)).status())
        .isEqualTo(400);
  }

  @Test
  void deepJsonIsRefused() {
    String deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    assertThat(Call.to("POST /").json(deep).of(handler(HttpHandlerTest::echo)).status())
        .isEqualTo(400);
  }

  private static Response echo(Request request) {
    return Response.json(200, request.json());
  }

  @Test
  void decodesAPathParameterOnce() {
    HttpHandler handler = handler(request -> Response.html(200, request.pathParameter("tag")));
    assertThat(Call.to("GET /tag/{tag}").path("tag", "x%C3%A2y+d").of(handler).body())
        .isEqualTo("xây+d");
    assertThat(Call.to("GET /tag/{tag}").path("tag", "%zz").of(handler).status()).isEqualTo(400);
  }
}
