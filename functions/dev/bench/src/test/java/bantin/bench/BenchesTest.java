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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /** Dollars a month of a portal that nobody reads. */
  private static final double MAX_IDLE = 1.00;

  /** Dollars for a million views without a CDN. */
  private static final double MAX_MILLION = 15;

  /** Part of them that is left for the time of calls, which this machine's load changes. */
  private static final double TIME_OF_MILLION = .60;

  /**
   * A flood's batches hold a quarter of a second's hits for ten seconds: a smaller share lacks
   * them.
   */
  private static final String SHARE = "-Dshare=4";

  @TempDir private Path folder = Path.of("");

  @Test
  void printsTheBillOfAMonth() throws IOException, InterruptedException {
    String bill = output(Bill.class, SHARE);
    assertThat(bill).contains("A month in us-east-1", "A month in ap-southeast-1");
    assertThat(dollars(bill, "idle +\\S+ +\\S+ +(\\S+)")).as(bill).isLessThanOrEqualTo(MAX_IDLE);
    double million = dollars(bill, "1,000,000 views a month +\\S+ +\\S+ +(\\S+)");
    double time = dollars(bill, "thousand GB-seconds.* (\\S+) \\$$");
    assertThat(million - time).as(bill).isLessThanOrEqualTo(MAX_MILLION - TIME_OF_MILLION);
  }

  /** Returns an amount of the portal without a CDN, from its first row in the bill. */
  private static double dollars(String bill, String row) {
    Matcher found = Pattern.compile("^ +" + row, Pattern.MULTILINE).matcher(bill);
    assertThat(found.find()).as(bill).isTrue();
    return Double.parseDouble(found.group(1));
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
