package bantin.showvisits;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read, by key, for {@link #MAX_AGE} where many ask for it. Where few do, it is read anew
 * after {@link #MIN_AGE}: nothing is saved by keeping from a lone reader the visit just made.
 */
final class Remembered<K, V> {
  /** Nothing older than this is shown while the tables answer. */
  static final Duration MAX_AGE = Duration.ofSeconds(10);

  private static final Duration MIN_AGE = Duration.ofSeconds(1);

  /** Answers from one reading that make it one that many ask for. */
  private static final int MANY = 20;

  private final Map<K, Kept<V>> entries;

  private static final class Kept<V> {
    private final V value;
    private final Instant readAt;
    private int answers;

    Kept(V value, Instant readAt) {
      this.value = value;
      this.readAt = readAt;
    }
  }

  /**
   * @param most keys to remember; of more, those that were asked for longest ago go
   */
  Remembered(int most) {
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
            return size() > most;
          }
        };
  }

  /** Null where it must be read. */
  @Nullable V get(K key, Instant now) {
    Kept<V> entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    Duration age = Duration.between(entry.readAt, now);
    Duration kept = entry.answers < MANY ? MIN_AGE : MAX_AGE;
    if (age.isNegative() || age.compareTo(kept) >= 0) {
      return null;
    }
    entry.answers++;
    return entry.value;
  }

  /**
   * The last value however old, for a table that does not answer. It counts as read now, so that
   * such a table is left alone for a moment. Null where nothing was read.
   */
  @Nullable V last(K key, Instant now) {
    Kept<V> entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    put(key, entry.value, now);
    return entry.value;
  }

  void put(K key, V value, Instant now) {
    entries.put(key, new Kept<>(value, now));
  }
}
