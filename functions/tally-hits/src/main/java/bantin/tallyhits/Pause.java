package bantin.tallyhits;

import java.security.SecureRandom;
import java.time.Duration;

/** Waits before the next try. */
interface Pause {
  /** Between nothing and 20 ms, doubled with each try up to a second or two: full jitter. */
  Pause JITTER =
      tries -> {
        // Made anew each time: functions restored from one snapshot must not wait alike.
        long most = 20L << Math.min(tries, 6);
        try {
          Thread.sleep(Duration.ofMillis(new SecureRandom().nextLong(most + 1)));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted between two tries", e);
        }
      };

  /**
   * @param tries those made so far
   */
  void before(int tries);
}
