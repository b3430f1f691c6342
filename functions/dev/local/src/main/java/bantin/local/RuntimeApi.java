package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lambda Runtime API (2018-06-01) for one function, on loopback. A runtime client asks for the next
 * invocation, and posts its response or error. Several clients may ask at a time.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";

  /** End of an invocation. */
  public enum Outcome {
    /** The function answered. */
    RESPONSE,
    /** The function threw; the payload is Lambda's form of the error. */
    ERROR,
    /** The function took too long. */
    TIMEOUT,
    /** The function's process ended during the invocation. */
    LOST
  }

  /**
   * Result of an invocation.
   *
   * @param payload the bytes that the function wrote, usually JSON; empty without an answer
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Result(Outcome outcome, byte[] payload) {
    public String text() {
      return new String(payload, UTF_8);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  private record Invocation(
      String id, byte[] event, long deadlineMillis, CompletableFuture<Result> result) {}

  private static final byte[] NOTHING = {};

  private final Loopback server;
  private final String arn;
  private final BlockingDeque<Invocation> waiting = new LinkedBlockingDeque<>();
  private final Map<String, Invocation> taken = new ConcurrentHashMap<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final AtomicInteger process = new AtomicInteger();
  private volatile boolean closed;

  private RuntimeApi(String functionName) throws IOException {
    arn = "arn:aws:lambda:" + Hosted.REGION + ":000000000000:function:" + functionName + ":live";
    server = new Loopback(0);
    server.serve(this::handle);
  }

  public static RuntimeApi start(String functionName) throws IOException {
    return new RuntimeApi(functionName);
  }

  /** Returns host and port, for {@code AWS_LAMBDA_RUNTIME_API}. */
  public String authority() {
    return "127.0.0.1:" + server.port();
  }

  /** Hands an event to the function, and waits for the result. Events keep their order. */
  public Result invoke(byte[] event, Duration timeout) throws InterruptedException {
    Invocation invocation =
        new Invocation(
            UUID.randomUUID().toString(),
            event,
            System.currentTimeMillis() + timeout.toMillis(),
            new CompletableFuture<>());
    waiting.addLast(invocation);
    try {
      return invocation.result().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Result(Outcome.TIMEOUT, NOTHING);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Results are never completed exceptionally", e);
    } finally {
      waiting.remove(invocation);
      taken.remove(invocation.id());
    }
  }

  /**
   * Waits until the function first asks for an invocation, or reports that it cannot start.
   *
   * @return empty if it is ready; else Lambda's form of the error
   */
  public String awaitReady(Duration timeout) throws InterruptedException {
    try {
      return ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return "it does not ask for work within " + timeout.toSeconds() + " seconds";
    } catch (ExecutionException e) {
      throw new IllegalStateException("Readiness is never completed exceptionally", e);
    }
  }

  /**
   * Declares the function's process dead. Its invocations end as {@link Outcome#LOST}, and its open
   * requests get no event.
   */
  public void abandon() {
    process.incrementAndGet();
    for (Invocation invocation : taken.values()) {
      invocation.result().complete(new Result(Outcome.LOST, NOTHING));
    }
  }

  /**
   * Declares that no process asks for work any more, so that {@link #awaitReady} ends.
   *
   * @param trouble the reason, which {@link #awaitReady} returns
   */
  public void refuse(String trouble) {
    ready.complete(trouble);
    abandon();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String call = path.startsWith(ROOT) ? path.substring(ROOT.length()) : "";
    boolean get = exchange.getRequestMethod().equals("GET");
    String[] parts = call.split("/", -1);
    if (get && call.equals("invocation/next")) {
      next(exchange);
    } else if (get && call.equals("restore/next")) {
      Loopback.answer(exchange, 200, NOTHING);
    } else if (call.equals("init/error") || call.equals("restore/error")) {
      ready.complete(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      accepted(exchange);
    } else if (parts.length == 3 && parts[2].equals("response")) {
      end(exchange, parts[1], Outcome.RESPONSE);
    } else if (parts.length == 3 && parts[2].equals("error")) {
      end(exchange, parts[1], Outcome.ERROR);
    } else {
      Loopback.answer(exchange, 404, "application/json", "{}");
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    int asking = process.get();
    ready.complete("");
    Invocation invocation = null;
    while (invocation == null) {
      try {
        invocation = waiting.pollFirst(200, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        exchange.close();
        return;
      }
      if (closed || asking != process.get()) {
        if (invocation != null) {
          waiting.addFirst(invocation);
        }
        exchange.close();
        return;
      }
    }
    taken.put(invocation.id(), invocation);
    if (asking != process.get()) {
      invocation.result().complete(new Result(Outcome.LOST, NOTHING));
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadlineMillis()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", arn);
    headers.set("Lambda-Runtime-Trace-Id", Hosted.traceId());
    try {
      Loopback.answer(exchange, 200, "application/json", invocation.event());
    } catch (IOException e) {
      // The client has gone: the invocation goes to the next one that asks.
      taken.remove(invocation.id());
      waiting.addFirst(invocation);
    }
  }

  private void end(HttpExchange exchange, String id, Outcome outcome) throws IOException {
    byte[] payload = exchange.getRequestBody().readAllBytes();
    Invocation invocation = taken.remove(id);
    if (invocation != null) {
      invocation.result().complete(new Result(outcome, payload));
    }
    accepted(exchange);
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    Loopback.answer(exchange, 202, "application/json", "{\"status\":\"OK\"}");
  }

  @Override
  public void close() {
    closed = true;
    refuse("it ends");
    server.close();
  }
}
