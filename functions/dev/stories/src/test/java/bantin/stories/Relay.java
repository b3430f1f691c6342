package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Server between a portal and its reader that falsifies answers. */
final class Relay implements AutoCloseable {
  private static final Set<String> FORWARDED = Set.of("user-agent", "content-type");
  private static final Set<String> OWN = Set.of("content-length", "date", "connection");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final URI portal;
  private final Lie lie;

  /** An answer of the portal, with the names of headers in small letters. */
  record Reply(int status, Map<String, String> headers, String body) {
    Reply with(int status) {
      return new Reply(status, headers, body);
    }

    Reply with(String header, String value) {
      Map<String, String> all = new TreeMap<>(headers);
      all.put(header, value);
      return new Reply(status, all, body);
    }

    Reply without(String header) {
      Map<String, String> fewer = new TreeMap<>(headers);
      fewer.remove(header);
      return new Reply(status, fewer, body);
    }

    Reply saying(String body) {
      return new Reply(status, headers, body);
    }
  }

  /** Changes a reply. The request is its method and path, such as {@code GET /feed.xml}. */
  @FunctionalInterface
  interface Lie {
    Reply tell(String request, Reply truth);
  }

  Relay(URI portal, Lie lie) throws IOException {
    this.portal = portal;
    this.lie = lie;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::relay);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void relay(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      Reply reply = lie.tell(request, ask(exchange));
      byte[] body = reply.body().getBytes(UTF_8);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean isEmpty = body.length == 0 || request.startsWith("HEAD ");
      exchange.sendResponseHeaders(reply.status(), isEmpty ? -1 : body.length);
      if (!isEmpty) {
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the portal, and puts this relay's address in place of the portal's. */
  private Reply ask(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(portal + exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.getFirst());
              }
            });
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    Map<String, String> headers = new TreeMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    headers.keySet().removeAll(OWN);
    return new Reply(
        response.statusCode(),
        headers,
        response.body().replace(portal.getAuthority(), address().getAuthority()));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
