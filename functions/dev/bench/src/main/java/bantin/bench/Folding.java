package bantin.bench;

import bantin.tallyhits.TallyHitsHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.DynamodbTimeWindowEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Measures what tally-hits uses for hits in batches of a size. */
final class Folding {
  private static final int MAX_RECORDS = 600;

  /**
   * Figures of a hit.
   *
   * @param millis of a batch, as {@link Routes} counts them
   */
  record Taken(double writeUnits, double readUnits, double millis) {}

  private final List<DynamodbStreamRecord> records;
  private final int memory;
  private final Map<Integer, Taken> taken = new HashMap<>();

  /**
   * @param records of hits, in their order
   * @param memory of tally-hits, in MiB
   */
  Folding(List<DynamodbStreamRecord> records, int memory) {
    this.records = records.subList(Math.max(0, records.size() - MAX_RECORDS), records.size());
    this.memory = memory;
  }

  /** Figures for a batch between two whole sizes, each measured once. */
  Taken of(double batch) {
    int floor = (int) Math.floor(batch);
    double rest = batch - floor;
    Taken low = taken.computeIfAbsent(floor, this::measure);
    if (rest == 0) {
      return low;
    }
    Taken high = taken.computeIfAbsent(floor + 1, this::measure);
    return new Taken(
        low.writeUnits() * (1 - rest) + high.writeUnits() * rest,
        low.readUnits() * (1 - rest) + high.readUnits() * rest,
        low.millis() * (1 - rest) + high.millis() * rest);
  }

  private Taken measure(int batch) {
    TallyHitsHandler tallyHits = new TallyHitsHandler();
    int whole = records.size() / batch * batch;
    Meter.read();
    Clock clock = new Clock();
    for (int from = 0; from < whole; from += batch) {
      DynamodbTimeWindowEvent event = new DynamodbTimeWindowEvent();
      event.setShardId("shard-of-the-bill-" + batch);
      event.setRecords(records.subList(from, from + batch));
      tallyHits.handleRequest(event, Cost.context());
    }
    int batches = whole / batch;
    double cpu = clock.millis() / batches;
    Meter.Reading reading = Meter.read();
    return new Taken(
        reading.writeUnits() / whole,
        reading.readUnits() / whole,
        Clock.ofLambda(cpu, reading.trips() / (double) batches, memory));
  }
}
