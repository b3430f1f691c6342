package bantin.item;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Locale;
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
  private final Consumer<String> log;
  private final InstantSource clock;
  private final Set<String> noted = new HashSet<>();

  /**
   * @param table name of the table
   */
  public BrokenItems(String table) {
    this(table, line -> LambdaRuntime.getLogger().log(line), InstantSource.system());
  }

  /**
   * @param log takes a line
   */
  public BrokenItems(String table, Consumer<String> log, InstantSource clock) {
    this.table = table;
    this.log = log;
    this.clock = clock;
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
        String.format(
            Locale.ROOT,
            "{\"level\":\"WARN\",\"message\":\"An item cannot be read and is skipped\","
                + "\"item\":\"%s\",\"error\":\"%s\",\"_aws\":{\"Timestamp\":%d,"
                + "\"CloudWatchMetrics\":[{\"Namespace\":\"BanTin\",\"Dimensions\":[[\"Table\"]],"
                + "\"Metrics\":[{\"Name\":\"BrokenItems\",\"Unit\":\"Count\"}]}]},"
                + "\"Table\":\"%s\",\"BrokenItems\":1}",
            escaped(key),
            escaped(why),
            clock.millis(),
            escaped(table)));
  }

  private static String escaped(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }
}
