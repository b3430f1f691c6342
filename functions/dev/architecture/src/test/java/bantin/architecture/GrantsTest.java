package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Policies;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A function that may touch a table has a test that takes each of its grants away. */
final class GrantsTest {
  static Set<String> verbs() {
    return House.verbs();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void areRehearsed(String verb) {
    if (!Policies.of(House.template()).grantsOnTables(House.camel(verb) + "Function").isEmpty()) {
      assertThat(
              House.FUNCTIONS
                  .resolve(verb)
                  .resolve("src/test/java")
                  .resolve(House.packageOf(verb).replace('.', '/'))
                  .resolve("GrantsTest.java"))
          .isRegularFile();
    }
  }
}
