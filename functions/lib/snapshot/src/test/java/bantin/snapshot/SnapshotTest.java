package bantin.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Core;
import org.junit.jupiter.api.Test;

final class SnapshotTest {
  private final List<String> lines = new ArrayList<>();
  private final LambdaLogger log =
      new LambdaLogger() {
        @Override
        public void log(String message) {
          lines.add(message);
        }

        @Override
        public void log(byte[] message) {
          lines.add(new String(message, StandardCharsets.UTF_8));
        }
      };

  @Test
  void primesBeforeTheSnapshotAndSaysHowLongItTook() {
    AtomicInteger runs = new AtomicInteger();
    Snapshot snapshot = new Snapshot(runs::incrementAndGet, log);
    snapshot.beforeCheckpoint(Core.getGlobalContext());
    snapshot.afterRestore(Core.getGlobalContext());
    assertThat(runs).hasValue(1);
    assertThat(lines).singleElement().asString().contains("\"INFO\"", "Primed", "\"ms\":");
  }

  @Test
  void whatFailsIsLoggedAndDoesNotFailTheDeployment() {
    new Snapshot(
            () -> {
              throw new IllegalStateException("no table \"Articles\"\n");
            },
            log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("\"WARN\"", "no table \\\"Articles\\\"", "SnapshotTest")
        .doesNotContain("\n");
  }

  @Test
  void aClassThatIsMissingDoesNotFailTheDeploymentEither() {
    new Snapshot(
            () -> {
              throw new NoClassDefFoundError("a/Reader");
            },
            log)
        .beforeCheckpoint(Core.getGlobalContext());
    assertThat(lines).singleElement().asString().contains("\"WARN\"", "a/Reader");
  }

  @Test
  void anOrdinaryStartPrimesNothing() {
    Snapshot.primedBy(
        () -> {
          throw new IllegalStateException("primed");
        });
    assertThat(lines).isEmpty();
  }
}
