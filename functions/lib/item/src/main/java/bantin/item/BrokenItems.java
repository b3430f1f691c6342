package bantin.item;

import bantin.log.LogLine;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Guard that skips items which cannot be read, so that a list stays up without them. Each one is
 * logged once per function instance, with the metric {@code BanTin / BrokenItems}.
 */
public final class BrokenItems {
  /** Maximum number of broken items that one function instance logs. */
  private static final int MAX_NOTED = 1000;

  /** Reader of a whole item. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * Reads an item; null where the reader finds nothing in it.
     *
     * @throws IllegalArgumentException where the item cannot be read
     */
    @Nullable T read(Map<String, AttributeValue> item);
  }

  private final String table;
  private final Consumer<LogLine> log;
  private final Set<String> noted = new HashSet<>();

  /**
   * @param table name of the table
   */
  public BrokenItems(String table) {
    this.table = table;
    this.log = LogLine::write;
  }

  /**
   * @param log takes the JSON of a line
   */
  public BrokenItems(String table, Consumer<String> log) {
    this.table = table;
    this.log = line -> log.accept(line.toString());
  }

  /**
   * Reads an item.
   *
   * @param keys names of the attributes that identify the item in the log
   * @return null where the reader refuses the item, or finds nothing in it
   */
  public <T> @Nullable T read(
      Map<String, AttributeValue> item, Set<String> keys, Reader<T> reader) {
    try {
      return reader.read(item);
    } catch (IllegalArgumentException e) {
      StringBuilder key = new StringBuilder();
      for (String name : new TreeSet<>(keys)) {
        AttributeValue value = item.get(name);
        key.append(key.isEmpty() ? "" : " ")
            .append(value == null || value.s() == null ? "?" : value.s());
      }
      note(key.toString(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Logs a broken item when it is first read. */
  public void note(String key, String why) {
    synchronized (noted) {
      if (noted.size() >= MAX_NOTED || !noted.add(key)) {
        return;
      }
    }
    log.accept(
        LogLine.warn("An item cannot be read and is skipped")
            .with("item", key)
            .with("error", why)
            .count("BrokenItems", 1, "Table", table));
  }
}
