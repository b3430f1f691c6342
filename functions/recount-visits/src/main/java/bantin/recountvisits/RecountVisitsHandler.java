package bantin.recountvisits;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.snapshot.Snapshot;
import bantin.visit.Recount;
import bantin.visit.SiteDays;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Counts a day again from its sessions. The schedule's event and an administrator ask for a recount
 * with an item in {@code Recounts}. The table's stream brings each request and each unfinished step
 * to this function.
 */
public final class RecountVisitsHandler implements RequestHandler<DynamodbEvent, @Nullable Void> {
  /** Time left for storing a step's count, comparing and repairing. */
  private static final Duration MARGIN = Duration.ofMinutes(3);

  private final Recounter recounter;

  public RecountVisitsHandler() {
    this(
        new Recounter(
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build(),
            System.getenv("VISITS_TABLE"),
            System.getenv("TALLIES_TABLE"),
            System.getenv("RECOUNTS_TABLE"),
            Integer.parseInt(System.getenv().getOrDefault("TALLY_SLOTS", "1")),
            SiteDays.fromEnvironment(),
            InstantSource.system()));
    Snapshot.primedBy(this::prime);
  }

  RecountVisitsHandler(Recounter recounter) {
    this.recounter = recounter;
  }

  /** Counts a day without sessions, and keeps nothing of it. */
  void prime() {
    recounter.rehearse(new Task(LocalDate.EPOCH, false, "priming", "none", 0));
  }

  @Override
  public @Nullable Void handleRequest(DynamodbEvent event, Context context) {
    List<DynamodbStreamRecord> records = event.getRecords();
    if (records == null) { // The schedule's event has none.
      recounter.request();
      return null;
    }
    for (DynamodbStreamRecord record : records) {
      Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
      Task task = image == null ? null : Task.of(item(image)); // An expired item has no image.
      if (task != null) {
        Recount recount =
            recounter.step(task, () -> context.getRemainingTimeInMillis() > MARGIN.toMillis());
        if (recount != null) {
          RecountLog.of(recount, context.getFunctionName()).forEach(line -> line.write(context));
        }
      }
    }
    return null;
  }

  /** Converts the event's values to the SDK's, for the kinds of attribute that a task has. */
  private static Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item(
      Map<String, AttributeValue> image) {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item =
        new HashMap<>();
    image.forEach(
        (name, value) -> {
          if (value.getS() != null) {
            item.put(name, fromS(value.getS()));
          } else if (value.getN() != null) {
            item.put(name, fromN(value.getN()));
          } else if (value.getBOOL() != null) {
            item.put(name, fromBool(value.getBOOL()));
          } else if (value.getM() != null) {
            item.put(name, fromM(item(value.getM())));
          }
        });
    return item;
  }
}
