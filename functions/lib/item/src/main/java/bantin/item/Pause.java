package bantin.item;

import java.security.SecureRandom;
import java.time.Duration;

/** Pause before another try of a call that a busy table refused. */
@FunctionalInterface
public interface Pause {
  /**
   * Random pause up to 20 ms, doubled with each try up to 1.3 seconds: back-off with full jitter.
   */
  Pause JITTER =
      tries -> {
        // A new generator each time: functions restored from one snapshot must not wait alike.
        long limit = 20L << Math.min(tries, 6);
        try {
          Thread.sleep(Duration.ofMillis(new SecureRandom().nextLong(limit + 1)));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("Interrupted between two tries", e);
        }
      };

  /**
   * Waits before the next try.
   *
   * @param tries number of tries so far without any item
   */
  void before(int tries);
}
