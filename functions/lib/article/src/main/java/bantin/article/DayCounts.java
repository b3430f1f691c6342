package bantin.article;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.Attributes;
import bantin.item.BrokenItem;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * Numbers of public articles by day of publication. They cost the same for ten articles and for a
 * hundred thousand.
 *
 * <p>One item for each month holds a number for each day. The transaction that publishes or
 * withdraws an article adds to it. An article that is scheduled, or has an end, has an item of its
 * own beside the month's. It is subtracted while the article is not public. So a number obeys
 * <i>now</i>, and no job has to change it.
 *
 * <p>Each publication settles articles that have ended: it takes them out of the numbers, and their
 * items away. An article with an end is therefore counted exactly while its item stands.
 */
public final class DayCounts {
  private static final String COUNTS = "archive";
  private static final String COUNTED_KEY = "archive#";
  private static final String DAY = "on";
  private static final String UNTIL = "until";
  private static final String FROM = "from";
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern NUMBER = Pattern.compile("d([0-9]{2})");
  private static final Set<String> KEYS = Set.of(ArticleItems.LIST, ArticleItems.AT);

  /** Greatest number of articles that one call settles. */
  private static final int MAX_SETTLED = 25;

  private final DynamoDbClient db;
  private final String table;
  private final BrokenItems broken;

  public DayCounts(DynamoDbClient db, String table) {
    this.db = db;
    this.table = table;
    this.broken = new BrokenItems(table);
  }

  /** Note of a working copy that its article is counted on a day. No item has this key. */
  public static ListName counted(LocalDate day) {
    return new ListName(COUNTED_KEY + day);
  }

  /**
   * Day of a note; null for the name of a list with entries.
   *
   * @throws BrokenItem where the note names no day
   */
  public static @Nullable LocalDate day(ListName list) {
    if (!list.key().startsWith(COUNTED_KEY)) {
      return null;
    }
    try {
      return LocalDate.parse(list.key().substring(COUNTED_KEY.length()));
    } catch (DateTimeException e) {
      throw new BrokenItem("listed", "it names no day");
    }
  }

  /**
   * Adds to the numbers of a month's days.
   *
   * @param changes numbers to add by day, none of them 0
   */
  public static Update update(
      String table, YearMonth month, SortedMap<LocalDate, Integer> changes) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    StringBuilder added = new StringBuilder();
    changes.forEach(
        (day, change) -> {
          String name = name(day);
          names.put("#" + name, name);
          values.put(":" + name, Attributes.number(change));
          added.append(added.isEmpty() ? "ADD " : ", ").append('#').append(name);
          added.append(" :").append(name);
        });
    return Update.builder()
        .tableName(table)
        .key(key(month))
        .updateExpression(added.toString())
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  private static String name(LocalDate day) {
    return String.format(Locale.ROOT, "d%02d", day.getDayOfMonth());
  }

  private static Map<String, AttributeValue> key(YearMonth month) {
    return Map.of(ArticleItems.LIST, fromS(COUNTS), ArticleItems.AT, fromS(month.toString()));
  }

  /** Key of the item that takes an article out of its day's number while it is not public. */
  public static Map<String, AttributeValue> absenceKey(LocalDate day, Position position) {
    return Map.of(
        ArticleItems.LIST, fromS(COUNTS),
        ArticleItems.AT, fromS(YearMonth.from(day) + "#" + position.sortKey()));
  }

  /**
   * Item that takes an article out of its day's number before its publication and after its end.
   *
   * @param now an article that is public from now on for good needs no such item
   * @return null if the article is public from now on for good
   */
  public static @Nullable Map<String, AttributeValue> absence(
      LocalDate day, ArticleId id, Publication publication, Instant now) {
    Instant until = publication.until();
    if (until == null && !publication.isScheduled(now)) {
      return null;
    }
    Map<String, AttributeValue> item =
        new HashMap<>(absenceKey(day, new Position(publication.at(), id)));
    item.put(DAY, fromS(day.toString()));
    item.put(FROM, fromS(Publication.sortable(publication.at())));
    if (until == null) {
      // The item says nothing any more once the article is public.
      item.put("expires", Attributes.number(publication.at().getEpochSecond() + 1));
    } else {
      item.put(UNTIL, fromS(Publication.sortable(until)));
    }
    return item;
  }

  /**
   * Write of the item that takes an article out of its day's number while it is not public.
   *
   * @param item null where the article needs none
   * @param mustStand whether the write fails where the item is gone, because of {@link #settle}
   */
  public static TransactWriteItem write(
      String table,
      Map<String, AttributeValue> key,
      @Nullable Map<String, AttributeValue> item,
      boolean mustStand) {
    String stands = mustStand ? "attribute_exists(#until)" : null;
    Map<String, String> names = mustStand ? Map.of("#until", UNTIL) : null;
    TransactWriteItem.Builder write = TransactWriteItem.builder();
    if (item == null) {
      Delete.Builder delete = Delete.builder().tableName(table).key(key);
      write.delete(delete.conditionExpression(stands).expressionAttributeNames(names).build());
    } else {
      Put.Builder put = Put.builder().tableName(table).item(item);
      write.put(put.conditionExpression(stands).expressionAttributeNames(names).build());
    }
    return write.build();
  }

