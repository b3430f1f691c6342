package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.ArticleId;
import bantin.visit.VisitBox.Numbers;
import bantin.visit.VisitBox.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that already hold the visit of the reader who asks for them. */
final class NumbersTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-25");
  private static final Instant NOW = Instant.parse("2026-11-25T05:00:00Z");
  private static final ArticleId ARTICLE = new ArticleId("8v4k2m9q0z");
  private static final ArticleId NEIGHBOUR = new ArticleId("0123456789");
  private static final Site SITE = new Site(10, 20, 30, 40);

  @Test
  void addANewVisitAndItsView() {
    Session visit = viewing(NOW, ARTICLE);

    assertThat(new Numbers(SITE, 7L).plus(null, visit, ARTICLE))
        .isEqualTo(new Numbers(new Site(11, 21, 31, 41), 8L));
  }

  @Test
  void addNothingForAVisitAndAViewAlreadyCounted() {
    Session visit = viewing(NOW, ARTICLE);

    assertThat(new Numbers(SITE, 7L).plus(visit, visit, ARTICLE)).isEqualTo(new Numbers(SITE, 7L));
  }

  @ParameterizedTest
  @CsvSource({"299, 10", "300, 10", "301, 11"})
  void addAReaderOnlineAgainAfterFiveMinutes(long seconds, long online) {
    Session before = viewing(NOW.minusSeconds(seconds));
    Session after = new Session(DAY, "tab", NOW, before.views(), Set.of(), Map.of());

    assertThat(new Numbers(SITE, null).plus(before, after, null).site())
        .isEqualTo(new Site(online, 20, 30, 40));
  }

  @Test
  void addAReaderOnlineAtTheFirstView() {
    Session beats = new Session(DAY, "tab", NOW, new TreeMap<>(), Set.of(), Map.of());

    assertThat(new Numbers(SITE, null).plus(null, beats, null)).isEqualTo(new Numbers(SITE, null));
    assertThat(new Numbers(SITE, null).plus(beats, viewing(NOW), null).site().online())
        .isEqualTo(11);
  }

  @Test
  void showAtLeastTheReadersOwnVisit() {
    Session visit = viewing(NOW, ARTICLE);

    assertThat(new Numbers(new Site(0, 0, 0, 0), 0L).plus(visit, visit, ARTICLE))
        .isEqualTo(new Numbers(new Site(1, 1, 1, 1), 1L));
  }

  @Test
  void showNoReaderOnlineForBeatsAlone() {
    Session beats = new Session(DAY, "tab", NOW, new TreeMap<>(), Set.of(), Map.of());

    assertThat(new Numbers(new Site(0, 0, 0, 0), 0L).plus(beats, beats, ARTICLE))
        .isEqualTo(new Numbers(new Site(0, 0, 0, 0), 0L));
  }

  @Test
  void leaveTheViewsOfOtherArticlesAlone() {
    Session visit = viewing(NOW, NEIGHBOUR);

    assertThat(new Numbers(SITE, 0L).plus(null, visit, ARTICLE).views()).isZero();
    assertThat(new Numbers(SITE, 7L).plus(null, visit, null).views()).isEqualTo(7);
    assertThat(new Numbers(SITE, null).plus(null, visit, NEIGHBOUR).views()).isNull();
  }

  @Test
  void haveTheNamesOfTheAnswer() {
    assertThat(new Numbers(SITE, null).byName())
        .containsExactly(
            Map.entry("online", 10L),
            Map.entry("today", 20L),
            Map.entry("week", 30L),
            Map.entry("all", 40L));
    assertThat(new Numbers(SITE, 7L).byName()).hasSize(5).containsEntry("views", 7L);
  }

  /** Session with one view of a page. */
  private static Session viewing(Instant seen, ArticleId... articles) {
    TreeMap<Integer, Session.Stretch> views = new TreeMap<>();
    views.put(10, new Session.Stretch(seen, seen));
    Set<String> opened = Stream.of(articles).map(ArticleId::value).collect(Collectors.toSet());
    return new Session(DAY, "tab", seen, views, opened, Map.of());
  }
}
