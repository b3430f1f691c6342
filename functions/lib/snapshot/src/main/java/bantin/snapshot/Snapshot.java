package bantin.snapshot;

import bantin.log.LogLine;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Snapshot of a published version (SnapStart). Before it is taken, the function is primed: it
 * handles usual requests several times. So classes, parsers, templates and the SDK's signers are in
 * the snapshot, and no reader waits for them.
 *
 * <p>No state needs renewal after a restore. {@link java.security.SecureRandom} is seeded anew by
 * Lambda's Java. Remembered values carry the clock's time and are too old by then. Credentials
 * carry their end. Addresses of hosts are not remembered. The url-connection client drops idle
 * connections by the clock; the native client uses {@link #leavesOut}.
 */
public final class Snapshot implements Resource {
  /**
   * Failures in a row after which priming is given up. The first ones may have met a busy database.
   */
  private static final int MAX_FAILURES = 5;

  /** Pause after a first failure; each further failure in a row doubles it. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** Value of Lambda's variable for a start with a snapshot. */
  private static final String SNAP_START = "snap-start";

  /** System property with the trace of an invocation, which the SDK passes on. */
  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  /**
   * Security property: seconds for which Java remembers addresses of hosts. It is read at the first
   * lookup.
   */
  private static final String REMEMBER_ADDRESSES = "networkaddress.cache.ttl";

  /** Strong references, because the context holds its resources weakly. */
  private static final List<Resource> KEPT = new ArrayList<>();

  private static final List<Runnable> LEAVING = new ArrayList<>();

  /**
   * Number of priming runs. Frequent code is compiled before the snapshot, so that no reader waits
   * for the compiler.
   */
  private static final int TIMES = 200;

  private static final Duration MAX_DURATION = Duration.ofSeconds(5);

  private final Priming priming;
  private final List<Runnable> leaving;
  private final LongSupplier nanoTime;
  private final Consumer<Duration> pause;
  private final Consumer<LogLine> log;

  /**
   * @param nanoTime clock of the priming
   * @param pause waits before another try
   */
  Snapshot(
      Priming priming,
      List<Runnable> leaving,
      LongSupplier nanoTime,
      Consumer<Duration> pause,
      Consumer<LogLine> log) {
    this.priming = priming;
    this.leaving = leaving;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.log = log;
  }

  /**
   * Usual requests of a function. They write and count nothing, need only the function's own
   * grants, and work in a portal without articles.
   */
  @FunctionalInterface
  public interface Priming {
    void run() throws Exception;
  }

  /** Registers a priming. It runs only before Lambda takes a snapshot. */
  public static void primedBy(Priming priming) {
    if (isTaken()) {
      Snapshot snapshot =
          new Snapshot(priming, LEAVING, System::nanoTime, Snapshot::sleep, LogLine::write);
      KEPT.add(snapshot);
      Core.getGlobalContext().register(snapshot);
    }
  }

  /**
   * Registers an action that releases resources which a snapshot cannot hold. It runs after the
   * priming, only before Lambda takes a snapshot. If it throws, no version is published.
   */
  public static void leavesOut(Runnable leaving) {
    if (isTaken()) {
      LEAVING.add(leaving);
    }
  }

  private static boolean isTaken() {
    return SNAP_START.equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /**
   * Primes, and tries again after a failure. Priming that never succeeded is an error in the log
   * with the metric {@code BanTin / NotPrimed}; the version is published, since it is only slower.
   * Failures that ended later rounds are a warning.
   */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    Security.setProperty(REMEMBER_ADDRESSES, "0");
    prime();
    leaving.forEach(Runnable::run);
  }

  private void prime() {
    long start = nanoTime.getAsLong();
    System.setProperty(TRACE, "Root=1-00000000-000000000000000000000000;Sampled=0");
    try {
      int times = 0;
      int failures = 0;
      Throwable failure = null;
      long nanos;
      do {
        if (failures > 0) {
          pause.accept(pauseAfter(failures));
        }
        try {
          priming.run();
          times++;
          failures = 0;
          failure = null;
        } catch (Exception | LinkageError e) {
          failures++;
          failure = e;
        }
        nanos = nanoTime.getAsLong() - start;
      } while (times < TIMES
          && failures < MAX_FAILURES
          && nanos + pauseAfter(failures).toNanos() < MAX_DURATION.toNanos());
      log.accept(failure == null ? primed(times, nanos) : ended(times, nanos, failure));
    } finally {
      System.clearProperty(TRACE);
    }
  }

  private static LogLine primed(int times, long nanos) {
    return LogLine.info("Primed for the snapshot")
        .with("times", times)
        .with("ms", Duration.ofNanos(nanos).toMillis());
  }

  /** Pause after failures in a row; none after a success. */
  private static Duration pauseAfter(int failures) {
    return failures == 0 ? Duration.ZERO : FIRST_PAUSE.multipliedBy(1L << (failures - 1));
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted between two primings", e);
    }
  }

  private static LogLine ended(int times, long nanos, Throwable failure) {
    return times == 0
        ? notPrimed(failure)
        : LogLine.warn("Priming for the snapshot ended with failures")
            .with("times", times)
            .with("ms", Duration.ofNanos(nanos).toMillis())
            .with("error", failure);
  }

  private static LogLine notPrimed(Throwable failure) {
    String function = System.getenv().getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "unknown");
    return LogLine.error(failure)
        .with("message", "Not primed for the snapshot")
        .count("NotPrimed", 1, "FunctionName", function);
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
