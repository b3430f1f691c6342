package bantin.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The side of Lambda that a runtime talks to: it asks here for the next event, and hands the answer
 * back (the runtime API, version 2018-06-01).
 */
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime/";

  /**
   * What the runtime handed back.
   *
   * @param path which it was: a response, an error, or an error before the first event
   */
  record Answer(String path, String body) {
    boolean isResponse() {
      return path.endsWith("/response");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<byte[]> events = new SynchronousQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final String function;
  private final Duration timeout;

  /**
   * @param timeout how long the function may take, as the template says
   */
  RuntimeApi(String function, Duration timeout) throws IOException {
    this.function = function;
    this.timeout = timeout;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(VERSION, this::serve);
    server.start();
  }

  /** As {@code AWS_LAMBDA_RUNTIME_API} gives it. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().equals(VERSION + "invocation/next")) {
        next(exchange);
      } else {
        byte[] body = exchange.getRequestBody().readAllBytes();
        answers.add(new Answer(exchange.getRequestURI().getPath(), new String(body, UTF_8)));
        exchange.sendResponseHeaders(202, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The test is over; nobody waits for this event.
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    byte[] event = events.take();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
    headers.set(
        "Lambda-Runtime-Deadline-Ms",
        Long.toString(System.currentTimeMillis() + timeout.toMillis()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:us-east-1:000000000000:function:" + function + ":live");
    headers.set(
        "Lambda-Runtime-Trace-Id",
        "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0");
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  /**
   * Hands an event over, and waits for what becomes of it.
   *
   * @return null where the runtime does not ask for it, or does not answer, in that time
   */
  @Nullable Answer invoke(byte[] event, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!events.offer(event, 100, TimeUnit.MILLISECONDS)) {
      Answer early = answers.poll();
      if (early != null || System.nanoTime() > end) {
        return early;
      }
    }
    return answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
