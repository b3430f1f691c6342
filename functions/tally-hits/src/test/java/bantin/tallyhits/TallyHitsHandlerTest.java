package bantin.tallyhits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.engines.Tables;
import bantin.visit.Fact;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TallyHitsHandlerTest {
  private static final String DAY = "2026-11-23";
  private static Tables tables;

  private final List<String> log = new ArrayList<>();
  private TallyHitsHandler handler;

  @BeforeAll
  static void start() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void stop() {
    tables.close();
  }

  @BeforeEach
  void empty() {
    tables.clear();
    handler = handler(tables.client("TallyHitsFunction"));
  }

  @Test
  void countsANewSessionAsVisitViewAndOnline() {
    handle(record("100", "a", 1_795_397_421_111L, "art0000001"));

    assertThat(number("site#day#" + DAY + "#0", "visits")).isEqualTo("1");
    assertThat(number("site#day#" + DAY + "#0", "views")).isEqualTo("1");
    assertThat(number("site#all#0", "visits")).isEqualTo("1");
    assertThat(number("article#art0000001#all#0", "views")).isEqualTo("1");
    assertThat(number("views#day#" + DAY + "#14#0", "art0000001")).isEqualTo("1");
    assertThat(number("online#2026-11-23T01:30:00Z#0", "s2")).isEqualTo("1");
    assertThat(item("checkpoint#shard").get("sequence"))
        .hasToString("AttributeValue(S=%040d)".formatted(100));
  }

  @Test
  void keepsTheTalliesOfAnExpiredSession() {
    DynamodbStreamRecord removal = record("101", "a", 1_795_397_421_111L, "art0000001");
    removal.setEventName("REMOVE");
    handle(record("100", "a", 1_795_397_421_111L, "art0000001"), removal);

    assertThat(number("site#all#0", "visits")).isEqualTo("1");
  }

  @Test
  void countsOnlyLaterChangesOfAnImportedSession() {
    DynamodbStreamRecord imported = record("100", "a", 1_795_397_421_111L, "art0000001");
    imported.getDynamodb().getNewImage().put(Fact.IMPORTED, new AttributeValue().withS("yes"));
    DynamodbStreamRecord later = record("101", "a", 1_795_397_421_111L, "art0000001");
    later.setEventName("MODIFY");
    later.getDynamodb().setOldImage(imported.getDynamodb().getNewImage());
    later
        .getDynamodb()
        .getNewImage()
        .put("articles", new AttributeValue().withSS("art0000001", "art0000002"));

    handle(imported, later);

    assertThat(number("site#all#0", "visits")).isEqualTo("none");
    assertThat(number("site#all#0", "views")).isEqualTo("1");
    assertThat(number("article#art0000001#all#0", "views")).isEqualTo("none");
    assertThat(number("article#art0000002#all#0", "views")).isEqualTo("1");
  }

  @Test
  void splitsManyTalliesIntoSeveralTransactions() {
    DynamodbStreamRecord[] records = new DynamodbStreamRecord[300];
    for (int i = 0; i < records.length; i++) {
      records[i] = record("" + (1000 + i), "tab" + i, 1_795_397_421_111L, "art%07d".formatted(i));
    }
    handle(records);

    assertThat(number("site#all#0", "views")).isEqualTo("300");
    assertThat(number("article#art0000299#all#0", "views")).isEqualTo("1");
    handle(records);
    assertThat(number("site#all#0", "views")).isEqualTo("300");
  }

  /** One update holds fewer amounts than these opinions of readers whose views are counted. */
  @Test
  void splitsManyAmountsOfATallyIntoSeveralTransactions() {
    DynamodbStreamRecord[] records = new DynamodbStreamRecord[500];
    for (int i = 0; i < records.length; i++) {
      String article = "art%07d".formatted(i);
      records[i] = record("" + (1000 + i), "tab" + i, 1_795_397_421_111L, article);
      records[i].setEventName("MODIFY");
      StreamRecord change = records[i].getDynamodb();
      change.setOldImage(new HashMap<>(change.getNewImage()));
      change.getNewImage().put("u" + article, new AttributeValue().withN("3590794842223"));
    }
    handle(records);

    assertThat(item("opinions#day#" + DAY + "#0")).hasSize(501).containsKey("yart0000499");
  }

  @Test
  void setsAPoisonRecordAsideAndContinues() {
    DynamodbStreamRecord poison = record("101", "a", 1, "art0000001");
    poison.getDynamodb().getNewImage().put("seen", new AttributeValue().withS("soon \"\n"));
    DynamodbStreamRecord empty = new DynamodbStreamRecord();
    handle(record("100", "a", 1, "art0000001"), poison, empty, record("102", "b", 1, "art0000001"));

    assertThat(number("site#all#0", "visits")).isEqualTo("2");
    assertThat(log).hasSize(2);
    assertThat(log.get(0))
        .contains(
            "\"level\":\"ERROR\"",
            "Record 101",
            "\"PoisonRecords\":1",
            "\"Dimensions\":[[\"FunctionName\"]]",
            "\"FunctionName\":\"");
  }

  @Test
  void reportsARefusingTallyAndWritesTheOthers() {
    PlainTable table = refusing("site#all#0");
    handler(table)
        .handleRequest(
            event(record("100", "a", 1_795_397_421_111L, "art0000001")), context(60_000));

    assertThat(table.items).containsKeys("site#day#" + DAY + "#0", "checkpoint#shard");
    assertThat(table.items).doesNotContainKey("site#all#0");
    assertThat(log).hasSize(1);
    assertThat(log.get(0)).contains("Tally site#all refuses", "\"RefusedTallies\":1");
  }

  /** Table that refuses a tally, as DynamoDB does if the item holds a text in place of a number. */
  private static PlainTable refusing(String tally) {
    return new PlainTable() {
      @Override
      public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        List<CancellationReason> reasons =
            request.transactItems().stream()
                .map(item -> PlainTable.key(item.update().key()).equals(tally))
                .map(bad -> CancellationReason.builder().code(bad ? "ValidationError" : "None"))
                .map(CancellationReason.Builder::build)
                .toList();
        if (reasons.stream().anyMatch(reason -> "ValidationError".equals(reason.code()))) {
          throw TransactionCanceledException.builder().cancellationReasons(reasons).build();
        }
        return super.transactWriteItems(request);
      }
    };
  }

  @Test
  void failsTheBatchTwoSecondsBeforeTheFunctionsTimeIsOver() {
    List<Integer> pauses = new ArrayList<>();
    Instant start = Instant.parse("2026-11-23T03:00:00Z");
    TallyHitsHandler busy =
        new TallyHitsHandler(
            new Ledger(
                new ScriptedTable().thenFails(ScriptedTable.busy(20)),
                "Tallies",
                1,
                pauses::add,
                () -> start.plusSeconds(pauses.size())));

    assertThatThrownBy(
            () -> busy.handleRequest(event(record("100", "a", 1, "art0000001")), context(5_000)))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
    assertThat(pauses).containsExactly(1, 2, 3, 4);
  }

  @Test
  void readsRecordsInTheShardsOrder() {
    handle(
        record("1000", "c", 1_795_397_421_111L, "art0000001"),
        record("99", "a", 1_795_397_421_111L, "art0000001"),
        record("100", "b", 1_795_397_421_111L, "art0000001"));

    assertThat(number("site#all#0", "visits")).isEqualTo("3");
    assertThat(item("checkpoint#shard").get("sequence"))
        .hasToString("AttributeValue(S=%040d)".formatted(1000));
  }

  @Test
  void setsAsideASessionOfMoreArticlesThanOneTransactionHolds() {
    DynamodbStreamRecord large = record("101", "b", 1_795_397_421_111L, "art0000001");
    String[] articles =
        IntStream.range(0, 100).mapToObj("art%07d"::formatted).toArray(String[]::new);
    large.getDynamodb().getNewImage().put("articles", new AttributeValue().withSS(articles));

    handle(record("100", "a", 1_795_397_421_111L, "art0000001"), large);

    assertThat(number("site#all#0", "visits")).isEqualTo("1");
    assertThat(log).hasSize(1);
    assertThat(log.get(0))
        .contains("Record 101 is set aside: More tallies than one transaction holds");
  }

  @Test
  void primesWithoutAWrite() {
    handler.prime();

    assertThat(tables.client().scan(scan -> scan.tableName("Tallies")).items()).isEmpty();
  }

  @Test
  void failsThePrimingIfTheTableIsBusy() {
    TallyHitsHandler busy = handler(new ScriptedTable().thenFails(ScriptedTable.busy()));

    assertThatThrownBy(busy::prime).isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void writesNothingForAnEmptyWindow() {
    handler.handleRequest(new DynamodbTimeWindowEvent(), context(60_000));
    handle();
    assertThat(tables.client().scan(scan -> scan.tableName("Tallies")).items()).isEmpty();
  }

  private static TallyHitsHandler handler(DynamoDbClient db) {
    return new TallyHitsHandler(new Ledger(db, "Tallies", 1, tries -> {}, InstantSource.system()));
  }

  private void handle(DynamodbStreamRecord... records) {
    handler.handleRequest(event(records), context(60_000));
  }

  private static DynamodbTimeWindowEvent event(DynamodbStreamRecord... records) {
    DynamodbTimeWindowEvent event = new DynamodbTimeWindowEvent();
    event.setShardId("shard");
    event.setRecords(List.of(records));
    return event;
  }

  private static DynamodbStreamRecord record(
      String sequence, String tab, long millis, String article) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("session", new AttributeValue().withS(DAY + "#" + tab));
    item.put("seen", new AttributeValue().withN("" + millis));
    item.put("f17", new AttributeValue().withN("" + millis));
    item.put("l17", new AttributeValue().withN("" + millis));
    item.put("articles", new AttributeValue().withSS(article));
    DynamodbStreamRecord record = new DynamodbStreamRecord();
    record.setEventID("event-" + sequence);
    record.setEventName("INSERT");
    record.setDynamodb(new StreamRecord().withSequenceNumber(sequence).withNewImage(item));
    return record;
  }

  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(
      String key) {
    return tables
        .client()
        .getItem(get -> get.tableName("Tallies").key(Map.of("tally", s(key))))
        .item();
  }

  private static String number(String key, String attribute) {
    var value = item(key).get(attribute);
    return value == null ? "none" : value.n();
  }

  private static software.amazon.awssdk.services.dynamodb.model.AttributeValue s(String text) {
    return software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(text);
  }

  private Context context(int millis) {
    return Invocation.context(millis, log::add);
  }
}
