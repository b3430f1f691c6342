package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Template;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Portal with the tests' own template, and a client for it. */
final class Running implements AutoCloseable {
  static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  final ByteArrayOutputStream log = new ByteArrayOutputStream();
  final Portal portal;

  Running(Path data) throws IOException, InterruptedException {
    portal = Portal.start(template(), data, 0, false, new PrintStream(log, true, UTF_8));
  }

  static Template template() {
    try {
      return Template.read(Path.of(Running.class.getResource("/template.yaml").toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(portal.address() + path))
        .timeout(Duration.ofSeconds(40));
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return Hosted.JSON.readTree(get(path).body());
  }

  /**
   * Repeats the check until it holds.
   *
   * @throws AssertionError after 30 seconds
   */
  static void await(String condition, BooleanSupplier holds) {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Not within two minutes: " + condition);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  @Override
  public void close() {
    portal.close();
  }
}
