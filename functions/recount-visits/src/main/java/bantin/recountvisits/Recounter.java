package bantin.recountvisits;

import bantin.recountvisits.Steps.Done;
import bantin.visit.Fact;
import bantin.visit.Recount;
import bantin.visit.Recount.Difference;
import bantin.visit.Session;
import bantin.visit.SiteDays;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Counts the sessions of a day, in as many steps as necessary, and compares the sums with the
 * tallies.
 */
final class Recounter {
  /**
   * Number of attempts at a repair that keeps meeting other writers. The differences left
   * afterwards remain for the next recount.
   */
  private static final int MAX_REPAIRS = 10;

  private final DynamoDbClient db;
  private final String visits;
  private final String tallies;
  private final String recounts;
  private final int slots;
  private final SiteDays days;
  private final Steps steps;
  private final InstantSource clock;

  /**
   * @param visits name of the table {@code Visits}
   * @param tallies name of the table {@code Tallies}
   * @param recounts name of the table {@code Recounts}
   * @param slots number of items that a tally is spread over
   */
  Recounter(
      DynamoDbClient db,
      String visits,
      String tallies,
      String recounts,
      int slots,
      SiteDays days,
      InstantSource clock) {
    this.db = db;
    this.visits = visits;
    this.tallies = tallies;
    this.recounts = recounts;
    this.slots = slots;
    this.days = days;
    this.steps = new Steps(db, recounts);
    this.clock = clock;
  }

  /** Reads a task's request without acting on it. */
  void rehearse(Task task) {
    steps.read(Recount.requestKey(task.day()));
  }

  /** Requests a recount of the day three days ago, the latest day whose numbers are final. */
  void request() {
    Instant now = clock.instant();
    Map<String, AttributeValue> request =
        Recount.request(
            days.of(now).minusDays(3), UUID.randomUUID().toString(), "schedule", false, now);
    db.putItem(put -> put.tableName(recounts).item(request));
  }

  /**
   * Runs one step of a recount. A step that runs again changes nothing.
   *
   * @param timeLeft tells if another page may be read
   * @return the result of the recount after its last step; null if another step follows
   */
  @Nullable Recount step(Task task, BooleanSupplier timeLeft) {
    if (!Recount.isPossible(days, task.day(), clock.instant())) {
      return kept(impossible(task));
    }
    if (task.step() == 0) {
      kept(Recount.begun(task.day(), task.run(), task.by(), task.repair(), clock.instant()));
    }
    Done done = steps.find(task, task.step());
    if (done == null) {
      done = read(task, timeLeft);
    }
    return done.next().isEmpty() ? kept(compared(task, steps.sum(task))) : null;
  }

  private Done read(Task task, BooleanSupplier timeLeft) {
    Map<String, AttributeValue> from = Map.of();
    if (task.step() > 0) {
      Done before = steps.find(task, task.step() - 1);
      if (before == null) {
        throw new IllegalStateException("The step before " + task.step() + " is not there");
      }
      from = before.next();
    }
    DayCount count = new DayCount(task.day());
    do {
      ScanResponse page = db.scan(page(task, from));
      page.items().forEach(count::add);
      from = page.lastEvaluatedKey();
    } while (!from.isEmpty() && timeLeft.getAsBoolean());
    return steps.keep(task, count, from, clock.instant());
  }

  /** Request for a page, read consistently. The proof must count every acknowledged hit. */
  private ScanRequest page(Task task, Map<String, AttributeValue> from) {
    ScanRequest.Builder page =
        ScanRequest.builder()
            .tableName(visits)
            .consistentRead(true)
            .filterExpression("begins_with(#key, :day)")
            .expressionAttributeNames(Map.of("#key", Session.KEY))
            .expressionAttributeValues(
                Map.of(":day", AttributeValue.fromS(Fact.keyPrefix(task.day()))));
    return (from.isEmpty() ? page : page.exclusiveStartKey(from)).build();
  }

  private Recount impossible(Task task) {
    return ended(
        task, 0, List.of(), false, "The sessions of this day are not kept, or not there yet.");
  }

  private Recount compared(Task task, DayCount counted) {
    if (!Recount.isPossible(days, task.day(), clock.instant())) {
      return impossible(task);
    }
    boolean settled = Recount.isSettled(days, task.day(), clock.instant());
    DayTallies stored = new DayTallies(db, tallies, slots, task.day());
    stored.read();
    List<Difference> differences = stored.differences(counted);
    boolean repaired = false;
    String note = "";
    if (counted.unreadable() > 0) {
      note = counted.unreadable() + " items of the day could not be read and were left out. ";
    }
    if (task.repair() && !settled) {
      note +=
          "Nothing was repaired: until "
              + Recount.settles(days, task.day())
              + " some of it may still be on its way.";
    } else if (task.repair()) {
      repaired = repair(stored, counted, differences);
      note += repaired ? "" : "The tallies changed while they were repaired: ask again.";
    }
    return ended(task, counted.items(), differences, repaired, note.strip());
  }

  private static boolean repair(DayTallies stored, DayCount counted, List<Difference> differences) {
    List<Difference> left = differences;
    for (int tries = 0; !left.isEmpty() && tries < MAX_REPAIRS; tries++) {
      stored.repair(left);
      stored.read();
      left = stored.differences(counted);
    }
    return left.isEmpty();
  }

  private Recount ended(
      Task task, long items, List<Difference> differences, boolean repaired, String note) {
    Instant now = clock.instant();
    int shown = Math.min(differences.size(), Recount.MAX_SHOWN);
    return new Recount(
        task.day(),
        task.run(),
        task.by(),
        task.repair(),
        now,
        now,
        Recount.isSettled(days, task.day(), now),
        items,
        differences.size(),
        differences.subList(0, shown),
        repaired,
        note);
  }

  private Recount kept(Recount recount) {
    db.putItem(put -> put.tableName(recounts).item(recount.item()));
    return recount;
  }
}
