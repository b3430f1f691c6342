package bantin.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class FactTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-23");
  private static final Instant SEEN = Instant.parse("2026-11-23T03:00:00Z");
  private static final String TAB = "abcdefghijklmnopqrstuv";
  private static final SiteDays DAYS = new SiteDays(ZoneId.of("Asia/Ho_Chi_Minh"));

  private static Map<String, AttributeValue> session() {
    Map<String, AttributeValue> item = new HashMap<>(Session.key(DAY, TAB));
    item.put("seen", fromN(Long.toString(SEEN.toEpochMilli())));
    item.put("f20", fromN(Long.toString(SEEN.toEpochMilli())));
    item.put("l20", fromN(Long.toString(SEEN.toEpochMilli() + 60_000)));
    item.put("articles", fromSs(List.of("8v4k2m9q0z", "0000000001")));
    item.put("expires", fromN(Long.toString(Session.expires(DAYS, DAY).getEpochSecond())));
    return item;
  }

  @Test
  void readsASessionAsTheStreamAndAsAnArchiveGiveIt() {
    Fact fact = Fact.of(session());
    assertThat(Fact.read(ItemReader.of(session()))).isEqualTo(fact);
    assertThat(fact.day()).isEqualTo(DAY);
    Session session = (Session) fact;
    assertThat(session.id()).isEqualTo(TAB);
    assertThat(session.in(20)).isEqualTo(new Session.Stretch(SEEN, SEEN.plusSeconds(60)));
    assertThat(session.in(21)).isNull();
    assertThat(session.articles()).isEqualTo(Set.of("8v4k2m9q0z", "0000000001"));
    assertThat(session.visits()).isEqualTo(1);
  }

  @Test
  void addsASessionToItsTallies() {
    Map<Tally, Map<String, Long>> amounts = Fact.of(session()).amounts().byTally();
    assertThat(amounts)
        .containsEntry(Tally.SITE_ALL, Map.of("visits", 1L, "views", 2L))
        .containsEntry(Tally.siteDay(DAY), Map.of("visits", 1L, "views", 2L))
        .containsEntry(Tally.article("8v4k2m9q0z"), Map.of("views", 1L))
        .containsEntry(Tally.views(DAY, "8v4k2m9q0z"), Map.of("8v4k2m9q0z", 1L))
        .containsEntry(Online.tally(SEEN), Map.of(Online.step(SEEN), 1L))
        .hasSize(7);
  }

  @Test
  void countsTheLatestOpinionOfASession() {
    Map<String, AttributeValue> item = session();
    item.put("u8v4k2m9q0z", new Opinion(SEEN, true).number());
    Fact yes = Fact.read(ItemReader.of(item));
    assertThat(yes).isEqualTo(Fact.of(item));
    assertThat(((Session) yes).opinions()).isEqualTo(Map.of("8v4k2m9q0z", new Opinion(SEEN, true)));
    assertThat(yes.amounts().byTally())
        .containsEntry(Tally.opinions(DAY), Map.of("y8v4k2m9q0z", 1L));

    item.put("u8v4k2m9q0z", new Opinion(SEEN.plusMillis(1), false).number());
    assertThat(Fact.change(yes, Fact.of(item)).byTally())
        .isEqualTo(Map.of(Tally.opinions(DAY), Map.of("y8v4k2m9q0z", -1L, "n8v4k2m9q0z", 1L)));
    assertThat(Fact.change(Fact.of(session()), yes).byTally())
        .isEqualTo(Map.of(Tally.opinions(DAY), Map.of("y8v4k2m9q0z", 1L)));
  }

  @Test
  void takesALaterOpinionForTheReadersOwn() {
    Opinion no = new Opinion(SEEN, false);
    assertThat(new Opinion(SEEN.plusMillis(1), false).follows(new Opinion(SEEN, true))).isTrue();
    assertThat(no.follows(new Opinion(SEEN.plusMillis(1), true))).isFalse();
    assertThat(no.follows(no)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"u8v4k2m9q0z, -1", "u8v4k2m9q0z, 1000000000000001", "uzzzzzzzzzz, 1"})
  void refusesOpinionsThatNoPortalWrites(String attribute, String value) {
    Map<String, AttributeValue> item = session();
    item.put(attribute, fromN(value));
    assertThatThrownBy(() -> Fact.read(ItemReader.of(item))).isInstanceOf(BrokenItem.class);
  }

  @Test
  void countsASessionOnlineFromItsFirstViewOn() {
    Map<String, AttributeValue> beat = session();
    beat.keySet().removeAll(Set.of("f20", "l20", "articles"));
    Map<String, AttributeValue> view = new HashMap<>(beat);
    view.put("f20", beat.get("seen"));
    view.put("l20", beat.get("seen"));
    Map<String, AttributeValue> later = new HashMap<>(view);
    later.put("seen", fromN(Long.toString(SEEN.plusSeconds(240).toEpochMilli())));

    assertThat(Fact.of(beat).amounts().isEmpty()).isTrue();
    assertThat(Fact.change(Fact.of(beat), Fact.of(view)).byTally())
        .containsEntry(Online.tally(SEEN), Map.of(Online.step(SEEN), 1L));
    assertThat(Fact.change(Fact.of(view), Fact.of(later)).byTally())
        .isEqualTo(Map.of(Online.tally(SEEN), Map.of(Online.step(SEEN), -1L, "s24", 1L)));
  }

  @ParameterizedTest
  @EnumSource(DroppedHit.Reason.class)
  void addsADroppedHitToItsReason(DroppedHit.Reason reason) {
    Map<String, AttributeValue> item = DroppedHit.key(DAY, reason, "request-1");
    Fact fact = Fact.of(item);
    assertThat(fact).isEqualTo(new DroppedHit(DAY, reason));
    assertThat(fact.amounts().byTally())
        .isEqualTo(Map.of(Tally.dropped(DAY), Map.of(reason.word(), 1L)));
    assertThat(Fact.change(fact, fact).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "session, 2026-11-23#short",
    "session, 2026-13-23#abcdefghijklmnopqrstuv",
    "session, 2026-11-23#dropped#why#1",
    "session, 2026-11-23#dropped#bot#",
    "session, abcdefghijklmnopqrstuv",
    "imported, 1"
  })
  void refusesTextsThatNoPortalWrites(String attribute, String value) {
    Map<String, AttributeValue> item = session();
    item.put(attribute, attribute.equals("imported") ? fromN(value) : fromS(value));
    assertThatThrownBy(() -> Fact.read(ItemReader.of(item))).isInstanceOf(BrokenItem.class);
  }

  @ParameterizedTest
  @CsvSource({"seen, -99999999999999", "l20, 1", "expires, 1", "expires, 99999999999"})
  void refusesNumbersThatNoPortalWrites(String attribute, String value) {
    Map<String, AttributeValue> item = session();
    item.put(attribute, fromN(value));
    assertThatThrownBy(() -> Fact.read(ItemReader.of(item))).isInstanceOf(BrokenItem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seen", "f20", "l20", "expires"})
  void refusesASessionWithoutAnAttribute(String attribute) {
    Map<String, AttributeValue> item = session();
    item.remove(attribute);
    assertThatThrownBy(() -> Fact.read(ItemReader.of(item))).isInstanceOf(BrokenItem.class);
  }

  @Test
  void refusesArticlesThatNoSessionHolds() {
    Map<String, AttributeValue> item = session();
    item.put("articles", fromSs(List.of("draft")));
    assertThatThrownBy(() -> Fact.read(ItemReader.of(item))).isInstanceOf(BrokenItem.class);
    List<String> most =
        IntStream.range(0, Session.MAX_ARTICLES)
            .mapToObj(i -> String.format(Locale.ROOT, "%010d", i))
            .toList();
    item.put("articles", fromSs(most));
    assertThat(((Session) Fact.read(ItemReader.of(item))).articles()).hasSize(200);
    List<String> more = new ArrayList<>(most);
    more.add("zzzzzzzzzz");
    item.put("articles", fromSs(more));
    assertThatThrownBy(() -> Fact.read(ItemReader.of(item))).isInstanceOf(BrokenItem.class);
  }

  @Test
  void refusesAKeyOfADroppedHitThatIsTooLong() {
    String key = "2026-11-23#dropped#bot#" + "x".repeat(200);
    assertThatThrownBy(() -> Fact.read(ItemReader.of(Map.of("session", fromS(key)))))
        .isInstanceOf(BrokenItem.class);
  }

  @Test
  void keepsItemsUntilARecountIsOver() {
    assertThat(Session.expires(DAYS, DAY)).isEqualTo(Instant.parse("2026-11-26T17:00:00Z"));
    assertThat(DroppedHit.expires(SEEN)).isEqualTo(Instant.parse("2026-11-27T03:00:00Z"));
    assertThat(DroppedHit.expires(DAYS.start(DAY))).isEqualTo(Session.expires(DAYS, DAY));
  }

  @Test
  void allowsARecountOnceADayBeganAndUntilItsItemsExpire() {
    Instant start = DAYS.start(DAY);
    assertThat(Recount.isPossible(DAYS, DAY, start.minusMillis(1))).isFalse();
    assertThat(Recount.isPossible(DAYS, DAY, start)).isTrue();
    Instant end = Session.expires(DAYS, DAY);
    assertThat(Recount.isPossible(DAYS, DAY, end.minusMillis(1))).isTrue();
    assertThat(Recount.isPossible(DAYS, DAY, end)).isFalse();
  }

  @Test
  void settlesADay25HoursAfterItsLastLateHit() {
    Instant settles = Instant.parse("2026-11-25T18:00:00Z");
    assertThat(Recount.settles(DAYS, DAY)).isEqualTo(settles);
    assertThat(Recount.isSettled(DAYS, DAY, settles.minusMillis(1))).isFalse();
    assertThat(Recount.isSettled(DAYS, DAY, settles)).isTrue();
  }

  @Test
  void keepsAResultOfARecountAsAnItem() {
    Recount begun = Recount.begun(DAY, "run-1", "quan-tri", true, SEEN);
    assertThat(Recount.of(begun.item())).isEqualTo(begun);
    Recount finished =
        new Recount(
            DAY,
            "run-1",
            "quan-tri",
            true,
            SEEN,
            SEEN.plusSeconds(5),
            true,
            12,
            1,
            List.of(new Recount.Difference("site#all", "views", 3, 4)),
            true,
            "a note");
    assertThat(Recount.of(finished.item())).isEqualTo(finished);
    assertThat(Recount.of(Map.of())).isNull();
    assertThat(Recount.key(DAY))
        .isEqualTo(Map.of("day", fromS("2026-11-23"), "part", fromS("result")));
    assertThat(Recount.request(DAY, "run-1", "quan-tri", true, SEEN))
        .containsEntry("part", fromS("request"))
        .containsEntry("run", fromS("run-1"))
        .containsEntry("by", fromS("quan-tri"))
        .containsEntry("repair", AttributeValue.fromBool(true));
  }

  @Test
  void refusesAResultWithTooManyDifferences() {
    List<Recount.Difference> many =
        IntStream.rangeClosed(0, Recount.MAX_SHOWN)
            .mapToObj(i -> new Recount.Difference("site#all", "views", i, 0))
            .toList();
    Recount result =
        new Recount(DAY, "run-1", "a", false, SEEN, null, true, 1, 101, many, false, "");
    assertThatThrownBy(() -> Recount.of(result.item())).isInstanceOf(BrokenItem.class);
  }

  @ParameterizedTest
  @CsvSource({
    "abcdefghijklmnopqrstuv, true",
    "ABCDEFGHIJKLMNOPQRS_-9, true",
    "abcdefghijklmnopqrstu, false",
    "abcdefghijklmnopqrstuvw, false",
    "abcdefghijklmnopqrstu=, false"
  })
  void knowsSessionIds(String text, boolean id) {
    assertThat(Session.isId(text)).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "Asia/Ho_Chi_Minh, 2026-11-22T17:00:00Z, 0",
    "Asia/Ho_Chi_Minh, 2026-11-22T17:29:59.999Z, 0",
    "Asia/Ho_Chi_Minh, 2026-11-22T17:30:00Z, 1",
    "Asia/Ho_Chi_Minh, 2026-11-23T16:59:59Z, 47",
    "Europe/Berlin, 2026-10-25T22:59:59Z, 49"
  })
  void countsHalfHoursFromTheStartOfTheDay(String zone, Instant time, int halfHour) {
    assertThat(Session.halfHour(new SiteDays(ZoneId.of(zone)), time)).isEqualTo(halfHour);
  }
}
