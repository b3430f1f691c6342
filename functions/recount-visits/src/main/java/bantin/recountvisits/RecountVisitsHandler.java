package bantin.recountvisits;

import bantin.snapshot.Snapshot;
import bantin.visit.Recount;
import bantin.visit.SiteDays;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Counts a day again from its sessions. The schedule's event and an administrator ask for a recount
 * with an item in {@code Recounts}. The table's stream brings each request and each unfinished step
 * to this function.
 */
public final class RecountVisitsHandler implements RequestStreamHandler {
  /** Time left for storing a step's count, comparing and repairing. */
  private static final Duration MARGIN = Duration.ofMinutes(3);

  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** Parses an event without a task, and looks up a recount of a day that was never requested. */
  void prime() throws IOException {
    JSON.writeValueAsBytes(JSON.readTree("{\"Records\":[{\"dynamodb\":{\"NewImage\":{}}}]}"));
    recounter.rehearse(new Task(LocalDate.EPOCH, false, "priming", "none", 0));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream answer, Context context)
      throws IOException {
    JsonNode event = JSON.readTree(input);
    if (event.path("Records").isMissingNode()) {
      recounter.request();
    }
    for (JsonNode record : event.path("Records")) {
      Task task = Task.of(record);
      if (task != null) {
        Recount recount =
            recounter.step(task, () -> context.getRemainingTimeInMillis() > MARGIN.toMillis());
        if (recount != null) {
          RecountLog.of(recount, context.getFunctionName()).forEach(context.getLogger()::log);
        }
      }
    }
    answer.write(JSON.writeValueAsBytes(JSON.createObjectNode()));
  }
}
