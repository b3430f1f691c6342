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
 * Reads one item, attribute by attribute; each must have the type it is read as. A tracking reader
 * also knows which attributes were never read: no reader of the portal would miss them.
 */
public final class ItemReader {
  /** Times outside of these years fit neither the portal's keys nor its pages. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

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

  /** Reads an item and remembers which of its attributes were asked for. */
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

  public boolean has(String name) {
    return find(name) != null;
  }

  public Set<String> names() {
    return item.keySet();
  }

  public String text(String name) {
    return text(name, need(name));
  }

  /** The text; empty where the attribute is missing. */
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

  /** The number; 0 where the attribute is missing. */
  public long numberOrZero(String name) {
    return has(name) ? number(name) : 0;
  }

  /** The number, which must lie between two others or be one of them. */
  public long number(String name, long least, long most) {
    long number = number(name);
    if (number < least || number > most) {
      throw new BrokenItem(name, "it must lie between " + least + " and " + most);
    }
    return number;
  }

  /** A time as ISO 8601 writes it. */
  public Instant time(String name) {
    try {
      return sane(name, Instant.parse(text(name)));
    } catch (DateTimeParseException e) {
      throw new BrokenItem(name, "it is no time such as 2026-11-24T03:00:00Z");
    }
  }

  /** The time; null where the attribute is missing. */
  public @Nullable Instant timeOrNull(String name) {
    return has(name) ? time(name) : null;
  }

  /** A time in milliseconds since 1970. */
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

  /** The flag; false where the attribute is missing. */
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

  /** A list of texts; empty where the attribute is missing. */
  public List<String> texts(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return List.of();
    }
    if (!value.hasL()) {
      throw new BrokenItem(name, "it is no list");
    }
    List<String> texts = new ArrayList<>(value.l().size());
    value.l().forEach(one -> texts.add(text(name, one)));
    return texts;
  }

  /** A set of texts; empty where the attribute is missing. */
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

  /** The attribute as an item of its own; null where it is missing. */
  public @Nullable ItemReader map(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return null;
    }
    ItemReader reader = map(name, value);
    inner.put(name, List.of(reader));
    return reader;
  }

  /** A list of items; empty where the attribute is missing. */
  public List<ItemReader> maps(String name) {
    AttributeValue value = find(name);
    if (value == null) {
      return List.of();
    }
    if (!value.hasL()) {
      throw new BrokenItem(name, "it is no list");
    }
    List<ItemReader> readers = value.l().stream().map(one -> map(name, one)).toList();
    inner.put(name, readers);
    return readers;
  }

  private ItemReader map(String name, AttributeValue value) {
    if (!value.hasM()) {
      throw new BrokenItem(name, "it is no map");
    }
    return read == null ? of(value.m()) : tracking(value.m());
  }

  /** The attributes that were never read, those of inner items too. */
  public Set<String> unread() {
    Set<String> unread = new TreeSet<>(item.keySet());
    if (read != null) {
      unread.removeAll(read);
    }
    inner.forEach(
        (name, readers) ->
            readers.forEach(
                reader -> reader.unread().forEach(one -> unread.add(name + "." + one))));
    return unread;
  }

  /** The item with the attributes that were read, and no others. */
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
                    readers.stream().map(one -> AttributeValue.fromM(one.known())).toList()));
          }
        });
    return known;
  }
}
