package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.article.ArticleId;
import bantin.article.DayCounts;
import bantin.article.Publication;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Changes of articles that have ended, and that a publication takes out of the numbers. */
final class EndedArticlesTest extends WithTables {
  private static final ZoneId ZONE = ZoneOffset.ofHours(7);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final ArticleId ID = Samples.ID;
  private static final ArticleId OTHER = new ArticleId("8v4k2m9q11");
  private static final Instant END = Samples.after(3600);
  private static final Instant LATER = Samples.after(7200);

  private Newsroom newsroom;

  @BeforeEach
  void begin() {
    newsroom = newsroom(tables.client());
    create(OTHER);
    publish(OTHER, Samples.from(Samples.NOW), Samples.NOW);
    create(ID);
    publish(ID, new Publication(Samples.NOW, END), Samples.NOW);
  }

  @Test
  void takesAnEndedArticleOutOfTheNumbersOnce() {
    counts().settle(END);
    assertThat(numbers(END)).isEqualTo(Map.of(DAY, 1));
    assertThat(absences()).isZero();

    counts().settle(LATER);
    withdraw(ID, LATER);
    assertThat(numbers(LATER)).isEqualTo(Map.of(DAY, 1));
  }

  @Test
  void countsAnEndedArticleAnewThatIsPublishedAgain() {
    counts().settle(END);
    publish(ID, Samples.from(Samples.NOW), LATER);
    assertThat(numbers(LATER)).isEqualTo(Map.of(DAY, 2));

    withdraw(ID, LATER);
    assertThat(numbers(LATER)).isEqualTo(Map.of(DAY, 1));
  }

