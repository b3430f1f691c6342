package bantin.visit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Views of days by article, eventually consistent. */
public final class DayViews {
  private final Tallies tallies;
  private final FormerViews former;

  /**
   * @param table name of the table {@code Tallies}
   * @param tallies of that table
   */
  public DayViews(DynamoDbClient db, String table, Tallies tallies) {
    this.tallies = tallies;
    this.former = new FormerViews(db, table, tallies.slots());
  }

  /**
   * Sums up the views of the days by the article's id. Articles without views may be missing.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException where the table does not answer
   */
  public Map<String, Long> of(Collection<LocalDate> days) {
    return of(days, () -> {});
  }

  /**
   * Sums up the views like {@link #of(Collection)}.
   *
   * @param beforeEach runs before each read, and may throw to end the reading
   */
  Map<String, Long> of(Collection<LocalDate> days, Runnable beforeEach) {
    Map<String, Long> sums = new HashMap<>();
    beforeEach.run();
    List<Tally> wanted = days.stream().flatMap(day -> Tally.views(day).stream()).toList();
    tallies.read(wanted, false).byTally().values().forEach(views -> addTo(sums, views));
    for (LocalDate day : days) {
      beforeEach.run();
      addTo(sums, former.of(day));
    }
    return sums;
  }

  private static void addTo(Map<String, Long> sums, Map<String, Long> views) {
    views.forEach((article, number) -> sums.merge(article, number, Long::sum));
  }
}
