package bantin.engines;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Permission for one action on one resource that the template gives a function. Tests record which
 * grants are used, and withhold some one at a time.
 *
 * @param function the logical id of the function
 */
public record Grant(String function, String action, String resource) {
  private static final AtomicReference<@Nullable Grant> WITHHELD = new AtomicReference<>();
  private static final Set<Grant> USED = ConcurrentHashMap.newKeySet();

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

  boolean isWithheld() {
    return equals(WITHHELD.get());
  }

  boolean matches(Access access) {
    return Statement.isAction(action, access) && Statement.isResource(resource, access);
  }

  /** Records that an access was allowed by this grant and by no other. */
  void use() {
    USED.add(this);
  }

  /** Tells if an access in this process has needed the grant so far. */
  boolean isUsed() {
    return USED.contains(this);
  }

  /** Describes the grant, such as {@code dynamodb:GetItem on table/Articles}. */
  @Override
  public String toString() {
    return action + " on " + resource.substring(resource.lastIndexOf(':') + 1);
  }
}
