package bantin.tallyhits;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import com.amazonaws.services.lambda.runtime.events.TimeWindowEventResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Takes a batch of one shard of the stream of {@code Visits}. The event has a tumbling window
 * because only such events name their shard; nothing is carried from one to the next.
 */
public final class TallyHitsHandler
    implements RequestHandler<DynamodbTimeWindowEvent, TimeWindowEventResponse> {
  /** What is left for the answer when trying again ends; the batch then comes anew. */
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
  }

  TallyHitsHandler(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public TimeWindowEventResponse handleRequest(DynamodbTimeWindowEvent event, Context context) {
    Report report = new Report(context);
    List<Entry> entries = Entry.of(event, report);
    if (!entries.isEmpty()) {
      long millis = context.getRemainingTimeInMillis() - MARGIN.toMillis();
      ledger.enter(event.getShardId(), entries, Duration.ofMillis(millis), report);
    }
    return TimeWindowEventResponse.builder()
        .withState(Map.of())
        .withBatchItemFailures(List.of())
        .build();
  }
}
