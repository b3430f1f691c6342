package bantin.item;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reader of one item's attributes by their types. A missing attribute breaks the item, unless the
 * method's Javadoc names a value for it. An attribute of another type always breaks the item.
 *
 * <p>A tracking reader also records which attributes are read. The portal does not use the others.
 */
public final class ItemReader {
  /** Earliest time that the portal's keys and pages can show. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  /** Latest time that the portal's keys and pages can show. */
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  private final Map<String, AttributeValue> item;
  private final @Nullable Set<String> read;
  private final Map<String, List<ItemReader>> inner = new HashMap<>();

  private ItemReader(Map<String, AttributeValue> item, @Nullable Set<String> read) {
    this.item = item;
    this.read = read;
  }

  public static ItemReader of(Map<String, AttributeValue> item) {
    return new ItemReader(item, null);
  }

  /** Makes a reader that remembers which attributes were read. */
  public static ItemReader tracking(Map<String, AttributeValue> item) {
    return new ItemReader(item, new HashSet<>());
  }

  private @Nullable AttributeValue find(String name) {
    if (read != null) {
      read.add(name);
    }
    return item.get(name);
  }

  private AttributeValue need(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      throw new BrokenItem(name, "it is missing");
    }
    return value;
  }

  /** Tells whether the item has the attribute, of any type. */
  public boolean has(String name) {
    return find(name) != null;
  }

  /** Names of all attributes. */
  public Set<String> names() {
    return item.keySet();
  }

  public String text(String name) {
    return text(name, need(name));
  }

  /** Text; empty where the attribute is missing. */
  public String textOrEmpty(String name) {
    return has(name) ? text(name) : "";
  }

  private static String text(String name, AttributeValue value) {
    String text = value.s();
    if (text == null) {
      throw new BrokenItem(name, "it is no text");
    }
    return text;
  }

  public long number(String name) {
    String number = need(name).n();
    if (number == null) {
      throw new BrokenItem(name, "it is no number");
    }
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw new BrokenItem(name, "it is no whole number of up to 18 digits");
    }
  }

  /** Number; 0 where the attribute is missing. */
  public long numberOrZero(String name) {
    return has(name) ? number(name) : 0;
  }

  /** Number from {@code min} to {@code max}, both included. */
  public long number(String name, long min, long max) {
    long number = number(name);
    if (number < min || number > max) {
      throw new BrokenItem(name, "it must lie between " + min + " and " + max);
    }
    return number;
  }

  /** Time as ISO 8601 writes it. */
  public Instant time(String name) {
    try {
      return sane(name, Instant.parse(text(name)));
    } catch (DateTimeParseException e) {
      throw new BrokenItem(name, "it is no time such as 2026-11-24T03:00:00Z");
    }
  }

  /** Time; null where the attribute is missing. */
  public @Nullable Instant timeOrNull(String name) {
    return has(name) ? time(name) : null;
  }

  /** Time in milliseconds since 1970. */
  public Instant millis(String name) {
    long millis = number(name, EARLIEST.toEpochMilli(), LATEST.toEpochMilli());
    return Instant.ofEpochMilli(millis);
  }

  public LocalDate day(String name) {
    try {
      LocalDate day = LocalDate.parse(text(name));
      sane(name, day.atStartOfDay(java.time.ZoneOffset.UTC).toInstant());
      return day;
    } catch (DateTimeParseException e) {
      throw new BrokenItem(name, "it is no day such as 2026-11-24");
    }
  }

  private static Instant sane(String name, Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new BrokenItem(name, "it lies outside of the years 1900 to 8999");
    }
    return time;
  }

  /** Flag; false where the attribute is missing. */
  public boolean flag(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return false;
    }
    Boolean flag = value.bool();
    if (flag == null) {
      throw new BrokenItem(name, "it is neither true nor false");
    }
    return flag;
  }

  /** List of texts; empty where the attribute is missing. */
  public List<String> texts(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return List.of();
    }
    if (!value.hasL()) {
      throw new BrokenItem(name, "it is no list");
    }
    List<String> texts = new ArrayList<>(value.l().size());
    value.l().forEach(element -> texts.add(text(name, element)));
    return texts;
  }

  /** Set of texts; empty where the attribute is missing. */
  public Set<String> textSet(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return Set.of();
    }
    if (!value.hasSs()) {
      throw new BrokenItem(name, "it is no set of texts");
    }
    Set<String> texts = new HashSet<>(value.ss());
    if (texts.size() < value.ss().size() || texts.isEmpty()) {
      throw new BrokenItem(name, "it is empty or holds something twice");
    }
    return texts;
  }

  /** Map as an item of its own; null where the attribute is missing. */
  public @Nullable ItemReader map(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return null;
    }
    ItemReader reader = map(name, value);
    inner.put(name, List.of(reader));
    return reader;
  }

  /** List of maps as items; empty where the attribute is missing. */
  public List<ItemReader> maps(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return List.of();
    }
    if (!value.hasL()) {
      throw new BrokenItem(name, "it is no list");
    }
    List<ItemReader> readers = value.l().stream().map(element -> map(name, element)).toList();
    inner.put(name, readers);
    return readers;
  }

  private ItemReader map(String name, AttributeValue value) {
    if (!value.hasM()) {
      throw new BrokenItem(name, "it is no map");
    }
    return read == null ? of(value.m()) : tracking(value.m());
  }

  /** Names of the attributes that were never read, those of inner items too. */
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>(item.keySet());
    if (read != null) {
      unread.removeAll(read);
    }
    inner.forEach(
        (name, readers) ->
            readers.forEach(
                reader ->
                    reader.unread().forEach(attribute -> unread.add(name + "." + attribute))));
    return unread;
  }

  /** Copy of the item with only the attributes that were read. */
  public Map<String, AttributeValue> known() {
    Map<String, AttributeValue> known = new HashMap<>(item);
    if (read != null) {
      known.keySet().retainAll(read);
    }
    inner.forEach(
        (name, readers) -> {
          AttributeValue value = item.get(name);
          if (value != null && value.hasM()) {
            known.put(name, AttributeValue.fromM(readers.getFirst().known()));
          } else if (value != null) {
            known.put(
                name,
                AttributeValue.fromL(
                    readers.stream().map(reader -> AttributeValue.fromM(reader.known())).toList()));
          }
        });
    return known;
  }
}
