package bantin.tallyhits;

import bantin.visit.DroppedHit;
import bantin.visit.SiteDays;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Random history of some readers, made from a seed. The history holds the hits in the order of
 * their arrival, the recorded stream and the expected tallies.
 *
 * <p>The expected tallies are counted from the hits alone, by the definitions of visit, view and
 * online.
 */
final class History {
  private static final List<String> ZONES =
      List.of("Asia/Ho_Chi_Minh", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC");

  /** Pauses in seconds: within a visit, near five and thirty minutes, and much longer. */
  private static final int[] PAUSES = {
    0, 1, 9, 10, 11, 60, 240, 299, 300, 301, 900, 1740, 1799, 1800, 1801, 1860, 3600, 7200, 20000
  };

  /** Local times at which the calendar turns: weeks, years, a leap day, changes of the clock. */
  private static final List<String> TURNS =
      List.of(
          "2026-11-23T00:00:00",
          "2026-12-28T00:00:00",
          "2027-01-01T00:00:00",
          "2028-02-29T00:00:00",
          "2028-03-01T00:00:00",
          "2026-03-29T02:30:00",
          "2026-10-25T02:30:00",
          "2026-11-01T00:00:30");

  /**
   * @param useful what the reader says of the article; null where nothing
   */
  private record Hit(
      int tab, Instant time, @Nullable String article, boolean view, @Nullable Boolean useful) {}

  final SiteDays days;
  final List<String> shards = new ArrayList<>();
  final Map<String, List<DynamodbStreamRecord>> stream = new HashMap<>();
  final Map<String, Long> expected = new TreeMap<>();

  private final Random random;
  private final List<Hit> hits = new ArrayList<>();
  private final List<DroppedHit> dropped = new ArrayList<>();
  private long sequence = 999_999_999_000L;

  History(long seed) {
    this.random = new Random(seed);
    ZoneId zone = ZoneId.of(pick(ZONES));
    this.days = new SiteDays(zone);
    Instant turn = java.time.LocalDateTime.parse(pick(TURNS)).atZone(zone).toInstant();
    int tabs = 1 + random.nextInt(5);
    int articles = random.nextInt(200) == 0 ? 260 : 1 + random.nextInt(6);
    for (int tab = 0; tab < tabs; tab++) {
      browse(tab, turn.minusSeconds(random.nextInt(9000)), articles);
    }
    disorder();
    record();
    count();
  }

  private void browse(int tab, Instant start, int articles) {
    Instant time = start.plusMillis(random.nextInt(1000));
    int hitCount = articles > 100 ? articles : 1 + random.nextInt(12);
    for (int i = 0; i < hitCount; i++) {
      boolean view = random.nextInt(4) > 0;
      int number = articles > 100 ? i % 200 : random.nextInt(articles);
      String article = random.nextInt(5) == 0 ? null : "art%07d".formatted(number);
      boolean isAnswered = view && article != null && random.nextInt(3) == 0;
      Boolean useful = isAnswered ? random.nextBoolean() : null;
      hits.add(new Hit(tab, time, article, view, useful));
      time =
          time.plusMillis(
              PAUSES[random.nextInt(articles > 100 ? 6 : PAUSES.length)] * 1000L
                  + random.nextInt(3)
                  - 1);
    }
    if (random.nextInt(4) == 0) {
      DroppedHit.Reason[] reasons = DroppedHit.Reason.values();
      dropped.add(new DroppedHit(days.of(time), reasons[random.nextInt(reasons.length)]));
    }
  }

  /** Repeats some hits and delays others. */
  private void disorder() {
    hits.sort((a, b) -> a.time.compareTo(b.time));
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      hits.add(random.nextInt(hits.size() + 1), pick(hits));
    }
    for (int i = 0; i < hits.size(); i++) {
      if (random.nextInt(6) == 0) {
        Collections.swap(hits, i, Math.min(hits.size() - 1, i + 1 + random.nextInt(3)));
      }
    }
  }

  /** Records the hits in two shards, of which one is split at a random hit. */
  private void record() {
    Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    int split = random.nextInt(hits.size() + 1);
    int number = 0;
    for (Hit hit : hits) {
      String key = key(hit);
      Map<String, AttributeValue> old = items.get(key);
      Map<String, AttributeValue> now = applied(hit, key, old);
      if (!now.equals(old)) {
        items.put(key, now);
        append(shard(key, number > split), old, now);
      }
      number++;
    }
    for (DroppedHit drop : dropped) {
      String key = drop.day() + "#dropped#" + drop.reason().word() + "#request" + sequence;
      append(shard(key, true), null, Map.of("session", new AttributeValue().withS(key)));
    }
  }

  private String key(Hit hit) {
    return days.of(hit.time) + "#" + "tab-%018d".formatted(hit.tab);
  }

