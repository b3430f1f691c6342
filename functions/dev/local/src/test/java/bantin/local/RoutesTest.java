package bantin.local;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Function;
import bantin.engines.Logging;
import bantin.engines.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RoutesTest {
  private static final List<String> DECLARED =
      List.of(
          "ANY /files/{rest+}",
          "GET /{section}",
          "HEAD /{section}",
          "GET /",
          "GET /feed.xml",
          "GET /{section}/{article}",
          "GET /tag/{tag}",
          "ANY /both",
          "GET /both",
          "GET /deep/{rest+}",
          "GET /deep/er/{one}");

  private final Routes routes = routes(DECLARED, true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /                | GET /",
        "GET  | /feed.xml        | GET /feed.xml",
        "GET  | /tin-tuc         | GET /{section}",
        "GET  | /tin-tuc/a-b     | GET /{section}/{article}",
        "GET  | /tag/a           | GET /tag/{tag}",
        "GET  | /both            | GET /both",
        "PUT  | /both            | ANY /both",
        "GET  | /deep/er/a       | GET /deep/er/{one}",
        "GET  | /deep/er/a/b     | GET /deep/{rest+}",
        // A full match comes before a greedy one, even if the greedy one is more literal.
        "GET  | /files/a         | GET /{section}/{article}",
        "POST | /files/a         | ANY /files/{rest+}",
        "GET  | /files/a/b       | ANY /files/{rest+}",
        // A variable matches no empty segment. A route matches only its methods.
        "GET  | /tin-tuc/        | $default",
        "GET  | //               | $default",
        "GET  | /a/b/c           | $default",
        "HEAD | /                | $default",
        "HEAD | /tin-tuc         | HEAD /{section}",
        "HEAD | /feed.xml        | HEAD /{section}",
        "HEAD | /tin-tuc/a-b     | $default",
        "POST | /tin-tuc         | $default",
      })
  void findsMostSpecificRoute(String method, String path, String expected) {
    assertThat(match(routes, method, path).route().key()).isEqualTo(expected);
  }

  @Test
  void decodesVariables() {
    assertThat(match(routes, "GET", "/tag/giao%20th%C3%B4ng+a%2Fb").parameters())
        .isEqualTo(Map.of("tag", "giao thông+a/b"));
    assertThat(match(routes, "POST", "/files/a/b%20c").parameters())
        .isEqualTo(Map.of("rest", "a/b c"));
  }

  @Test
  void findsNoRouteWithoutDefault() {
    assertThat(routes(DECLARED, false).match("GET", "/a/b/c")).isNull();
  }

  private static Routes.Match match(Routes routes, String method, String path) {
    return Objects.requireNonNull(routes.match(method, path));
  }

  private static Routes routes(List<String> keys, boolean fallback) {
    List<Route> declared = new ArrayList<>();
    for (String key : keys) {
      String[] parts = key.split(" ");
      declared.add(new Route(parts[0], parts[1], null, List.of()));
    }
    if (fallback) {
      declared.add(new Route("ANY", Route.DEFAULT, null, List.of()));
    }
    return new Routes(
        List.of(
            new Function(
                "F",
                "a.B",
                "b.zip",
                128,
                3,
                new Logging("Text", "INFO", "INFO"),
                Map.of(),
                declared,
                List.of(),
                List.of(),
                List.of())));
  }
}
