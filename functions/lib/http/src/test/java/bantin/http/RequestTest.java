package bantin.http;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Parts of a request: the portal's own address, the reader's, method, query and cookies. */
final class RequestTest {
  private static final String API = "a1b2c3.execute-api.ap-southeast-1.amazonaws.com";
  private static final String CDN = "d111111abcdef8.cloudfront.net";
  private static final String CALLER = "203.0.113.24";
  private static final String KEY = "5e0f7c40-1b7a-11f0-8de9-0242ac120002";

  private static Request with(Map<String, String> headers) {
    ObjectNode event = Json.object();
    headers.forEach(event.putObject("headers")::put);
    ObjectNode context = event.putObject("requestContext");
    context.put("domainName", headers.getOrDefault("domain", API));
    context.putObject("http").put("method", "GET").put("sourceIp", CALLER);
    try {
      return new Request(HttpHandler.read(new ByteArrayInputStream(Json.bytes(event))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void isTheNameThatApiGatewayGives() {
    Request request = with(Map.of("host", API, "x-forwarded-proto", "https"));
    assertThat(request.origin("", "")).isEqualTo("https://" + API);
    assertThat(request.origin(null, null)).isEqualTo("https://" + API);
  }

  @Test
  void isThisMachineWithItsPortWhereThePortalRunsLocally() {
    Map<String, String> local = Map.of("domain", "127.0.0.1", "x-forwarded-port", "8080");
    assertThat(with(local).origin("", "")).isEqualTo("http://127.0.0.1:8080");
  }

  @Test
  void isNoHostThatTheCallerForges() {
    Map<String, String> forged =
        Map.of(
            "host",
            "evil.example",
            "x-forwarded-host",
            "evil.example",
            "x-forwarded-proto",
            "http");
    assertThat(with(forged).origin("", KEY)).isEqualTo("https://" + API);
  }

  @Test
  void isTheAddressThatTheOperatorChose() {
    Request request = with(Map.of("host", API, "x-forwarded-host", CDN, "x-cdn-key", KEY));
    assertThat(request.origin("https://bantin.example", KEY)).isEqualTo("https://bantin.example");
    assertThat(request.origin("https://bantin.example/", KEY)).isEqualTo("https://bantin.example");
  }

  @Test
  void isTheHostThatTheCdnWasAsked() {
    Request request = with(Map.of("host", API, "x-forwarded-host", CDN, "x-cdn-key", KEY));
    assertThat(request.origin("", KEY)).isEqualTo("https://" + CDN);
  }

  @Test
  void ignoresForwardedHostWithoutTheCdnsKey() {
    String here = "https://" + API;
    assertThat(with(Map.of("host", API, "x-forwarded-host", CDN)).origin("", KEY)).isEqualTo(here);
    assertThat(with(Map.of("host", API, "x-forwarded-host", CDN, "x-cdn-key", "x")).origin("", KEY))
        .isEqualTo(here);
    assertThat(with(Map.of("host", API, "x-forwarded-host", CDN, "x-cdn-key", "")).origin("", ""))
        .isEqualTo(here);
    assertThat(with(Map.of("host", API, "x-forwarded-host", CDN, "x-cdn-key", KEY)).origin("", ""))
        .isEqualTo(here);
    assertThat(with(Map.of("host", API, "x-cdn-key", KEY)).origin("", KEY)).isEqualTo(here);
  }

  @Test
  void readsTheMediaTypeWithoutParameters() {
    assertThat(with(Map.of("content-type", "Application/JSON ; charset=utf-8")).mediaType())
        .isEqualTo("application/json");
    assertThat(with(Map.of()).mediaType()).isEmpty();
  }

  @Test
  void takesTheReadersAddressFromTheGatewayOrTheCdnAlone() {
    Map<String, String> forged = Map.of("x-viewer-address", "198.51.100.7", "x-cdn-key", "wrong");
    assertThat(with(forged).address("", KEY)).isEqualTo(CALLER);
    assertThat(with(forged).address("", "")).isEqualTo(CALLER);
    Map<String, String> cdn = Map.of("x-viewer-address", "198.51.100.7", "x-cdn-key", KEY);
    assertThat(with(cdn).address("", KEY)).isEqualTo("198.51.100.7");
    assertThat(with(cdn).address("https://bantin.example", KEY)).isEqualTo("198.51.100.7");
  }

  @Test
  void knowsNoAddressWhereSomethingElseStandsInFront() {
    assertThat(with(Map.of()).address("https://bantin.example", "")).isEmpty();
    assertThat(with(Map.of("domain", "bantin.example")).address("https://bantin.example", ""))
        .isEqualTo(CALLER);
  }

  /** Returns the request that a handler gets. */
  private static Request of(Call call) {
    AtomicReference<Request> request = new AtomicReference<>();
    call.of(
        new HttpHandler() {
          @Override
          protected Response answer(Request asked) {
            request.set(asked);
            return Response.empty(204);
          }
        });
    return request.get();
  }

  @Test
  void tellsReadsFromWrites() {
    assertThat(of(Call.to("GET /")).isRead()).isTrue();
    assertThat(of(Call.to("HEAD /")).isRead()).isTrue();
    assertThat(of(Call.to("POST /")).isRead()).isFalse();
  }

  @Test
  void tellsProgramsFromReadersByTheAddress() {
    assertThat(of(Call.to("GET /api/articles")).isApi()).isTrue();
    assertThat(of(Call.to("GET /tin-tuc")).isApi()).isFalse();
  }

  @Test
  void readsQueryAndCookies() {
    Request request = of(Call.to("GET /").query("q", "mưa").cookie("theme=dark").cookie("lang=en"));
    assertThat(request.queryNames()).containsExactly("q");
    assertThat(of(Call.to("GET /")).queryNames()).isEmpty();
    assertThat(request.cookie("lang")).isEqualTo("en");
    assertThat(request.cookie("la")).isNull();
    assertThat(of(Call.to("GET /")).cookie("lang")).isNull();
  }

  @Test
  void offersTheOtherLanguageByItsOwnName() {
    assertThat(Language.VI.other()).isEqualTo(Language.EN);
    assertThat(Language.EN.other()).isEqualTo(Language.VI);
    assertThat(Language.VI.other().ownName()).isEqualTo("English");
    assertThat(Language.EN.other().ownName()).isEqualTo("Tiếng Việt");
  }
}
