package bantin.engines;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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

/**
 * Proof that a function's tests need each grant of its role. A grant is used where an access was
 * allowed by this grant and by no other: without it, the access would be refused.
 */
public final class Rehearsal {
  private final List<Class<?>> tests;

  private Rehearsal(List<Class<?>> tests) {
    this.tests = tests;
  }

  /** Rehearsal of the tests that act under a function's role. */
  public static Rehearsal of(Class<?>... tests) {
    return new Rehearsal(List.of(tests));
  }

  /**
   * Grants on tables and buckets that no access has used. The ordinary tests of this process have
   * recorded most uses; the rehearsed tests run once more where a use is missing.
   *
   * @param function its logical id in the template
   */
  public List<Grant> unused(String function) {
    List<Grant> grants = grants(function);
    if (!grants.stream().allMatch(Grant::isUsed)) {
      run();
    }
    return grants.stream().filter(grant -> !grant.isUsed()).toList();
  }

  /**
   * Grants that {@link #failsWithout} takes away: one in each run, all with {@code -Pnightly}. A
   * nightly run also proves that the tests notice each refusal.
   *
   * @param function its logical id in the template
   */
  public static List<Grant> withheld(String function) {
    List<Grant> grants = grants(function);
    return Boolean.getBoolean("nightly") || grants.isEmpty() ? grants : grants.subList(0, 1);
  }

  private static List<Grant> grants(String function) {
    return Policies.of(Template.read()).grantsOnData(function);
  }

  /** Tells if a test fails while the grant is withheld. Stops at the first failure. */
  public boolean failsWithout(Grant grant) {
    grant.withhold();
    try {
      return run();
    } finally {
      grant.giveBack();
    }
  }

  /** Runs the tests once more, within a test, until one fails. */
  private boolean run() {
    LauncherDiscoveryRequest found =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(tests.stream().map(test -> selectClass(test)).toList())
            .build();
    Failures failures = new Failures();
    LauncherExecutionRequest run =
        LauncherExecutionRequestBuilder.request(found)
            .listeners(failures)
            .cancellationToken(failures.token)
            .build();
    LauncherFactory.create().execute(run);
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
