package bantin.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FrontTest {
  private final Running running;

  FrontTest(@TempDir Path data) throws IOException, InterruptedException {
    running = new Running(data);
  }

  @BeforeAll
  void answers() throws IOException, InterruptedException {
    assertThat(running.get("/echo").statusCode()).isEqualTo(200);
  }

  @AfterAll
  void end() {
    running.close();
  }

  @Test
  void buildsEventOfHttpApi() throws IOException, InterruptedException {
    HttpResponse<String> response =
        Running.send(
            running
                .request("/any/gi%C3%A1o%20d%E1%BB%A5c?b=1&a=x+y%26&b=2&empty&=none")
                .header("X-Twice", "one")
                .header("X-Twice", "two")
                .header("Cookie", "a=1; b=2")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("X-Forwarded-Proto", "gopher")
                .header("User-Agent", "test"));
    JsonNode event = Hosted.JSON.readTree(response.body());
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("routeKey").asText()).isEqualTo("ANY /any/{name}");
    assertThat(event.path("rawPath").asText()).isEqualTo("/any/giáo dục");
    assertThat(event.path("pathParameters").path("name").asText()).isEqualTo("giáo dục");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("b=1&a=x+y%26&b=2&empty&=none");
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"b\":\"1,2\",\"a\":\"x y&\",\"empty\":\"\",\"\":\"none\"}");
    JsonNode headers = event.path("headers");
    assertThat(headers.path("x-twice").asText()).isEqualTo("one,two");
    assertThat(headers.path("x-forwarded-for").asText()).isEqualTo("203.0.113.9, 127.0.0.1");
    assertThat(headers.path("x-forwarded-proto").asText()).isEqualTo("http");
    assertThat(headers.path("host").asText()).isEqualTo(running.portal.address().getAuthority());
    assertThat(headers.has("cookie")).isFalse();
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
    JsonNode context = event.path("requestContext");
    assertThat(context.path("domainName").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("routeKey").asText()).isEqualTo("ANY /any/{name}");
    assertThat(context.path("stage").asText()).isEqualTo("$default");
    assertThat(context.path("timeEpoch").asLong())
        .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
    assertThat(context.path("requestId").asText())
        .isEqualTo(response.headers().firstValue("Apigw-Requestid").orElseThrow());
    assertThat(context.path("http").path("method").asText()).isEqualTo("GET");
    assertThat(context.path("http").path("sourceIp").asText()).isEqualTo("127.0.0.1");
    assertThat(context.path("http").path("userAgent").asText()).isEqualTo("test");
    assertThat(context.has("authorizer")).isFalse();
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    assertThat(event.has("body")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "application/json; charset=utf-8, false",
    "text/plain, false",
    "application/problem+json, false",
    "application/x-www-form-urlencoded, true",
    "image/png, true",
  })
  void passesBinaryBodiesInBase64(String type, boolean base64)
      throws IOException, InterruptedException {
    byte[] body = "{\"a\":\"ế\"}".getBytes(UTF_8);
    JsonNode event =
        Hosted.JSON.readTree(
            Running.send(
                    running
                        .request("/echo")
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body)))
                .body());
    assertThat(event.path("isBase64Encoded").asBoolean()).isEqualTo(base64);
    String text = event.path("body").asText();
    assertThat(base64 ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8)).isEqualTo(body);
  }

  @Test
  void sendsStatusHeadersAndBodyOfFunction() throws IOException, InterruptedException {
    HttpResponse<byte[]> binary =
        Running.CLIENT.send(running.request("/do/binary").build(), BodyHandlers.ofByteArray());
    assertThat(binary.body()).containsExactly(0, 1, 0xff);
    assertThat(running.get("/do/cookies").headers().allValues("Set-Cookie"))
        .containsExactly("a=1", "b=2; Secure");
    assertThat(running.get("/do/empty").statusCode()).isEqualTo(204);
  }

  @Test
  void answers404OnUndeclaredRoute() throws IOException, InterruptedException {
    HttpResponse<String> response = running.get("/nowhere");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @Test
  void answersHeadAndOptionsOnlyOnDeclaredRoutes() throws IOException, InterruptedException {
    assertThat(
            Running.send(running.request("/echo").method("HEAD", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(404);
    assertThat(
            Running.send(running.request("/echo").method("OPTIONS", BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(404);
    HttpResponse<String> head =
        Running.send(running.request("/any/a").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void refusesBodyAboveTenMegabytes() throws IOException, InterruptedException {
    HttpResponse<String> response =
        Running.send(
            running
                .request("/echo")
                .POST(BodyPublishers.ofByteArray(new byte[Front.MAX_BODY + 1])));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void refusesEventAboveLambdasLimit() throws IOException, InterruptedException {
    HttpResponse<String> response =
        Running.send(
            running
                .request("/echo")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024])));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void refusesHeadersAboveLimit() throws IOException, InterruptedException {
    assertThat(
            Running.send(running.request("/echo").header("X-Long", "a".repeat(9000))).statusCode())
        .isEqualTo(200);
    assertThat(
            Running.send(running.request("/echo").header("X-Long", "a".repeat(Front.MAX_HEADERS)))
                .statusCode())
        .isEqualTo(431);
    assertThat(running.get("/echo?" + "a".repeat(Front.MAX_HEADERS)).statusCode()).isEqualTo(431);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /echo?a=%e HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\nConnection: close\r\n\r\n",
      })
  void answers400OnMalformedRequest(String request) throws IOException {
    assertThat(raw(request)).startsWith("HTTP/1.1 400 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET //echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /%ff%c0%80 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
      })
  void answers404OnStrangePaths(String request) throws IOException {
    assertThat(raw(request)).startsWith("HTTP/1.1 404 ");
  }

  private String raw(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), running.portal.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void answers500AndLogsErrorOfFunctionThatThrows() throws IOException, InterruptedException {
    HttpResponse<String> response = running.get("/do/throw");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    Running.await(
        "the stack in the log",
        () ->
            running
                .log
                .toString(UTF_8)
                .contains("EchoFunction: java.lang.IllegalStateException: requested failure"));
    assertThat(running.get("/do/nonsense").statusCode()).isEqualTo(500);
  }

  @Test
  void answers503AndRestartsFunctionThatEnds() throws IOException, InterruptedException {
    // The answer comes before the HTTP API gives the request up.
    HttpResponse<String> response =
        Running.send(running.request("/do/exit").timeout(Front.TIMEOUT.minusSeconds(5)));
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).isEqualTo("{\"message\":\"Service Unavailable\"}");
    assertThat(running.get("/echo").statusCode()).isEqualTo(200);
    assertThat(running.log.toString(UTF_8)).contains("EchoFunction ended with status 3");
  }

  @Test
  void givesFunctionDeclaredEnvironment() throws IOException, InterruptedException {
    JsonNode environment = running.json("/do/environment");
    assertThat(environment.path("SITE_NAME").asText()).isEqualTo("Bản Tin");
    assertThat(environment.path("FACTS_TABLE").asText()).isEqualTo("Facts");
    assertThat(environment.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("EchoFunction");
    TreeSet<String> names = new TreeSet<>();
    environment.fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
            "AWS_ENDPOINT_URL_DYNAMODB",
            "AWS_ENDPOINT_URL_S3",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_LOG_FORMAT",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "FACTS_TABLE",
            "LANG",
            "LC_ALL",
            "SITE_NAME",
            "TZ",
            "_HANDLER");
  }
}
