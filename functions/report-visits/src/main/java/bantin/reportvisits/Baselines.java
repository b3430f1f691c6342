package bantin.reportvisits;

import bantin.http.Json;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.item.BatchReader;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import bantin.visit.Baseline;
import bantin.visit.SiteDays;
import bantin.visit.Tally;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/**
 * Baseline: the number of another counter, and the day from which this site's own visits are added.
 */
final class Baselines {
  /** Greatest number of visits. Sums with counted numbers stay exact in every program. */
  private static final long MAX_VISITS = 1_000_000_000_000L;

  /** Days whose tallies may still change, today included. */
  private static final int MOVING = 3;

  private final DynamoDbClient db;
  private final String table;
  private final BatchReader batches;
  private final BrokenItems broken;
  private final int slots;
  private final SiteDays days;
  private final InstantSource clock;

  Baselines(DynamoDbClient db, String table, int slots, SiteDays days, InstantSource clock) {
    this.db = db;
    this.table = table;
    this.batches = new BatchReader(db, table);
    this.broken = new BrokenItems(table);
    this.slots = slots;
    this.days = days;
    this.clock = clock;
  }

  Response answer() {
    Map<String, AttributeValue> item =
        db.getItem(get -> get.tableName(table).key(Baseline.key()).consistentRead(true)).item();
    ObjectNode json = Json.object();
    Baseline baseline = broken.read(item, Set.of(Tally.KEY), Baseline::of);
    json.put("visits", baseline == null ? 0 : baseline.visits());
    json.put("asOf", baseline == null ? null : baseline.asOf().toString());
    ItemReader reader = ItemReader.of(item);
    json.put("setBy", reader.has("setBy") ? reader.text("setBy") : null);
    json.put("setAt", reader.has("setAt") ? reader.text("setAt") : null);
    return Response.json(200, json);
  }

  /** Sets the baseline. Setting the same again changes nothing. */
  Response set(ObjectNode json, String by) {
    RequestReasons.requireFields(json, "visits", "asOf", "setBy", "setAt");
    JsonNode visits = json.path("visits");
    if (!visits.canConvertToLong() || !visits.isIntegralNumber()) {
      throw Fields.refused(
          "visits",
          new Text("Send a whole number, such as 677985.", "Hãy gửi một số nguyên, như 677985."));
    }
    if (visits.longValue() < 0 || visits.longValue() > MAX_VISITS) {
      throw Fields.refused(
          "visits",
          Text.of("Send a number from 0 to {0}.", "Hãy gửi một số từ 0 đến {0}.", MAX_VISITS));
    }
    Instant now = clock.instant();
    LocalDate asOf = Fields.day(json, "asOf");
    if (asOf.isAfter(days.of(now))) {
      throw Fields.refused(
          "asOf",
          new Text(
              "This day is still to come: send today or a day before.",
              "Ngày này chưa tới: hãy gửi hôm nay hoặc một ngày trước đó."));
    }
    Baseline baseline = new Baseline(visits.longValue(), asOf, before(asOf, days.of(now)));
    Map<String, AttributeValue> item = new HashMap<>(baseline.item());
    item.put("setBy", AttributeValue.fromS(by));
    item.put("setAt", AttributeValue.fromS(now.toString()));
    db.putItem(put -> put.tableName(table).item(item));
    return answer();
  }

  /**
   * Visits of the days before in this site's own total. Total and changing days come from one read,
   * because a visit between two reads would be missed.
   */
  private long before(LocalDate asOf, LocalDate today) {
    LocalDate moving = today.minusDays(MOVING - 1);
    List<TransactGetItem> wanted = new ArrayList<>();
    wanted.addAll(gets(Tally.SITE_ALL));
    LocalDate from = asOf.isAfter(moving) ? asOf : moving;
    from.datesUntil(today.plusDays(1)).forEach(day -> wanted.addAll(gets(Tally.siteDay(day))));
    long total = 0;
    long since = 0;
    List<ItemResponse> answers = db.transactGetItems(get -> get.transactItems(wanted)).responses();
    for (int i = 0; i < answers.size(); i++) {
      if (i < slots) {
        total += visits(answers.get(i).item());
      } else {
        since += visits(answers.get(i).item());
      }
    }
    return total - since - settled(asOf, moving);
  }

  private List<TransactGetItem> gets(Tally tally) {
    List<TransactGetItem> gets = new ArrayList<>();
    for (int slot = 0; slot < slots; slot++) {
      Map<String, AttributeValue> key = Map.of(Tally.KEY, AttributeValue.fromS(tally.key(slot)));
      gets.add(TransactGetItem.builder().get(get -> get.tableName(table).key(key)).build());
    }
    return gets;
  }

  private long settled(LocalDate from, LocalDate before) {
    if (!from.isBefore(before)) {
      return 0;
    }
    List<Map<String, AttributeValue>> keys = new ArrayList<>();
    from.datesUntil(before)
        .forEach(
            day -> {
              for (int slot = 0; slot < slots; slot++) {
                keys.add(Map.of(Tally.KEY, AttributeValue.fromS(Tally.siteDay(day).key(slot))));
              }
            });
    return batches.readConsistently(keys).stream().mapToLong(Baselines::visits).sum();
  }

  private static long visits(Map<String, AttributeValue> item) {
    return ItemReader.of(item).numberOrZero(Tally.VISITS);
  }
}
