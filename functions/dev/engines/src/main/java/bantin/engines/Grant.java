package bantin.engines;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Permission for one action on one resource that the template gives a function. A test takes grants
 * away one at a time, to see that the function needs each of them.
 *
 * @param function the logical id of the function
 */
public record Grant(String function, String action, String resource) {
  private static final AtomicReference<@Nullable Grant> WITHHELD = new AtomicReference<>();

  /**
   * Takes the grant away in this process, until {@link #giveBack()}.
   *
   * @throws IllegalStateException if another grant is withheld
   */
  public void withhold() {
    if (!WITHHELD.compareAndSet(null, this)) {
      throw new IllegalStateException("Another grant is withheld already");
    }
  }

  /** Ends {@link #withhold()}. */
  public void giveBack() {
    WITHHELD.set(null);
  }

  /** Tells if Lambda needs the grant to read a stream for the function. */
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

  /** Describes the grant, such as {@code dynamodb:GetItem on table/Articles}. */
  @Override
  public String toString() {
    return action + " on " + resource.substring(resource.lastIndexOf(':') + 1);
  }
}
