package bantin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.log.LogLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.Test;

final class SnapshotTest {
  private final List<String> lines = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void primesTwoHundredTimesAndLogsHowLongItTook() {
    AtomicInteger runs = new AtomicInteger();
    Snapshot snapshot =
        new Snapshot(runs::incrementAndGet, List.of(), () -> 0, pauses::add, this::log);
    snapshot.beforeCheckpoint(Core.getGlobalContext());
    snapshot.afterRestore(Core.getGlobalContext());
    assertThat(runs).hasValue(200);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("\"INFO\"", "Primed", "\"times\":200", "\"ms\":0");
  }

  @Test
  void primesForAtMostFiveSeconds() {
    AtomicInteger runs = new AtomicInteger();
    new Snapshot(
            runs::incrementAndGet,
            List.of(),
            () -> runs.get() * 1_700_000_000L,
            pauses::add,
            this::log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(runs).hasValue(3);
    assertThat(lines).singleElement().asString().contains("\"times\":3", "\"ms\":5100");
  }

  @Test
  void logsPrimingThatFailedForGoodAsAnErrorWithAMetricAndLetsTheDeploymentGoOn()
      throws IOException {
    new Snapshot(
            () -> {
              throw new IllegalStateException("no table \"Articles\"\n");
            },
            List.of(),
            System::nanoTime,
            pauses::add,
            this::log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("no table \\\"Articles\\\"", "SnapshotTest")
        .doesNotContain("\n");
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("NotPrimed").asInt()).isEqualTo(1);
    assertThat(line.path("FunctionName").asText()).isNotEmpty();
    assertThat(line.path("_aws").path("Timestamp").asLong()).isPositive();
    JsonNode metrics = line.path("_aws").path("CloudWatchMetrics").path(0);
    assertThat(metrics.path("Namespace").asText()).isEqualTo("BanTin");
    assertThat(metrics.path("Dimensions").toString()).isEqualTo("[[\"FunctionName\"]]");
    assertThat(metrics.path("Metrics").path(0).path("Name").asText()).isEqualTo("NotPrimed");
  }

  @Test
  void primesAgainAfterFailuresAndPausesLongerEachTime() {
    AtomicInteger tries = new AtomicInteger();
    prime(() -> failIf(tries.incrementAndGet() < 5));
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(800));
    assertThat(lines).singleElement().asString().contains("\"INFO\"", "\"times\":200");
  }

  @Test
  void goesOnPrimingAfterFailuresBetweenSuccesses() {
    AtomicInteger tries = new AtomicInteger();
    prime(() -> failIf(tries.incrementAndGet() % 3 == 0));
    assertThat(tries).hasValue(299);
    assertThat(pauses).containsOnly(Duration.ofMillis(100));
    assertThat(lines).singleElement().asString().contains("\"INFO\"", "\"times\":200");
  }

  @Test
  void warnsWhenFailuresEndTheLaterRounds() {
    AtomicInteger tries = new AtomicInteger();
    prime(() -> failIf(tries.incrementAndGet() > 1));
    assertThat(tries).hasValue(6);
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("\"WARN\"", "\"times\":1", "the database is busy")
        .doesNotContain("NotPrimed");
  }

  @Test
  void pausesNoLongerThanPrimingMayLast() {
    AtomicInteger tries = new AtomicInteger();
    new Snapshot(
            () -> failIf(tries.incrementAndGet() > 0),
            List.of(),
            () -> tries.get() * 2_450_000_000L,
            pauses::add,
            this::log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(tries).hasValue(2);
    assertThat(pauses).containsExactly(Duration.ofMillis(100));
    assertThat(lines).singleElement().asString().contains("\"ERROR\"", "the database is busy");
  }

  private void prime(Snapshot.Priming priming) {
    new Snapshot(priming, List.of(), () -> 0, pauses::add, this::log)
        .beforeCheckpoint(Core.getGlobalContext());
  }

  private static void failIf(boolean isBusy) {
    if (isBusy) {
      throw new IllegalStateException("the database is busy");
    }
  }

  @Test
  void logsAMissingClassAndPublishesTheVersion() {
    new Snapshot(
            () -> {
              throw new NoClassDefFoundError("a/Reader");
            },
            List.of(),
            System::nanoTime,
            pauses::add,
            this::log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(lines).singleElement().asString().contains("\"ERROR\"", "a/Reader");
  }

  @Test
  void releasesResourcesAfterAnyPriming() {
    List<String> order = new ArrayList<>();
    new Snapshot(
            () -> {
              order.add("primed");
              throw new IllegalStateException("half way");
            },
            List.of(() -> order.add("left")),
            System::nanoTime,
            pauses::add,
            this::log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(order).containsExactly("primed", "primed", "primed", "primed", "primed", "left");
  }

  @Test
  void failsTheDeploymentWhenAReleaseFails() {
    Snapshot snapshot =
        new Snapshot(
            () -> {},
            List.of(
                () -> {
                  throw new IllegalStateException("no client");
                }),
            System::nanoTime,
            pauses::add,
            this::log);
    assertThatThrownBy(() -> snapshot.beforeCheckpoint(Core.getGlobalContext()))
        .hasMessage("no client");
  }

  @Test
  void remembersNoAddressBeyondTheSnapshot() {
    new Snapshot(
            () ->
                assertThat(Security.getProperty("networkaddress.cache.ttl"))
                    .as("before the first is asked for")
                    .isEqualTo("0"),
            List.of(),
            System::nanoTime,
            pauses::add,
            this::log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(lines).singleElement().asString().contains("\"INFO\"");
  }

  @Test
  void primesNothingAtAnOrdinaryStart() {
    Snapshot.primedBy(
        () -> {
          throw new IllegalStateException("primed");
        });
    Snapshot.leavesOut(
        () -> {
          throw new IllegalStateException("left");
        });
    assertThat(lines).isEmpty();
  }

  private void log(LogLine line) {
    lines.add(line.toString());
  }
}