  private static String shard(String key, boolean split) {
    int half = Math.floorMod(key.hashCode(), 4);
    return half < 2
        ? "shardId-0"
        : split && half == 2 ? "shardId-1a" : split ? "shardId-1b" : "shardId-1";
  }

  /**
   * Applies a hit to its session's item: the last activity, and the first and last view of a half
   * hour.
   */
  private Map<String, AttributeValue> applied(
      Hit hit, String key, @Nullable Map<String, AttributeValue> old) {
    Map<String, AttributeValue> item = old == null ? new HashMap<>() : new HashMap<>(old);
    item.put("session", new AttributeValue().withS(key));
    item.put("expires", new AttributeValue().withN("1"));
    put(item, "seen", hit.time, true);
    if (hit.view) {
      long start = days.start(days.of(hit.time)).toEpochMilli();
      long halfHour = (hit.time.toEpochMilli() - start) / 1_800_000;
      put(item, "f" + halfHour, hit.time, false);
      put(item, "l" + halfHour, hit.time, true);
      if (hit.article != null) {
        AttributeValue articles = item.get("articles");
        Set<String> all = articles == null ? new TreeSet<>() : new TreeSet<>(articles.getSS());
        all.add(hit.article);
        item.put("articles", new AttributeValue().withSS(all));
      }
      if (hit.useful != null) {
        long number = hit.time.toEpochMilli() * 2 + (hit.useful ? 1 : 0);
        AttributeValue stood = item.get("u" + hit.article);
        if (stood == null || Long.parseLong(stood.getN()) < number) {
          item.put("u" + hit.article, new AttributeValue().withN(Long.toString(number)));
        }
      }
    }
    return item;
  }

  private static void put(
      Map<String, AttributeValue> item, String name, Instant time, boolean later) {
    AttributeValue old = item.get(name);
    long millis = time.toEpochMilli();
    if (old != null) {
      long stood = Long.parseLong(old.getN());
      millis = later ? Math.max(stood, millis) : Math.min(stood, millis);
    }
    item.put(name, new AttributeValue().withN(Long.toString(millis)));
  }

  private void append(
      String shard, @Nullable Map<String, AttributeValue> old, Map<String, AttributeValue> now) {
    sequence += 1 + random.nextInt(900); // Passes from 12 digits to 13.
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventID("event-" + sequence);
    record.setEventName(old == null ? "INSERT" : "MODIFY");
    record.setDynamodb(
        new StreamRecord()
            .withSequenceNumber(Long.toString(sequence))
            .withNewImage(now)
            .withOldImage(old));
    if (!stream.containsKey(shard)) {
      shards.add(shard);
    }
    stream.computeIfAbsent(shard, key -> new ArrayList<>()).add(record);
  }

  private void count() {
    Map<String, List<Hit>> sessions = new HashMap<>();
    hits.forEach(hit -> sessions.computeIfAbsent(key(hit), key -> new ArrayList<>()).add(hit));
    for (List<Hit> session : sessions.values()) {
      session.sort((a, b) -> a.time.compareTo(b.time));
      LocalDate day = days.of(session.get(0).time);
      Instant lastView = null;
      Set<String> opened = new HashSet<>();
      Map<String, Hit> opinions = new HashMap<>();
      for (Hit hit : session) {
        if (!hit.view) {
          continue;
        }
        if (hit.useful != null) {
          opinions.merge(hit.article, hit, History::later);
        }
        if (lastView == null || !hit.time.isBefore(lastView.plusSeconds(1800))) {
          expect("site#day#" + day + ".visits");
          expect("site#all.visits");
        }
        lastView = hit.time;
        if (hit.article != null && opened.add(hit.article)) {
          int group = Math.floorMod(hit.article.hashCode(), 16);
          expect("site#day#" + day + ".views");
          expect("site#all.views");
          expect("article#" + hit.article + "#all.views");
          expect("views#day#" + day + "#" + group + "." + hit.article);
        }
      }
      opinions.forEach(
          (article, hit) ->
              expect(
                  "opinions#day#"
                      + day
                      + "."
                      + (Boolean.TRUE.equals(hit.useful) ? "y" : "n")
                      + article));
      if (lastView != null) {
        long step = session.get(session.size() - 1).time.getEpochSecond() / 10;
        expect("online#" + Instant.ofEpochSecond(step / 60 * 600) + ".s" + step % 60);
      }
    }
    dropped.forEach(drop -> expect("dropped#day#" + drop.day() + "." + drop.reason().word()));
  }

  /** The later opinion; of two at the same time, the kinder one. */
  private static Hit later(Hit a, Hit b) {
    boolean replaces =
        a.time.equals(b.time) ? Boolean.TRUE.equals(b.useful) : b.time.isAfter(a.time);
    return replaces ? b : a;
  }

  private void expect(String counter) {
    expected.merge(counter, 1L, Long::sum);
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
