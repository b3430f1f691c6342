package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Function;
import bantin.engines.Route;
import bantin.engines.Template;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strange requests to every route of the template get no server error, and no answer shows a stack.
 * The requests vary each parameter and header that the route's function reads, each part of the
 * address, and the body.
 *
 * <p>Each run sends one of 24 listed values to each parameter, and half of the listed bodies to
 * each route, with random choices. {@code -Pnightly} sends all of them. {@code -Dseed=} repeats a
 * run.
 */
final class StrangeRequestsTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  private static final boolean ALL = Boolean.getBoolean("nightly");

  /** Random values for each parameter, in addition to the listed ones. */
  private static final int RANDOM_VALUES = ALL ? 2 : 1;

  /** Divisor of the listed values: a run sends one in {@code SHARE} to each parameter. */
  private static final int SHARE = Integer.getInteger("share", ALL ? 1 : 24);

  private static final Set<String> TYPES =
      Set.of(
          "",
          "application/atom+xml",
          "application/json",
          "application/manifest+json",
          "application/problem+json",
          "application/xml",
          "application/zip",
          "text/css",
          "text/csv",
          "text/html",
          "text/javascript",
          "text/plain");

  private static final Pattern STACK =
      Pattern.compile(
          "\\bat [a-z]+(\\.\\w+)+\\(|[a-z]\\.\\w*(Exception|Error)\\b|software\\.amazon");

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  @TempDir private static Path data;
  private static Newspaper newspaper;
  private static ObjectNode copy;

  private final StrangeValues strange = new StrangeValues(SEED);
  private final Random random = new Random(SEED);
  private final List<String> failures = new ArrayList<>();
  private int sent;

  @BeforeAll
  static void open() {
    newspaper = Newspaper.open(data);
    copy = newspaper.publish(Newspaper.article("Bài để hỏi"));
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  /** Functions as the template declares them. Their routes depend on no value of a deployment. */
  private static List<Function> functions() {
    return Template.read()
        .with(
            Map.of(
                "EditorPool.ProviderURL",
                "https://editors.example",
                "EditorClient",
                "desk",
                "HitKey.ClientSecret",
                "hits",
                "CursorKey.ClientSecret",
                "cursors",
                "CdnKey.ClientSecret",
                "cdn"))
        .functions();
  }

  @Test
  void readsNoParameterByAComputedName() {
    Set<String> computed = new TreeSet<>(Parameters.ofNouns().computed());
    for (Function function : functions()) {
      computed.addAll(Parameters.of(folder(function)).computed());
    }
    assertThat(computed).isEmpty();
  }

  @Test
  void answersPublicReadsWithoutServerErrors() {
    readRoutes(false);
  }

  @Test
  void answersReadsOfTheDeskWithoutServerErrors() {
    readRoutes(true);
  }

  private void readRoutes(boolean desk) {
    for (Function function : functions()) {
      Parameters read = Parameters.of(folder(function)).add(Parameters.ofNouns());
      for (Route route : function.routes()) {
        boolean isRead = Set.of("GET", "HEAD", "ANY").contains(route.method());
        if (isRead && desk == (route.authorizer() != null)) {
          readRoutes(route, read);
        }
      }
    }
    checkFailures();
  }

  private void readRoutes(Route route, Parameters read) {
    String method = route.method().equals("ANY") ? "GET" : route.method();
    String path = address(route);
    if (method.equals("HEAD")) {
      // The same code reads a HEAD request and its GET.
      send(method, route, path + "?lang=" + strange.encoded(), null);
      return;
    }
    for (String name : read.queries()) {
      for (String value : values()) {
        send(method, route, path + "?" + name + "=" + value, null);
      }
      send(method, route, path + "?" + name + "&" + name + "=a&" + name + "=%2C&=", null);
      send(method, route, path + "?" + name + "%5B%5D=a&" + name + ".b=c", null);
    }
    for (int i = 0; i < RANDOM_VALUES; i++) {
      StringBuilder all = new StringBuilder(path).append('?');
      for (String name : read.queries()) {
        String value = StrangeValues.ENCODED.get(random.nextInt(StrangeValues.ENCODED.size()));
        all.append(name).append('=').append(value.length() > 100 ? "" : value).append('&');
      }
      send(method, route, all.toString(), null);
    }
    for (String name : read.headers()) {
      for (int i = 0; i < RANDOM_VALUES; i++) {
        String value = strange.header();
        send(method, route, path, null, name, value);
      }
    }
    send(method, route, path, null, "Cookie", "lang=" + strange.encoded() + "; =; lang");
    for (String address : strangeAddresses(route)) {
      send(method, route, address, null);
    }
  }

  @Test
  void answersWritesWithoutServerErrors() {
    for (Function function : functions()) {
      for (Route route : function.routes()) {
        if (Set.of("POST", "PUT", "PATCH", "DELETE").contains(route.method())) {
          writeRoute(route);
        }
      }
    }
    checkFailures();
  }

  private void writeRoute(Route route) {
    List<String> bodies = new ArrayList<>(StrangeValues.BODIES);
    bodies.removeIf(listed -> !ALL && random.nextBoolean());
    String body = body(route);
    if (body != null) {
      strange.mutations(Answer.parse(body)).stream()
          .filter(mutation -> random.nextInt(SHARE) == 0)
          .forEach(mutation -> bodies.add(Newspaper.text(mutation)));
    }
    for (String text : bodies) {
      send(route.method(), route, address(route), text);
    }
    for (String address : strangeAddresses(route)) {
      send(route.method(), route, address, body == null ? "{}" : body);
    }
    for (int i = 0; i < RANDOM_VALUES; i++) {
      send(route.method(), route, address(route), "{}", "If-Match", strange.header());
      send(route.method(), route, address(route), "{}", "Content-Type", strange.header());
    }
  }

  private static @Nullable String body(Route route) {
    return route.key().equals("POST /api/hits")
        ? "{\"session\":\"aaaaaaaaaaaaaaaaaaaaaa\",\"article\":\""
            + copy.path("id").asText()
            + "\",\"kind\":\"view\",\"token\":\"a\"}"
        : AdminRoutesTest.sample(route.key());
  }

  /** A share of the listed values, chosen by the seed, and random ones. */
  private List<String> values() {
    List<String> values = new ArrayList<>();
    int first = random.nextInt(SHARE);
    for (int i = first; i < StrangeValues.ENCODED.size(); i += SHARE) {
      values.add(StrangeValues.ENCODED.get(i));
    }
    for (int i = 0; i < RANDOM_VALUES; i++) {
      values.add(strange.encoded());
    }
    return values;
  }

  /** Addresses of the route, each with one variable replaced by a strange value. */
  private List<String> strangeAddresses(Route route) {
    List<String> variables = new ArrayList<>();
    VARIABLE.matcher(route.path()).results().forEach(match -> variables.add(match.group(1)));
    List<String> addresses = new ArrayList<>();
    for (String variable : variables) {
      for (String value : values()) {
        addresses.add(fill(route, name -> name.equals(variable) ? value : known(route, name)));
        // An id is the last part of an address.
        addresses.add(
            fill(
                route, name -> name.equals(variable) ? value + "-7q2m4x9k1c" : known(route, name)));
      }
    }
    return addresses;
  }

  private static String address(Route route) {
    return fill(route, name -> known(route, name));
  }

  private static String fill(Route route, UnaryOperator<String> values) {
    return route.path().equals(Route.DEFAULT)
        ? "/no/such/address"
        : VARIABLE.matcher(route.path()).replaceAll(m -> values.apply(m.group(1)));
  }

  private static String known(Route route, String variable) {
    String url = copy.path("url").asText();
    return switch (variable) {
      case "section" -> "tin-tuc";
      case "article" -> url.substring(url.lastIndexOf('/') + 1);
      case "tag" -> "ban-lang";
      case "name" -> "giang-thi-my";
      case "day" -> route.path().contains("luu-tru") ? "20" : "2026-11-20";
      case "year" -> "2026";
      case "month" -> "11";
      case "version" -> "1";
      case "id" ->
          route.path().contains("photos") ? "00000000000000000000" : copy.path("id").asText();
      default -> "a";
    };
  }

  private void send(
      String method, Route route, String path, @Nullable String body, String... headers) {
    HttpRequest.Builder request;
    try {
      request =
          HttpRequest.newBuilder(URI.create(newspaper.at("/").resolve("/") + path.substring(1)));
    } catch (IllegalArgumentException e) {
      throw new AssertionError("The test makes an invalid address: " + path, e);
    }
    request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    if (route.authorizer() != null) {
      request.setHeader("Authorization", "Bearer " + newspaper.token(Newspaper.ADMINISTRATOR));
      request.setHeader("If-Match", "\"1\"");
    }
    try {
      if (headers.length > 0 && !headers[0].equals("host")) {
        request.setHeader(headers[0], headers[1]);
      }
    } catch (IllegalArgumentException e) {
      return; // The client refuses to send this header.
    }
    Answer answer = newspaper.send(request);
    sent++;
    String type = answer.header("Content-Type").split(";", 2)[0];
    String text = answer.text();
    boolean known = TYPES.contains(type) || type.startsWith("font/") || type.startsWith("image/");
    if (answer.status() >= 500 || !known || STACK.matcher(text).find()) {
      failures.add(
          String.format(
              Locale.ROOT,
              "%s: %s %s %s %s → %d %s %s",
              route.key(),
              method,
              cut(path),
              List.of(headers),
              body == null ? "" : cut(body),
              answer.status(),
              type,
              cut(text)));
    }
  }

  private static String cut(String text) {
    return text.length() <= 160 ? text : text.substring(0, 160) + "… (" + text.length() + ")";
  }

  private void checkFailures() {
    System.out.println("Strange requests: " + sent + ", -Dseed=" + SEED);
    assertThat(sent).isPositive();
    assertThat(failures).as("of %d requests with -Dseed=%d", sent, SEED).isEmpty();
  }

  private static String folder(Function function) {
    return function
        .id()
        .replace("Function", "")
        .replaceAll("(?<!^)(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
