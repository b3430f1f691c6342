package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.connection.Patience;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls of AWS end before Lambda ends the function, so that a reader gets an answer. */
final class CallLimitsTest {
  /** The hit is stored by then. An error would tell the reader's browser that it is not. */
  @Test
  void answersAHitWhoseWriteIsSlowAndWhoseNumbersHang() {
    Duration write = Patience.ofReaders().apiCallTimeout().orElseThrow();
    Duration numbers = Patience.ofNumbers().apiCallTimeout().orElseThrow();
    assertThat(write.plus(numbers))
        .isLessThan(Duration.ofSeconds(House.function("count-hit").timeoutSeconds()));
  }
}
