package bantin.snapshot;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * The snapshot of a published version (SnapStart). A function is primed before it is taken: it goes
 * its usual way once, so that classes, parsers, templates and the SDK's signers are in the snapshot
 * and no reader waits for them.
 *
 * <p>Nothing has to be made afresh afterwards, and it is to stay so. Identifiers come from {@link
 * java.security.SecureRandom}, which Lambda's Java seeds anew after a restore; whatever is
 * remembered is remembered with the clock's time, and is too old by then; the url-connection client
 * keeps an idle connection for five seconds by the clock, and the credentials carry their end.
 */
public final class Snapshot implements Resource {
  /** As Lambda says how the process was started. */
  private static final String SNAP_START = "snap-start";

  /** Where the runtime keeps the trace of an invocation for the SDK, which passes it on. */
  private static final String TRACE = "com.amazonaws.xray.traceHeader";

  /** The context holds its resources weakly. */
  private static final List<Resource> KEPT = new ArrayList<>();

  private final Priming priming;
  private final LambdaLogger log;

  Snapshot(Priming priming, LambdaLogger log) {
    this.priming = priming;
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
    if (SNAP_START.equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      Snapshot snapshot = new Snapshot(priming, LambdaRuntime.getLogger());
      KEPT.add(snapshot);
      Core.getGlobalContext().register(snapshot);
    }
  }

  /** A priming that fails is logged: the function is slower then, and right all the same. */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    long start = System.nanoTime();
    System.setProperty(TRACE, "Root=1-00000000-000000000000000000000000;Sampled=0");
    try {
      priming.run();
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      log.log("{\"level\":\"INFO\",\"message\":\"Primed for the snapshot\",\"ms\":" + millis + "}");
    } catch (Exception | LinkageError e) {
      log.log(
          "{\"level\":\"WARN\",\"message\":\"Not primed for the snapshot\",\"error\":\""
              + escaped(e)
              + "\"}");
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
