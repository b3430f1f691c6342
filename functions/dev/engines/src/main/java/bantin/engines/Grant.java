package bantin.engines;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One action on one resource that the template lets a function do. Tests take them away one at a
 * time, to see that each is needed.
 *
 * @param function its logical id
 */
public record Grant(String function, String action, String resource) {
  private static final AtomicReference<@Nullable Grant> WITHHELD = new AtomicReference<>();

  /** Takes it away in this process, until {@link #giveBack()}. */
  public void withhold() {
    if (!WITHHELD.compareAndSet(null, this)) {
      throw new IllegalStateException("Another grant is withheld at this time");
    }
  }

  /** Ends {@link #withhold()}. */
  public void giveBack() {
    WITHHELD.set(null);
  }

  /** Whether Lambda needs it, to read a stream for the function. */
  boolean isOnStream() {
    return resource.contains("/stream/") || action.equals("dynamodb:ListStreams");
  }

  static boolean isWithheld(String function, Statement statement, Access access) {
    Grant withheld = WITHHELD.get();
    return withheld != null
        && withheld.function.equals(function)
        && statement.actions().contains(withheld.action)
        && statement.resources().contains(withheld.resource)
        && new Statement(true, List.of(withheld.action), List.of(withheld.resource))
            .matches(access);
  }

  /** Such as {@code dynamodb:GetItem on table/Articles}. */
  @Override
  public String toString() {
    return action + " on " + resource.substring(resource.lastIndexOf(':') + 1);
  }
}