  @Test
  void countsAnEndedArticleUntilItsNewEnd() {
    counts().settle(END);
    publish(ID, new Publication(Samples.NOW, LATER), END);
    assertThat(numbers(END)).isEqualTo(Map.of(DAY, 2));
    assertThat(numbers(LATER)).isEqualTo(Map.of(DAY, 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAChangeThatMeetsTheSettling(boolean withdraws) {
    newsroom = newsroom(before("transactWriteItems", () -> counts().settle(END)));
    ThrowingCallable change =
        withdraws
            ? () -> withdraw(ID, END)
            : () -> publish(ID, new Publication(Samples.NOW, LATER), END);
    assertThatThrownBy(change).isInstanceOf(BusyArticle.class);
    assertThat(numbers(END)).isEqualTo(Map.of(DAY, 1));

    assertThatCode(change).doesNotThrowAnyException();
    assertThat(numbers(END)).isEqualTo(Map.of(DAY, withdraws ? 1 : 2));
  }

  @Test
  void settlesNoArticleThatIsPublishedMeanwhile() {
    settleAround(END, () -> publish(ID, Samples.from(Samples.NOW), END));
    assertThat(numbers(END)).isEqualTo(Map.of(DAY, 2));
  }

  /**
   * Brings four articles through random changes. Each meets the settling: before its reads, before
   * its transaction, or in the midst of the settling. After each the numbers are compared with the
   * working copies. The property {@code seed} repeats a run.
   */
  @Test
  void countsWhatIsPublicThroughoutAnyHistory() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<ArticleId> ids =
        IntStream.range(0, 4).mapToObj(i -> new ArticleId("8v4k2m9q2" + i)).toList();
    ids.forEach(this::create);
    Instant now = Samples.NOW;
    List<String> steps = new ArrayList<>(List.of("-Dseed=" + seed));
    for (int step = 0; step < 60; step++) {
      now = now.plus(Duration.ofHours(random.nextInt(30)));
      ArticleId id = ids.get(random.nextInt(ids.size()));
      Instant time = now;
      int kind = random.nextInt(3);
      if (kind == 0) {
        settleAround(now, () -> steps.add(change(id, random, time)));
      } else {
        String method = kind == 1 ? "getItem" : "transactWriteItems";
        newsroom = newsroom(before(method, () -> counts().settle(time)));
        try {
          steps.add(change(id, random, now));
        } catch (BusyArticle e) {
          steps.add("busy");
        }
        newsroom = newsroom(tables.client());
      }
      for (int hours : new int[] {0, 5, 20, 100}) {
        Instant moment = now.plus(Duration.ofHours(hours));
        assertThat(numbers(moment))
            .as("at %s after %s", moment, steps)
            .isEqualTo(reckoned(ids, moment));
      }
    }
  }

  /** Changes an article as the desk does in its state. */
  private String change(ArticleId id, Random random, Instant now) {
    WorkingCopy copy = copy(id);
    Publication before = copy.publication();
    boolean isOn = before != null && before.isOn(now);
    boolean isScheduled = before != null && before.isScheduled(now);
    int kind = random.nextInt(4);
    if (kind == 0 && before == null) {
      newsroom.delete(copy, copy.deleted("lan", now), new TreeMap<>());
      WorkingCopy deleted = Objects.requireNonNull(newsroom.findEvenInTrash(id, now));
      newsroom.save(deleted, deleted.restored("lan", now), Action.RESTORED, new TreeMap<>());
      return now + " " + id + " deleted and restored";
    } else if (kind == 0 && isScheduled) {
      newsroom.cancel(copy, copy.cancelled("lan", now), new TreeMap<>());
      return now + " " + id + " cancelled";
    } else if (kind == 0) {
      withdraw(id, now);
      return now + " " + id + " withdrawn";
    }
    Instant at = now.plus(Duration.ofHours(random.nextInt(40) - 30));
    if (before != null && random.nextBoolean()) {
      at = before.at();
    }
    Instant until = kind == 1 ? null : at.plus(Duration.ofHours(1 + random.nextInt(60)));
    Publication when = new Publication(at, until);
    Standing standing = isScheduled ? copy.standing() : isOn ? Samples.standing(copy) : null;
    if (standing != null && when.isScheduled(now)) {
      WorkingCopy next = copy.scheduled(when, standing, "lan", now);
      newsroom.replaceLater(copy, next, Action.SCHEDULED, List.of());
    } else {
      publish(id, when, now);
    }
    return now + " " + id + " " + when + " in the place of " + standing;
  }

  /** Numbers of the public articles by the working copies alone. */
  private Map<LocalDate, Integer> reckoned(List<ArticleId> ids, Instant time) {
    Map<LocalDate, Integer> days = new HashMap<>(Map.of(DAY, 1));
    if (time.isBefore(END)) {
      days.merge(DAY, 1, Integer::sum);
    }
    for (ArticleId id : ids) {
      WorkingCopy copy = copy(id);
      Publication shown = copy.publication();
      Standing standing = copy.standing();
      if (shown != null && standing != null && shown.isScheduled(time)) {
        shown = standing.publication();
      }
      if (shown != null && shown.isOn(time)) {
        days.merge(LocalDate.ofInstant(shown.at(), ZONE), 1, Integer::sum);
      }
    }
    return days;
  }

  /** Settles, and changes something after the articles are read. */
  private static void settleAround(Instant now, Runnable change) {
    DynamoDbClient client = before("transactWriteItems", change);
    new DayCounts(client, tables.name("Articles")).settle(now);
  }

  /** Client that does something once, before its first call of this method. */
  private static DynamoDbClient before(String method, Runnable once) {
    return Watched.client(
        tables.client(),
        method,
        call -> {
          if (call == 1) {
            once.run();
          }
        });
  }

  private static Newsroom newsroom(DynamoDbClient client) {
    return new Newsroom(client, tables.name("Newsroom"), tables.name("Articles"), ZONE);
  }

  private void create(ArticleId id) {
    newsroom.create(
        WorkingCopy.draft(id, Samples.manuscript(), "lan", Samples.NOW), new TreeMap<>());
  }

  private WorkingCopy copy(ArticleId id) {
    return Objects.requireNonNull(newsroom.find(id));
  }

  private void publish(ArticleId id, Publication when, Instant now) {
    WorkingCopy copy = copy(id);
    newsroom.publish(copy, copy.published(when, "lan", now), when, Action.PUBLISHED, List.of());
  }

  private void withdraw(ArticleId id, Instant now) {
    WorkingCopy copy = copy(id);
    newsroom.withdraw(copy, copy.withdrawn("", "lan", now), new TreeMap<>());
  }

  private static Map<LocalDate, Integer> numbers(Instant time) {
    return counts().all(time);
  }

  private static DayCounts counts() {
    return new DayCounts(tables.client(), tables.name("Articles"));
  }

  private static long absences() {
    return tables.client().scan(scan -> scan.tableName(tables.name("Articles"))).items().stream()
        .filter(item -> item.containsKey("on"))
        .count();
  }
}
