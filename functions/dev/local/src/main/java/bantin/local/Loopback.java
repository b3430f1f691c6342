package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** HTTP server on 127.0.0.1, with a virtual thread for each request. */
final class Loopback implements AutoCloseable {
  static {
    // The server's class reads it once. Without it, each kept-alive answer takes 40 ms more.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Opens the port. Requests wait until {@link #serve}.
   *
   * @param port 0 for any free port
   */
  Loopback(int port) throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.setExecutor(threads);
  }

  void serve(HttpHandler handler) {
    server.createContext("/", handler);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static void answer(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    answer(exchange, status, contentType, body.getBytes(UTF_8));
  }

  static void answer(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    answer(exchange, status, body);
  }

  /** Sends an answer with the headers that the exchange has already. */
  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      boolean silent = exchange.getRequestMethod().equals("HEAD");
      if (silent && status != 204 && status != 304) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      }
      boolean none = silent || body.length == 0 || status == 204 || status == 304;
      exchange.sendResponseHeaders(status, none ? -1 : body.length);
      if (!none) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
