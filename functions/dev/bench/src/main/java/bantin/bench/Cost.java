package bantin.bench;

import bantin.counthit.CountHitHandler;
import bantin.engines.Call;
import bantin.tallyhits.TallyHitsHandler;
import bantin.visit.HitToken;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Measures the capacity that a hit uses in Bản Tin's way of counting and in the direct way. */
public final class Cost {
  private static final int HITS = 6_000 / Bench.SHARE;
  private static final int ARTICLES = 40;
  private static final Prices PRICES = Prices.first();
  private static final Instant START = Instant.parse("2026-11-23T01:00:00Z");

  private Cost() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.println("Cost of a hit (DynamoDB Local, the real handlers; 1/3 views of a new article,");
    out.println(
        "1/3 of the same ones again, 1/3 beats), and of a million hits, in "
            + Prices.first().region());
    out.printf(
        Locale.ROOT,
        "  %-38s %8s %8s %7s %7s %9s%n",
        "",
        "write u.",
        "read u.",
        "trips",
        "bytes",
        "$/million");
    Context context = context();
    List<Call> hits = hits(HITS);
    send(hits);
    Meter.Reading written = Meter.read();
    print(out, "count-hit", written, 0);
    List<DynamodbStreamRecord> records = records();
    for (int batch : new int[] {10, 100, 500}) {
      Meter.Reading folded = fold(records, batch, context);
      print(out, "tally-hits, batches of " + batch, folded, records.size() / (double) batch);
      print(out, "  both", sum(written, folded), records.size() / (double) batch);
    }
    out.printf(
        "  (%d hits made %d stream records; a hit without news makes none)%n",
        HITS, records.size());
    direct(hits.size());
    print(out, "direct: put and ADDs in a transaction", Meter.read(), 0);
    out.println(
        "  Units and requests of tally-hits at "
            + PRICES.of(Price.LAMBDA_REQUESTS)
            + " $ a million invocations are in the last column; the API's");
    out.println(
        "  request ("
            + PRICES.of(Price.API_REQUESTS)
            + " $) and count-hit's own invocation ("
            + PRICES.of(Price.LAMBDA_REQUESTS)
            + " $ and some ms) come on top of either way.");
  }

  private static Meter.Reading sum(Meter.Reading a, Meter.Reading b) {
    return new Meter.Reading(
        a.trips() + b.trips(),
        a.bytes() + b.bytes(),
        a.writeUnits() + b.writeUnits(),
        a.readUnits() + b.readUnits(),
        a.objectReads() + b.objectReads(),
        a.objectWrites() + b.objectWrites());
  }

  private static void print(PrintStream out, String label, Meter.Reading took, double invocations) {
    double price =
        (took.writeUnits() * PRICES.of(Price.WRITE_UNITS)
                + took.readUnits() * PRICES.of(Price.READ_UNITS)
                + invocations * PRICES.of(Price.LAMBDA_REQUESTS))
            / HITS;
    out.printf(
        Locale.ROOT,
        "  %-38s %8.3f %8.3f %7.3f %7.0f %9.3f%n",
        label,
        took.writeUnits() / HITS,
        took.readUnits() / HITS,
        took.trips() / (double) HITS,
        took.bytes() / (double) HITS,
        price);
  }

  private static List<Call> hits(int count) {
    Random random = new Random(1);
    HitToken tokens = new HitToken(Samples.HIT_KEY);
    List<Call> hits = new ArrayList<>();
    Instant time = START;
    for (int i = 0; i < count; i++) {
      time = time.plusMillis(random.nextInt(50));
      int session = i / 3; // Three hits of a session are neighbours.
      String article = "art%07d".formatted(new Random(session).nextInt(ARTICLES));
      String kind = i % 3 == 2 ? "beat" : "view";
      hits.add(
          Call.to("POST /api/hits")
              .id("request-" + i)
              .at(time)
              .header("sec-fetch-site", "same-origin")
              .header("user-agent", Agents.READER)
              .json(
                  "{\"session\":\"%022d\",\"article\":\"%s\",\"kind\":\"%s\",\"token\":\"%s\"}"
                      .formatted(session, article, kind, tokens.issue(article, time))));
    }
    return hits;
  }

  private static void send(List<Call> hits) {
    CountHitHandler countHit = new CountHitHandler();
    hits.forEach(hit -> hit.of(countHit));
  }

  /** Returns the records of the stream, from its start. */
  static List<DynamodbStreamRecord> records() {
    try (DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL_DYNAMODB")))
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      return StreamRecords.all(streams, System.getenv("VISITS_TABLE"));
    }
  }

  private static Meter.Reading fold(
      List<DynamodbStreamRecord> records, int batch, Context context) {
    Meter.read();
    TallyHitsHandler tallyHits = new TallyHitsHandler();
    for (int from = 0; from < records.size(); from += batch) {
      DynamodbTimeWindowEvent event = new DynamodbTimeWindowEvent();
      event.setShardId("shard-of-batches-of-" + batch);
      event.setRecords(records.subList(from, Math.min(records.size(), from + batch)));
      tallyHits.handleRequest(event, context);
    }
    return Meter.read();
  }

  /**
   * Counts in the direct way: one transaction puts the fact and adds to every counter. A view
   * counts in four tallies, and any hit in the minute's.
   */
  private static void direct(int hits) {
    Meter.read();
    try (DynamoDbClient db =
        DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
      for (int number = 0; number < hits; number++) {
        List<TransactWriteItem> items = new ArrayList<>();
        String fact = "direct#" + number;
        items.add(
            TransactWriteItem.builder()
                .put(
                    Put.builder()
                        .tableName(System.getenv("VISITS_TABLE"))
                        .item(
                            Map.of(
                                "session", AttributeValue.fromS(fact),
                                "seen", AttributeValue.fromN("1")))
                        .conditionExpression("attribute_not_exists(seen)")
                        .build())
                .build());
        List<String> tallies = new ArrayList<>(List.of("direct#minute"));
        if (number % 3 != 2) {
          String article = "direct#article#" + number % ARTICLES;
          tallies.addAll(List.of("direct#day", "direct#all", article + "#day", article));
        }
        for (String tally : tallies) {
          items.add(
              TransactWriteItem.builder()
                  .update(
                      Update.builder()
                          .tableName(System.getenv("TALLIES_TABLE"))
                          .key(Map.of("tally", AttributeValue.fromS(tally)))
                          .updateExpression("ADD seen :one")
                          .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                          .build())
                  .build());
        }
        db.transactWriteItems(write -> write.transactItems(items));
      }
    }
  }

  static Context context() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) -> {
              if (method.getName().equals("getRemainingTimeInMillis")) {
                return 60_000;
              }
              throw new IllegalStateException("A handler logged an error");
            });
  }
}
