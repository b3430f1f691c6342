package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** Guard for tests that need packaged functions. */
final class Packaged {
  private Packaged() {}

  /**
   * Skips the tests if Maven runs a phase before {@code package}. A zip found then comes from an
   * earlier build and proves nothing.
   */
  static void orSkip() {
    List<String> classPath =
        List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    for (String verb : House.verbs()) {
      Path classes = House.FUNCTIONS.resolve(verb).resolve("target/classes");
      assumeTrue(
          !classPath.contains(classes.toString()),
          "The zips are tested by `mvn verify`: this build has not packaged the functions");
      assertThat(House.zip(verb)).isRegularFile();
    }
  }
}
