package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Function;
import bantin.engines.Route;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function's folder, package, handler, event and zip share one stem. */
final class StemsTest {
  private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
  private static final Pattern ARTIFACT =
      Pattern.compile("</parent>\\s*<artifactId>(.+?)</artifactId>");

  static Set<String> verbs() {
    return House.verbs();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void declaresEachFolderAsAFunction(String verb) {
    Function function = House.function(verb);
    assertThat(function.handler())
        .isEqualTo(House.packageOf(verb) + "." + House.camel(verb) + "Handler");
    assertThat(function.codeUri()).isEqualTo("functions/" + verb + "/target/" + verb + ".zip");
  }

  @Test
  void findsAFolderForEveryFunctionOfTheTemplate() {
    assertThat(House.template().functionIds())
        .containsExactlyInAnyOrderElementsOf(
            House.verbs().stream().map(verb -> House.camel(verb) + "Function").toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void keepsRoleLogAndAlarmsBesideTheirFunction(String verb) {
    List<String> ids = List.copyOf(House.template().resources());
    List<String> own = ids.stream().filter(id -> id.startsWith(House.camel(verb))).toList();
    int first = ids.indexOf(House.camel(verb) + "Function");
    assertThat(own).contains(House.camel(verb) + "Role", House.camel(verb) + "Log");
    assertThat(ids.subList(first, first + own.size())).isEqualTo(own);
  }

  @Test
  void findsExactlyOneEventForEachFunction() {
    assertThat(House.names(House.ROOT.resolve("events")))
        .containsExactlyInAnyOrderElementsOf(
            House.verbs().stream().map(verb -> verb + ".json").toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void eventsComeFromASourceInTheTemplate(String verb) throws IOException {
    JsonNode event = new ObjectMapper().readTree(Files.readAllBytes(House.event(verb)));
    Function function = House.function(verb);
    if (function.routes().isEmpty()) {
      assertThat(event.path("Records").isEmpty()).isFalse();
      if (!function.buckets().isEmpty()) {
        assertThat(event.path("Records").path(0).path("s3").path("object").path("key").asText())
            .startsWith(function.buckets().get(0).prefix());
      } else if (function.streams().get(0).tumblingWindowSeconds() > 0) {
        assertThat(event.path("shardId").asText()).startsWith("shardId-");
      }
    } else {
      assertThat(function.routes().stream().map(Route::key).toList())
          .contains(event.path("routeKey").asText());
    }
  }

  @Test
  void modulesHaveTheirFoldersNames() {
    for (Path module : House.modules()) {
      Matcher artifact = ARTIFACT.matcher(House.text(module.resolve("pom.xml")));
      assertThat(artifact.find()).as("%s names its artifact", module).isTrue();
      assertThat(artifact.group(1)).isEqualTo(String.valueOf(module.getFileName()));
    }
  }

  @Test
  void rootPomListsEveryModuleOnce() {
    List<String> listed =
        MODULE
            .matcher(House.text(House.ROOT.resolve("pom.xml")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            House.modules().stream()
                .map(module -> House.ROOT.relativize(module).toString().replace('\\', '/'))
                .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void handlersHaveOnePublicConstructor(String verb) throws ClassNotFoundException {
    Class<?> handler = Class.forName(House.packageOf(verb) + "." + House.camel(verb) + "Handler");
    assertThat(Modifier.isFinal(handler.getModifiers())).as("%s is final", handler).isTrue();
    List<Constructor<?>> open =
        Arrays.stream(handler.getDeclaredConstructors())
            .filter(constructor -> Modifier.isPublic(constructor.getModifiers()))
            .toList();
    assertThat(open).as("the public constructors of %s", handler).hasSize(1);
    assertThat(open.get(0).getParameterCount()).isZero();
  }

  @Test
  void packagesHaveTheirModulesNames() {
    for (Path module : House.modules()) {
      String expected = House.packageOf(String.valueOf(module.getFileName()));
      for (String sources : List.of("src/main/java/bantin", "src/test/java/bantin")) {
        Path folder = module.resolve(sources);
        if (Files.isDirectory(folder)) {
          assertThat(House.names(folder))
              .as("packages in %s", House.ROOT.relativize(folder))
              .containsExactly(expected.substring("bantin.".length()));
        }
      }
    }
  }

  @Test
  void topLevelHoldsOnlyTheKnownFiles() {
    Set<String> expected =
        new TreeSet<>(Set.of("pom.xml", "functions", "template.yaml", "README.md", "events"));
    Set<String> names = House.names(House.ROOT);
    names.remove("target"); // Maven's folder, ignored by git.
    names.remove("samconfig.toml"); // An operator's answers, ignored by git.
    assertThat(expected).containsAll(names);
  }
}
