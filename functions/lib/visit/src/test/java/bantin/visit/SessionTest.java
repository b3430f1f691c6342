package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SessionTest {
  /** Two numbers for each half hour suffice, on days of 23, 24 and 25 hours. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Asia/Ho_Chi_Minh", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe"})
  void countsAVisitAfterEachPauseOfHalfAnHour(String zone) {
    SiteDays days = new SiteDays(ZoneId.of(zone));
    Random random = new Random(zone.hashCode());
    for (String text :
        List.of("2026-11-23", "2026-03-29", "2026-10-25", "2026-10-04", "2028-02-29")) {
      LocalDate day = LocalDate.parse(text);
      long start = days.start(day).toEpochMilli();
      long length = days.start(day.plusDays(1)).toEpochMilli() - start;
      for (int round = 0; round < 300; round++) {
        List<Instant> views = new ArrayList<>();
        for (int i = random.nextInt(40); i >= 0; i--) {
          long at =
              random.nextBoolean() || views.isEmpty()
                  ? (long) (random.nextDouble() * length)
                  : views.get(views.size() - 1).toEpochMilli()
                      - start
                      + 1_799_999
                      + random.nextInt(3);
          views.add(Instant.ofEpochMilli(start + Math.min(at, length - 1)));
        }
        assertThat(session(days, day, views).visits()).isEqualTo(plainCount(views));
      }
    }
  }

  private static Session session(SiteDays days, LocalDate day, List<Instant> views) {
    SortedMap<Integer, Session.Stretch> stretches = new TreeMap<>();
    for (Instant view : views) {
      assertThat(days.of(view)).isEqualTo(day);
      stretches.merge(
          Session.halfHour(days, view),
          new Session.Stretch(view, view),
          (a, b) ->
              new Session.Stretch(
                  a.first().isBefore(b.first()) ? a.first() : b.first(),
                  a.last().isAfter(b.last()) ? a.last() : b.last()));
    }
    return new Session(day, "tab", views.get(0), stretches, Set.of(), Map.of());
  }

  private static int plainCount(List<Instant> views) {
    List<Instant> sorted = views.stream().sorted().toList();
    int visits = 1;
    for (int i = 1; i < sorted.size(); i++) {
      visits += sorted.get(i).isBefore(sorted.get(i - 1).plusSeconds(1800)) ? 0 : 1;
    }
    return visits;
  }

  /** All changes of an item together add as much as the last item alone. */
  @Test
  void addsUpChangesToTheItemsAmounts() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      Amounts added = new Amounts();
      Session before = null;
      for (int i = 0; i < 12; i++) {
        Session now = anySession(random);
        added.addAll(Fact.change(before, now));
        before = now;
      }
      assertThat(added).isEqualTo(before == null ? new Amounts() : before.amounts());
    }
  }

  private static Session anySession(Random random) {
    SortedMap<Integer, Session.Stretch> views = new TreeMap<>();
    Set<String> articles = new HashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Instant first = Instant.ofEpochSecond(1_795_370_400L + i * 1800L + random.nextInt(900));
      views.put(i, new Session.Stretch(first, first.plusSeconds(random.nextInt(900))));
      articles.add("art000000" + random.nextInt(9));
    }
    Map<String, Opinion> opinions = new HashMap<>();
    for (String article : articles) {
      if (random.nextBoolean()) {
        opinions.put(article, new Opinion(Instant.ofEpochSecond(1), random.nextBoolean()));
      }
    }
    Instant seen = Instant.ofEpochSecond(1_795_370_400L + random.nextInt(80_000));
    return new Session(LocalDate.parse("2026-11-23"), "tab", seen, views, articles, opinions);
  }

  @Test
  void refusesItemsThatAreNoFacts() {
    Map<String, AttributeValue> item = new HashMap<>();
    assertThatThrownBy(() -> Fact.of(item)).isInstanceOf(IllegalArgumentException.class);
    for (String key :
        List.of("", "2026-11-23", "2026-13-45#tab", "2026-11-23#dropped#why#1", "baseline")) {
      item.put("session", AttributeValue.fromS(key));
      item.put("seen", AttributeValue.fromN("1"));
      assertThatThrownBy(() -> Fact.of(item)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23, 1",
    "2026-11-29, 7",
    "2027-01-01, 5",
    "2027-01-03, 7",
    "2027-01-04, 1",
    "2028-02-29, 2",
  })
  void beginsWeeksOnMonday(LocalDate day, int days) {
    assertThat(SiteDays.weekUpTo(day)).hasSize(days).endsWith(day);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23, false",
    "2026-11-24, true",
    "2026-11-25, true",
  })
  void takesHitsOfTodayAndYesterday(LocalDate day, boolean open) {
    SiteDays days = new SiteDays(ZoneId.of("Asia/Ho_Chi_Minh"));
    Instant now = Instant.parse("2026-11-24T17:00:00Z");

    assertThat(Session.isOpen(days, day, now)).isEqualTo(open);
  }
}
