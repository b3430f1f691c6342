package bantin.engines;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests a second time, within a test, while a function lacks a grant. */
public final class Rehearsal {
  private final Grant grant;

  private Rehearsal(Grant grant) {
    this.grant = grant;
  }

  public static Rehearsal without(Grant grant) {
    return new Rehearsal(grant);
  }

  /** Tells if one of the tests fails. Stops at the first failure. */
  public boolean fails(Class<?>... tests) {
    LauncherDiscoveryRequest found =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Stream.of(tests).map(one -> selectClass(one)).toList())
            .build();
    Failures failures = new Failures();
    LauncherExecutionRequest run =
        LauncherExecutionRequestBuilder.request(found)
            .listeners(failures)
            .cancellationToken(failures.token)
            .build();
    grant.withhold();
    try {
      LauncherFactory.create().execute(run);
    } finally {
      grant.giveBack();
    }
    return failures.any.get();
  }

  private static final class Failures implements TestExecutionListener {
    final CancellationToken token = CancellationToken.create();
    final AtomicBoolean any = new AtomicBoolean();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (result.getStatus() == Status.FAILED) {
        any.set(true);
        token.cancel();
      }
    }
  }
}
