package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Function;
import bantin.engines.Route;
import bantin.engines.StreamSource;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The portal's addresses are a contract with readers, search engines and editors' programs. */
final class RoutesTest {
  private static final Map<String, List<String>> CONTRACT =
      Map.ofEntries(
          Map.entry("size-photos", List.of()),
          Map.entry("serve-photos", List.of("GET /photos/{photo}/{file}")),
          Map.entry(
              "list-articles",
              List.of(
                  "GET /",
                  "GET /{section}",
                  "GET /{section}/feed.xml",
                  "GET /tag/{tag}",
                  "GET /tag/{tag}/feed.xml",
                  "GET /tac-gia/{name}",
                  "GET /tac-gia/{name}/feed.xml",
                  "GET /luu-tru",
                  "GET /luu-tru/{year}",
                  "GET /luu-tru/{year}/{month}",
                  "GET /luu-tru/{year}/{month}/{day}",
                  "GET /sitemap-index.xml",
                  "GET /news-sitemap.xml",
                  "GET /feed.xml",
                  "GET /sitemap.xml",
                  "GET /manifest.webmanifest",
                  "GET /apple-touch-icon.png",
                  "GET /robots.txt",
                  "GET /.well-known/security.txt",
                  "GET /api/articles")),
          Map.entry(
              "show-article",
              List.of(
                  "GET /{section}/{article}",
                  "GET /api/articles/{id}",
                  "GET /preview/{token}",
                  "$default")),
          Map.entry("count-hit", List.of("POST /api/hits")),
          Map.entry("tally-hits", List.of()),
          Map.entry("show-visits", List.of("GET /api/visits", "GET /api/most-read")),
          Map.entry(
              "edit-articles",
              List.of(
                  "GET /api/admin/articles",
                  "POST /api/admin/articles",
                  "GET /api/admin/articles/{id}",
                  "PUT /api/admin/articles/{id}",
                  "DELETE /api/admin/articles/{id}",
                  "POST /api/admin/articles/{id}/restoration",
                  "PUT /api/admin/articles/{id}/submission",
                  "PUT /api/admin/articles/{id}/publication",
                  "DELETE /api/admin/articles/{id}/publication",
                  "GET /api/admin/articles/{id}/revisions",
                  "GET /api/admin/articles/{id}/revisions/{version}",
                  "PUT /api/admin/articles/{id}/presence",
                  "DELETE /api/admin/articles/{id}/presence",
                  "POST /api/admin/articles/{id}/preview",
                  "GET /api/admin/bylines",
                  "GET /api/admin/me",
                  "GET /api/admin/settings",
                  "PUT /api/admin/settings")),
          Map.entry(
              "serve-assets", List.of("GET /assets/{asset}", "GET /admin", "GET /api/sign-in")),
          Map.entry(
              "take-uploads",
              List.of(
                  "POST /api/admin/photos",
                  "GET /api/admin/photos",
                  "GET /api/admin/photos/{id}",
                  "DELETE /api/admin/photos/{id}",
                  "POST /api/admin/attachments",
                  "POST /api/admin/files")),
          Map.entry(
              "manage-people",
              List.of(
                  "GET /api/admin/people",
                  "POST /api/admin/people",
                  "PUT /api/admin/people/{login}/name",
                  "PUT /api/admin/people/{login}/role",
                  "PUT /api/admin/people/{login}/invitation",
                  "PUT /api/admin/people/{login}/access",
                  "DELETE /api/admin/people/{login}/access",
                  "DELETE /api/admin/people/{login}/sign-ins")),
          Map.entry("export-archive", List.of("GET /api/admin/export")),
          Map.entry("import-archive", List.of("POST /api/admin/import")),
          Map.entry("import-files", List.of("POST /api/admin/imports")),
          Map.entry("recount-visits", List.of()),
          Map.entry(
              "report-visits",
              List.of(
                  "GET /api/admin/visits",
                  "GET /api/admin/baseline",
                  "PUT /api/admin/baseline",
                  "POST /api/admin/recounts",
                  "GET /api/admin/recounts/{day}")));

  private static final Pattern ROUTE = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) /\\S*");

  /**
   * API Gateway does not pass a HEAD request to a GET route, so every HEAD needs a route of its
   * own.
   */
  @Test
  void declaresTheRoutesOfTheContractAndHeadForEveryGet() {
    Map<String, List<String>> declared = new TreeMap<>();
    for (String verb : House.verbs()) {
      declared.put(verb, House.function(verb).routes().stream().map(Route::key).sorted().toList());
    }
    Map<String, List<String>> contract = new TreeMap<>();
    CONTRACT.forEach(
        (verb, routes) ->
            contract.put(verb, routes.stream().flatMap(RoutesTest::withHead).sorted().toList()));
    assertThat(declared).isEqualTo(contract);
  }

  private static Stream<String> withHead(String route) {
    return route.startsWith("GET ")
        ? Stream.of(route, route.replaceFirst("GET ", "HEAD "))
        : Stream.of(route);
  }

  /** A handler would never see a route that it spells differently from the template. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void functionsNameOnlyTheirOwnRoutes(String verb) throws IOException {
    Set<String> named = new TreeSet<>();
    Path classes = House.FUNCTIONS.resolve(verb).resolve("target/classes/bantin");
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
          if (entry instanceof StringEntry text && ROUTE.matcher(text.stringValue()).matches()) {
            named.add(text.stringValue());
          }
        }
      }
    }
    assertThat(House.function(verb).routes().stream().map(Route::key).toList()).containsAll(named);
  }

  static Set<String> verbs() {
    return House.verbs();
  }

  @Test
  void guardsEditorsRoutesAndLeavesReadersRoutesOpen() {
    List<String> wrong = new ArrayList<>();
    for (Function function : House.template().functions()) {
      for (Route route : function.routes()) {
        boolean admin = route.path().startsWith("/api/admin/");
        boolean guarded =
            "Editors".equals(route.authorizer())
                && route.scopes().equals(List.of("bantin/newsroom"));
        boolean open = route.authorizer() == null && route.scopes().isEmpty();
        if (admin ? !guarded : !open) {
          wrong.add(route.toString());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void connectsStreamsToTallyHitsAndRecountVisits() {
    Function tally = House.function("tally-hits");
    assertThat(tally.streams()).hasSize(1);
    assertThat(tally.streams().get(0).table()).isEqualTo("Visits");
    assertThat(tally.streams().get(0).tumblingWindowSeconds()).isPositive();
    for (String verb : House.verbs()) {
      for (StreamSource source : House.function(verb).streams()) {
        assertThat(source.table())
            .as(verb)
            .isEqualTo(verb.equals("tally-hits") ? "Visits" : "Recounts");
      }
    }
  }
}
