package bantin.snapshot;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * The snapshot of a published version (SnapStart). A function is primed before it is taken: it goes
 * its usual way some times, so that classes, parsers, templates and the SDK's signers are in the
 * snapshot and no reader waits for them.
 *
 * <p>What must not be in it is left out of it, so nothing has to be made afresh afterwards.
 * Identifiers come from {@link java.security.SecureRandom}, which Lambda's Java seeds anew after a
 * restore; whatever is remembered is remembered with the clock's time, and is too old by then; the
 * credentials carry their end; no address of a host is remembered; the url-connection client drops
 * an idle connection by the clock, and the native one says {@link #leavesOut} of its own.
 */
public final class Snapshot implements Resource {
  /** Failures after which the priming is given up: a first call may meet a busy database. */
  private static final int MAX_FAILURES = 2;

  /** As Lambda says how the process was started. */
  private static final String SNAP_START = "snap-start";

  /** Where the runtime keeps the trace of an invocation for the SDK, which passes it on. */
  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  /** Seconds, read at the first address that is asked for; Lambda remembers them by itself. */
  private static final String REMEMBER_ADDRESSES = "networkaddress.cache.ttl";

  /** The context holds its resources weakly. */
  private static final List<Resource> KEPT = new ArrayList<>();

  private static final List<Runnable> LEAVING = new ArrayList<>();

  /**
   * The compiler takes up what was run often: before the snapshot it works for nobody, after it
   * while readers wait.
   */
  private static final int TIMES = 200;

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final Priming priming;
  private final List<Runnable> leaving;
  private final LongSupplier nanoTime;
  private final LambdaLogger log;

  Snapshot(Priming priming, List<Runnable> leaving, LongSupplier nanoTime, LambdaLogger log) {
    this.priming = priming;
    this.leaving = leaving;
    this.nanoTime = nanoTime;
    this.log = log;
  }

  /**
   * What takes a function its usual way. It writes nothing and counts nothing, needs no grant that
   * the function does not need otherwise, and works in a portal where nothing is published yet.
   */
  @FunctionalInterface
  public interface Priming {
    void run() throws Exception;
  }

  /** Has the priming run where Lambda is about to take a snapshot, and nowhere else. */
  public static void primedBy(Priming priming) {
    if (isTaken()) {
      Snapshot snapshot =
          new Snapshot(priming, LEAVING, System::nanoTime, LambdaRuntime.getLogger());
      KEPT.add(snapshot);
      Core.getGlobalContext().register(snapshot);
    }
  }

  /**
   * Has something let go of what a snapshot must not hold, after the priming, where Lambda is about
   * to take one, and nowhere else. If it throws, no version is published.
   */
  public static void leavesOut(Runnable leaving) {
    if (isTaken()) {
      LEAVING.add(leaving);
    }
  }

  private static boolean isTaken() {
    return SNAP_START.equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
  }

  /** A priming that fails is tried again, then logged: the function is only slower. */
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
        try {
          priming.run();
          times++;
        } catch (Exception | LinkageError e) {
          failures++;
          failure = e;
        }
        nanos = nanoTime.getAsLong() - start;
      } while (times < TIMES && failures < MAX_FAILURES && nanos < LONGEST.toNanos());
      if (times == 0 && failure != null) {
        log.log(
            "{\"level\":\"WARN\",\"message\":\"Not primed for the snapshot\",\"error\":\""
                + escaped(failure)
                + "\"}");
      } else {
        log.log(
            "{\"level\":\"INFO\",\"message\":\"Primed for the snapshot\",\"times\":"
                + times
                + ",\"ms\":"
                + Duration.ofNanos(nanos).toMillis()
                + "}");
      }
    } finally {
      System.clearProperty(TRACE);
    }
  }

  private static String escaped(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    for (StackTraceElement element : e.getStackTrace()) {
      text.append(" at ").append(element);
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c < ' ' ? ' ' : c);
    }
    return out.toString();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
