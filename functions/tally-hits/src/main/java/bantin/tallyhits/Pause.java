package bantin.tallyhits;

import java.security.SecureRandom;
import java.time.Duration;

/** Pause before the next try. */
interface Pause {
  /** Full jitter: a random pause of at most 20 ms, doubled with each try up to 1.28 seconds. */
  Pause JITTER =
      tries -> {
        // A new source each time, since functions restored from one snapshot must not wait alike.
        long maxMillis = 20L << Math.min(tries, 6);
        try {
          Thread.sleep(Duration.ofMillis(new SecureRandom().nextLong(maxMillis + 1)));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted between two tries", e);
        }
      };

  /**
   * Waits.
   *
   * @param tries number of tries made so far
   */
  void before(int tries);
}
