package bantin.stories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Browser with prerendering and back/forward cache, as readers' browsers have. Tests drive it in
 * the DevTools protocol, and only the tabs that they open.
 *
 * <p>Playwright supports neither: its cache is off, and it holds each new page at its start, so
 * that a prerendered page is never ready.
 */
final class BareChromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  BareChromium(Path executable, List<String> flags) throws IOException {
    folder = Files.createTempDirectory("chromium");
    List<String> command = new ArrayList<>(List.of(executable.toString(), "--headless"));
    command.addAll(flags);
    command.addAll(
        List.of("--user-data-dir=" + folder, "--remote-debugging-port=0", "about:blank"));
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = folder.resolve("DevToolsActivePort");
    Newspaper.await("chromium writes its port", PATIENCE, () -> lines(port).size() > 1);
    URI address = URI.create("ws://127.0.0.1:" + lines(port).get(0) + lines(port).get(1));
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new MessageListener())
            .join();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      return List.of(); // Chromium is just writing the file.
    }
  }

  private final class MessageListener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        handle(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void handle(String json) {
      try {
        JsonNode message = Answer.JSON.readTree(json);
        CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt(-1));
        if (waiting == null) {
          events.add(message);
        } else {
          waiting.complete(message);
        }
      } catch (JsonProcessingException e) {
        throw new AssertionError("Chromium sends " + json, e);
      }
    }
  }

  /**
   * Opens an empty tab. The site's Content Security Policy does not bind scripts that a test adds.
   */
  Tab open() {
    // The debugger attaches to the tab, since a debugger of the page would prevent prerendering.
    ObjectNode blank = parameters().put("url", "about:blank").put("forTab", true);
    String tab = call("", "Target.createTarget", blank).path("targetId").asText();
    ObjectNode attach = parameters().put("targetId", tab).put("flatten", true);
    String session = call("", "Target.attachToTarget", attach).path("sessionId").asText();
    ObjectNode pages = parameters().put("autoAttach", true).put("flatten", true);
    call(session, "Target.setAutoAttach", pages.put("waitForDebuggerOnStart", false));
    String page = attached(session, "");
    call(page, "Page.enable", parameters());
    call(page, "Page.setBypassCSP", parameters().put("enabled", true));
    return new Tab(session, page);
  }

  /** Returns the session of the tab's visible page, or of its prerendered page. */
  private String attached(String tab, String subtype) {
    AtomicReference<String> found = new AtomicReference<>("");
    Newspaper.await(
        "a page in the tab",
        PATIENCE,
        () -> {
          for (JsonNode page : events(tab, "Target.attachedToTarget")) {
            if (page.path("targetInfo").path("subtype").asText().equals(subtype)) {
              found.set(page.path("sessionId").asText());
            }
          }
          return !found.get().isEmpty();
        });
    call(found.get(), "Network.enable", parameters());
    return found.get();
  }

  private List<JsonNode> events(String session, String method) {
    return events.stream()
        .filter(event -> event.path("sessionId").asText().equals(session))
        .filter(event -> event.path("method").asText().equals(method))
        .map(event -> event.path("params"))
        .toList();
  }

  private static ObjectNode parameters() {
    return Answer.JSON.createObjectNode();
  }

  private JsonNode call(String session, String method, ObjectNode parameters) {
    int id = calls.incrementAndGet();
    ObjectNode message = parameters().put("id", id).put("method", method);
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    message.set("params", parameters);
    CompletableFuture<JsonNode> waiting = new CompletableFuture<>();
    answers.put(id, waiting);
    try {
      socket.sendText(message.toString(), true).join();
      JsonNode answer = waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (answer.has("error") || answer.path("result").has("exceptionDetails")) {
        throw new AssertionError(method + ": " + answer);
      }
      return answer.path("result");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while chromium works", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("Chromium does not answer " + method, e);
    }
  }

  /** Tab and the page in it. */
  final class Tab {
    private final String tab;
    private final String session;

    private Tab(String tab, String session) {
      this.tab = tab;
      this.session = session;
    }

    void navigate(URI address) {
      call(session, "Page.navigate", parameters().put("url", address.toString()));
      await("document.readyState === 'complete' && location.href === '" + address + "'");
    }

    /** Evaluates an expression as a user gesture, and returns its value. */
    JsonNode evaluate(String expression) {
      ObjectNode parameters =
          parameters()
              .put("expression", expression)
              .put("returnByValue", true)
              .put("userGesture", true);
      return call(session, "Runtime.evaluate", parameters).path("result").path("value");
    }

    void await(String expression) {
      Newspaper.await(expression, PATIENCE, () -> holds(expression));
    }

    private boolean holds(String expression) {
      try {
        return evaluate(expression).asBoolean();
      } catch (AssertionError e) {
        return false; // The tab has no page between two pages.
      }
    }

    /** Prerenders a page of the site, and waits until it is ready. */
    Tab prerender(String path) {
      String rules = "{\"prerender\":[{\"urls\":[\"" + path + "\"],\"eagerness\":\"immediate\"}]}";
      evaluate(
          "const rules = document.createElement('script'); rules.type = 'speculationrules';"
              + " rules.textContent = '%s'; document.head.append(rules); 1".formatted(rules));
      Tab ahead = new Tab(tab, attached(tab, "prerender"));
      ahead.await("document.prerendering && document.readyState === 'complete'");
      return ahead;
    }

    /** Counts the POST requests of this page to a path. */
    long posts(String path) {
      return events(session, "Network.requestWillBeSent").stream()
          .map(event -> event.path("request"))
          .filter(request -> request.path("method").asText().equals("POST"))
          .filter(request -> request.path("url").asText().endsWith(path))
          .count();
    }
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    SharedNewspaper.delete(folder);
  }
}
