package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template declares an environment variable for exactly the functions that read it. */
final class VariablesTest {
  /** Variables that Java itself reads: its options, and the locale it decodes the others in. */
  private static final Set<String> READ_BY_JAVA = Set.of("JAVA_TOOL_OPTIONS", "LC_ALL");

  /** Tells if Lambda itself sets the variable. */
  private static boolean isSetByLambda(String name) {
    return name.startsWith("AWS_LAMBDA_") || name.equals("AWS_EXECUTION_ENV");
  }

  static Set<String> verbs() {
    return House.verbs();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void declaresExactlyTheVariablesThatAreRead(String verb) {
    List<Path> folders =
        Stream.concat(
                Stream.of(House.FUNCTIONS.resolve(verb)),
                House.nouns().stream().map(House.FUNCTIONS.resolve("lib")::resolve))
            .map(module -> module.resolve("target/classes"))
            .toList();
    String handler = House.packageOf(verb).replace('.', '/') + "/" + House.camel(verb) + "Handler";
    Set<String> read = new TreeSet<>(VariableReads.of(folders, handler));
    read.removeIf(VariablesTest::isSetByLambda);
    Set<String> declared = new TreeSet<>(House.function(verb).environment().keySet());
    declared.removeAll(READ_BY_JAVA);
    assertThat(read)
        .as("variables that %s reads, against those that the template declares", verb)
        .isEqualTo(declared);
  }
}
