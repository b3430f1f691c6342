package bantin.connection;

import java.time.Duration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/**
 * Time limits of calls while a person waits. The SDK has none of its own, so a call that hangs
 * would last until Lambda ends the function. Each limit is below the function's timeout: it leaves
 * time for an answer that says what is wrong.
 */
public final class Patience {
  /** Limit of one try. A first call without a snapshot takes seconds on a busy machine. */
  private static final Duration TRY = Duration.ofMillis(2200);

  /** Limit of a call with all its tries. A page makes at most two calls that hang. */
  private static final Duration CALL = Duration.ofMillis(4500);

  /** Limit of a call for numbers. Readers gain nothing from numbers that come later. */
  private static final Duration NUMBERS = Duration.ofSeconds(2);

  private Patience() {}

  /** Limits for functions that readers wait for. */
  public static ClientOverrideConfiguration ofReaders() {
    return ClientOverrideConfiguration.builder()
        .apiCallAttemptTimeout(TRY)
        .apiCallTimeout(CALL)
        .build();
  }

  /** Limits for numbers beside something else, which is answered without them. */
  public static ClientOverrideConfiguration ofNumbers() {
    return ClientOverrideConfiguration.builder().apiCallTimeout(NUMBERS).build();
  }
}
