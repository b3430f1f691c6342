package bantin.tallyhits;

import bantin.item.Pause;
import bantin.snapshot.Snapshot;
import bantin.visit.Session;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Takes a batch of one shard of the stream of {@code Visits}. The event has a tumbling window,
 * because only such events name their shard. The handler carries no state from one window to the
 * next.
 */
public final class TallyHitsHandler
    implements RequestHandler<DynamodbTimeWindowEvent, TimeWindowEventResponse> {
  /** Time left for the answer when the ledger gives up. Lambda then delivers the batch again. */
  private static final Duration MARGIN = Duration.ofSeconds(2);

  private final Ledger ledger;

  public TallyHitsHandler() {
    this(
        new Ledger(
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            System.getenv("TALLIES_TABLE"),
            Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1")),
            Pause.JITTER,
            InstantSource.system()));
    Snapshot.primedBy(this::prime);
  }

  TallyHitsHandler(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Adds up an invented session, whose transaction is refused. */
  void prime() {
    AttributeValue time = AttributeValue.fromN("1767225600000");
    ledger.rehearse(
        Entry.of(
            "1",
            null,
            Map.of(
                Session.KEY,
                AttributeValue.fromS("2026-01-01#0000000000000000000000"),
                "seen",
                time,
                "f14",
                time,
                "l14",
                time,
                "articles",
                AttributeValue.fromSs(List.of("0000000000")))));
  }

  @Override
  public TimeWindowEventResponse handleRequest(DynamodbTimeWindowEvent event, Context context) {
    ErrorLog log = new ErrorLog(context);
    List<Entry> entries = entries(event, log);
    if (!entries.isEmpty()) {
      long millis = context.getRemainingTimeInMillis() - MARGIN.toMillis();
      ledger.enter(event.getShardId(), entries, Duration.ofMillis(millis), log);
    }
    return TimeWindowEventResponse.builder()
        .withState(Map.of())
        .withBatchItemFailures(List.of())
        .build();
  }

  /**
   * Reads the entries in the shard's order. Records without a countable fact are reported and left
   * out.
   */
  private static List<Entry> entries(DynamodbEvent event, ErrorLog log) {
    List<Entry> entries = new ArrayList<>();
    if (event.getRecords() == null) {
      return entries;
    }
    for (DynamodbEvent.DynamodbStreamRecord record : event.getRecords()) {
      StreamRecord change = record.getDynamodb();
      if (record.getEventName() == null || change == null || change.getSequenceNumber() == null) {
        log.poison(String.valueOf(record.getEventID()), "no stream record");
      } else if (!record.getEventName().equals("REMOVE")) { // An expired session stays counted.
        try {
          entries.add(entry(change));
        } catch (IllegalArgumentException e) {
          log.poison(change.getSequenceNumber(), String.valueOf(e.getMessage()));
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::sequence));
    return entries;
  }

  private static Entry entry(StreamRecord change) {
    if (change.getNewImage() == null) {
      throw new IllegalArgumentException("No new image");
    }
    boolean isNew = change.getOldImage() == null || change.getOldImage().isEmpty();
    return Entry.of(
        change.getSequenceNumber(),
        isNew ? null : item(change.getOldImage()),
        item(change.getNewImage()));
  }

  /**
   * Converts the event's values to the SDK's, for the kinds of attribute that a fact consists of.
   */
  private static Map<String, AttributeValue> item(
      Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
          image) {
    Map<String, AttributeValue> item = new HashMap<>();
    image.forEach(
        (name, value) -> {
          if (value.getS() != null) {
            item.put(name, AttributeValue.fromS(value.getS()));
          } else if (value.getN() != null) {
            item.put(name, AttributeValue.fromN(value.getN()));
          } else if (value.getSS() != null) {
            item.put(name, AttributeValue.fromSs(value.getSS()));
          }
        });
    return item;
  }
}
