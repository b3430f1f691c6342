package bantin.engines;

import static java.util.Comparator.comparing;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Order of the test classes of a module: the proof of its grants comes last, when the other tests
 * have used them. Before them it would have to run them itself, a second time.
 */
public final class GrantsLast implements ClassOrderer {
  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(comparing(test -> GrantsProof.class.isAssignableFrom(test.getTestClass())));
  }
}
