package bantin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each documented bench still runs and prints its figures. Nothing here asserts a time.
 *
 * <p>Each run executes the bill, which calls the real handlers of a page view. {@code -Pnightly}
 * executes the others too, with one round.
 */
final class BenchesTest {
  private static final int MINUTES = 15;

  /**
   * A flood's batches hold a quarter of a second's hits for ten seconds: a smaller share lacks
   * them.
   */
  private static final String SHARE = "-Dshare=4";

  @TempDir private Path folder = Path.of("");

  @Test
  void printsTheBillOfAMonth() throws IOException, InterruptedException {
    assertThat(output(Bill.class, SHARE))
        .contains("us-east-1", "ap-southeast-1")
        .containsPattern("\\d");
  }

  @Test
  @EnabledIfSystemProperty(
      named = "nightly",
      matches = "true",
      disabledReason = "only with -Pnightly")
  void printsTheCostOfAHitAndOfACall() throws IOException, InterruptedException {
    assertThat(output(Bench.class, SHARE)).contains("count-hit", "batches", "GET /");
  }

  @Test
  @EnabledIfSystemProperty(
      named = "nightly",
      matches = "true",
      disabledReason = "only with -Pnightly")
  void printsTheStartOfAFunction() throws IOException, InterruptedException {
    assertThat(output(ColdStart.class, "-Drounds=1", "-Dwarm=50")).contains("show-article");
  }

  /** Runs a bench as its command does, and returns its output. */
  private String output(Class<?> bench, String... options)
      throws IOException, InterruptedException {
    Path printed = folder.resolve("printed");
    List<String> command =
        new ArrayList<>(List.of(Jdk.program("java"), "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of(options));
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), bench.getName()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("the bench ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(printed, UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    assertThat(text).doesNotContain("\"level\":\"ERROR\"", "logged an error", "Exception");
    return text;
  }
}
