package bantin.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cache of readings by key. A reading lasts {@link #MAX_AGE} if many readers ask for it, else
 * {@link #MIN_AGE}. A lone reader therefore sees the visit just made. A cache may have a longer
 * minimum age, up to the maximum.
 */
public final class ReadingCache<K, V> {
  /** Maximum age of a reading that is shown while the tables answer. */
  public static final Duration MAX_AGE = Duration.ofSeconds(10);

  /** Age up to which every reading is shown. */
  public static final Duration MIN_AGE = Duration.ofSeconds(1);

  /** Number of answers from one reading after which the reading is kept for its maximum age. */
  private static final int BUSY_ANSWERS = 20;

  private final Map<K, Reading<V>> entries;
  private final Duration minAge;

  private static final class Reading<V> {
    private final V value;
    private final Instant readAt;
    private int answers;

    Reading(V value, Instant readAt) {
      this.value = value;
      this.readAt = readAt;
    }
  }

  /**
   * @param maxKeys keys to keep; beyond them the keys asked for longest ago are dropped
   */
  public ReadingCache(int maxKeys) {
    this(maxKeys, MIN_AGE);
  }

  /**
   * @param minAge age up to which every reading is shown; at most {@link #MAX_AGE}
   */
  ReadingCache(int maxKeys, Duration minAge) {
    this.minAge = minAge;
    this.entries =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Reading<V>> eldest) {
            return size() > maxKeys;
          }
        };
  }

  /** Returns the value; null if it must be read again. */
  public @Nullable V get(K key, Instant now) {
    Reading<V> entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    Duration age = Duration.between(entry.readAt, now);
    Duration maxAge = entry.answers < BUSY_ANSWERS ? minAge : MAX_AGE;
    if (age.isNegative() || age.compareTo(maxAge) >= 0) {
      return null;
    }
    entry.answers++;
    return entry.value;
  }

  /**
   * Returns the last value, however old, for a table that does not answer; null if nothing was
   * read.
   *
   * <p>The value counts as read now, so that the table is left alone for a moment.
   */
  public @Nullable V last(K key, Instant now) {
    Reading<V> entry = entries.get(key);
    if (entry == null) {
      return null;
    }
    put(key, entry.value, now);
    return entry.value;
  }

  public void put(K key, V value, Instant now) {
    entries.put(key, new Reading<>(value, now));
  }
}
