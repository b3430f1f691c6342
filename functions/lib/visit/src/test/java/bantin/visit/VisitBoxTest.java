package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.engines.Tables;
import bantin.item.Attributes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class VisitBoxTest {
  private static final LocalDate WEDNESDAY = LocalDate.parse("2026-11-25");
  private static final ArticleId ARTICLE = new ArticleId("8v4k2m9q0z");
  private static final ArticleId NEIGHBOUR = new ArticleId("0123456789");

  private static Tables tables;

  private Instant now = Instant.parse("2026-11-25T05:00:00Z");

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
  }

  @Test
  void addsUpTheVisitsOfTheDayTheWeekAndEver() {
    put(tables, Online.tally(now), Online.step(now), 2);
    put(tables, Tally.siteDay(WEDNESDAY), Tally.VISITS, 3);
    put(tables, Tally.siteDay(WEDNESDAY.minusDays(2)), Tally.VISITS, 4);
    put(tables, Tally.siteDay(WEDNESDAY.minusDays(3)), Tally.VISITS, 50);
    put(tables, Tally.SITE_ALL, Tally.VISITS, 60);
    put(tables, Tally.article(ARTICLE.value()), Tally.VIEWS, 5);

    assertThat(numbers(box(tables), ARTICLE))
        .isEqualTo(new VisitBox.Numbers(new VisitBox.Site(2, 3, 7, 60), 5L));
    assertThat(numbers(box(tables), null))
        .isEqualTo(new VisitBox.Numbers(new VisitBox.Site(2, 3, 7, 60), null));
  }

  @Test
  void showsAtLeastTheWeekAsVisitsEver() {
    put(tables, Tally.siteDay(WEDNESDAY), Tally.VISITS, 3);
    put(tables, Tally.SITE_ALL, Tally.VISITS, 2);

    assertThat(numbers(box(tables), null).site().all()).isEqualTo(3);
  }

  @Test
  void addsTheVisitsOfAnEarlierCounter() {
    put(tables, Tally.SITE_ALL, Tally.VISITS, 60);
    Baseline baseline = new Baseline(1000, WEDNESDAY, 10);
    tables.client().putItem(put -> put.tableName("Tallies").item(baseline.item()));

    assertThat(numbers(box(tables), null).site().all()).isEqualTo(1050);
  }

  @Test
  void readsNumbersAgainAfterASecond() {
    VisitBox box = box(tables);
    put(tables, Tally.siteDay(WEDNESDAY), Tally.VISITS, 3);
    put(tables, Tally.article(ARTICLE.value()), Tally.VIEWS, 5);
    VisitBox.Numbers first = numbers(box, ARTICLE);

    put(tables, Tally.siteDay(WEDNESDAY), Tally.VISITS, 4);
    put(tables, Tally.article(ARTICLE.value()), Tally.VIEWS, 6);
    now = now.plusMillis(999);
    assertThat(numbers(box, ARTICLE)).isEqualTo(first);
    now = now.plusMillis(1);
    VisitBox.Numbers second = numbers(box, ARTICLE);
    assertThat(second.site().today()).isEqualTo(4);
    assertThat(second.views()).isEqualTo(6);
  }

  @Test
  void readsTheViewsOfAnArticleWhileTheSitesNumbersAreFresh() {
    VisitBox box = box(tables);
    put(tables, Tally.siteDay(WEDNESDAY), Tally.VISITS, 3);
    VisitBox.Numbers without = numbers(box, null);

    put(tables, Tally.siteDay(WEDNESDAY), Tally.VISITS, 4);
    put(tables, Tally.article(ARTICLE.value()), Tally.VIEWS, 5);
    assertThat(numbers(box, ARTICLE)).isEqualTo(new VisitBox.Numbers(without.site(), 5L));
  }

  @Test
  void showsTheLastNumbersWhileTheTableIsAway() {
    try (Tables lost = Tables.inMemory()) {
      VisitBox box = box(lost);
      put(lost, Tally.siteDay(WEDNESDAY), Tally.VISITS, 3);
      put(lost, Tally.article(ARTICLE.value()), Tally.VIEWS, 5);
      VisitBox.Numbers known = numbers(box, ARTICLE);
      lost.client().deleteTable(delete -> delete.tableName("Tallies"));

      now = now.plusSeconds(60);
      List<SdkException> warnings = new ArrayList<>();
      assertThat(box.numbers(ARTICLE, warnings::add)).isEqualTo(known);
      assertThat(warnings).hasSize(1);
      assertThat(box.numbers(ARTICLE, warnings::add)).isEqualTo(known);
      assertThat(warnings).as("the table is left alone for a moment").hasSize(1);

      now = now.plusSeconds(60);
      assertThat(box.numbers(null, warnings::add).site()).isEqualTo(known.site());
      assertThatExceptionOfType(SdkException.class).isThrownBy(() -> numbers(box, NEIGHBOUR));
    }
  }

  @Test
  void failsWhereTheTableNeverAnswered() {
    try (Tables lost = Tables.inMemory()) {
      lost.client().deleteTable(delete -> delete.tableName("Tallies"));

      assertThatExceptionOfType(SdkException.class).isThrownBy(() -> numbers(box(lost), null));
    }
  }

  private VisitBox box(Tables some) {
    Tallies tallies = new Tallies(some.client(), "Tallies", 1);
    return new VisitBox(tallies, new SiteDays(ZoneOffset.UTC), () -> now);
  }

  private static VisitBox.Numbers numbers(VisitBox box, @Nullable ArticleId article) {
    return box.numbers(
        article,
        failure -> {
          throw failure;
        });
  }

  private static void put(Tables some, Tally tally, String attribute, long amount) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(Tally.KEY, fromS(tally.key(0)));
    item.put(attribute, Attributes.number(amount));
    some.client().putItem(put -> put.tableName("Tallies").item(item));
  }
}
