package bantin.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

final class PatienceTest {
  /** Shortest timeout of a function that readers wait for. */
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(5);

  @Test
  void endsBeforeTheFunctionDoesAndLeavesTimeForASecondTry() {
    ClientOverrideConfiguration limits = Patience.ofReaders();
    Duration call = limits.apiCallTimeout().orElseThrow();
    assertThat(call).isLessThan(MIN_TIMEOUT);
    assertThat(limits.apiCallAttemptTimeout().orElseThrow().multipliedBy(2))
        .isLessThanOrEqualTo(call);
  }
}