  /** Tells whether a list's key is that of the numbers. */
  public static boolean isCounts(String list) {
    return list.equals(COUNTS);
  }

  /**
   * Reads an item that another portal wrote.
   *
   * @throws BrokenItem where no portal writes such an item
   */
  public static void read(ItemReader item) {
    if (!isCounts(item.text(ArticleItems.LIST))) {
      throw new BrokenItem(ArticleItems.LIST, "it is not the key of the numbers");
    }
    if (item.has("expires")) {
      item.number("expires");
    }
    add(item, Instant.EPOCH, new TreeMap<>());
  }

  /** Numbers of all days that have articles, oldest first. */
  public SortedMap<LocalDate, Integer> all(Instant now) {
    return read("0", "~", now);
  }

  /** Numbers of a year's days. */
  public SortedMap<LocalDate, Integer> year(int year, Instant now) {
    String prefix = String.format(Locale.ROOT, "%04d-", year);
    return read(prefix, prefix + "~", now);
  }

  /** Numbers of a month's days. */
  public SortedMap<LocalDate, Integer> month(YearMonth month, Instant now) {
    return read(month.toString(), month + "~", now);
  }

  /** Sum of the numbers of some days. */
  public static int sum(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).sum();
  }

  private SortedMap<LocalDate, Integer> read(String from, String to, Instant now) {
    SortedMap<LocalDate, Integer> numbers = new TreeMap<>();
    items(from, to)
        .forEach(
            item ->
                broken.read(
                    item, KEYS, attributes -> add(ItemReader.of(attributes), now, numbers)));
    numbers.values().removeIf(number -> number <= 0);
    return numbers;
  }

  private SdkIterable<Map<String, AttributeValue>> items(String from, String to) {
    return db.queryPaginator(
            query ->
                query
                    .tableName(table)
                    .keyConditionExpression("#list = :list AND #at BETWEEN :from AND :to")
                    .expressionAttributeNames(
                        Map.of("#list", ArticleItems.LIST, "#at", ArticleItems.AT))
                    .expressionAttributeValues(
                        Map.of(":list", fromS(COUNTS), ":from", fromS(from), ":to", fromS(to))))
        .items();
  }

  /**
   * Takes articles that have ended out of their days' numbers, and their items away. Numbers then
   * cost the same however many articles have ended. The call reads no more than a page of all days
   * does, and leaves the rest to the next one.
   */
  public void settle(Instant now) {
    int settled = 0;
    for (Map<String, AttributeValue> item : items("0", "~")) {
      LocalDate day = broken.read(item, KEYS, attributes -> ended(ItemReader.of(attributes), now));
      if (day != null) {
        settle(item, day);
        settled++;
      }
      if (settled == MAX_SETTLED) {
        return;
      }
    }
  }

  /** Day of an article that has ended; null for any other item. */
  private static @Nullable LocalDate ended(ItemReader item, Instant now) {
    return item.has(UNTIL) && !item.time(UNTIL).isAfter(now) ? item.day(DAY) : null;
  }

  private void settle(Map<String, AttributeValue> item, LocalDate day) {
    Map<String, AttributeValue> key = new HashMap<>(item);
    key.keySet().retainAll(KEYS);
    Delete absence =
        Delete.builder()
            .tableName(table)
            .key(key)
            .conditionExpression("#until = :until")
            .expressionAttributeNames(Map.of("#until", UNTIL))
            .expressionAttributeValues(Map.of(":until", fromS(ItemReader.of(item).text(UNTIL))))
            .build();
    Update number =
        Update.builder()
            .tableName(table)
            .key(key(YearMonth.from(day)))
            .updateExpression("ADD #day :less")
            .conditionExpression("#day > :none")
            .expressionAttributeNames(Map.of("#day", name(day)))
            .expressionAttributeValues(
                Map.of(":less", Attributes.number(-1), ":none", Attributes.number(0)))
            .build();
    try {
      db.transactWriteItems(
          write ->
              write.transactItems(
                  TransactWriteItem.builder().delete(absence).build(),
                  TransactWriteItem.builder().update(number).build()));
    } catch (TransactionCanceledException e) {
      // The article has changed since, or another publication settles it.
    }
  }

  /** Adds what an item says about the numbers at a time. */
  private static boolean add(ItemReader item, Instant now, SortedMap<LocalDate, Integer> numbers) {
    String at = item.text(ArticleItems.AT);
    if (!MONTH.matcher(at).matches()) {
      LocalDate day = item.day(DAY);
      Instant until = item.has(UNTIL) ? item.time(UNTIL) : null;
      if (!new Publication(item.time(FROM), until).isOn(now)) {
        numbers.merge(day, -1, Integer::sum);
      }
      return true;
    }
    for (String name : item.names()) {
      Matcher number = NUMBER.matcher(name);
      if (number.matches()) {
        int count = (int) item.number(name, 0, Integer.MAX_VALUE);
        numbers.merge(day(at, number.group(1)), count, Integer::sum);
      }
    }
    return true;
  }

  private static LocalDate day(String month, String day) {
    try {
      return LocalDate.parse(month + "-" + day);
    } catch (DateTimeException e) {
      throw new BrokenItem("d" + day, "the month has no such day");
    }
  }
}
