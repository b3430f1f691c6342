package bantin.engines;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Test that a function's role grants exactly the accesses that its tests need. A subclass names the
 * function and those tests.
 */
public abstract class GrantsProof {
  private final String function;
  private final Rehearsal rehearsal;

  /**
   * @param function its logical id in the template
   * @param tests act under the function's role
   */
  protected GrantsProof(String function, Class<?>... tests) {
    this.function = function;
    this.rehearsal = Rehearsal.of(tests);
  }

  @Test
  public final void grantsNothingUnused() {
    List<Grant> unused = rehearsal.unused(function);
    if (!unused.isEmpty()) {
      throw new AssertionError("No test of " + function + " needs " + unused);
    }
  }

  /** One test for each grant of {@link Rehearsal#withheld}. */
  @TestFactory
  public final Stream<DynamicTest> failsATestWithout() {
    return Rehearsal.withheld(function).stream()
        .map(grant -> dynamicTest(grant.toString(), () -> requireFailure(grant)));
  }

  private void requireFailure(Grant grant) {
    if (!rehearsal.failsWithout(grant)) {
      throw new AssertionError("All tests of " + function + " pass without " + grant);
    }
  }
}
