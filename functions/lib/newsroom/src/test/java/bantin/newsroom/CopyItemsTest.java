package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.Publication;
import bantin.item.Attributes;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class CopyItemsTest {
  private static final Publication WHOLE = new Publication(Samples.NOW, Samples.after(7200));
  private static final WorkingCopy DRAFT = Samples.draft();
  private static final WorkingCopy PUBLIC = DRAFT.published(WHOLE, "minh", Samples.NOW);
  private static final SortedMap<String, String> PHOTOS =
      new TreeMap<>(Map.of("0123456789abcdefghjk", "content"));

  static List<WorkingCopy> copies() {
    WorkingCopy endless = DRAFT.published(Samples.from(Samples.NOW), "minh", Samples.NOW);
    Publication later = Samples.from(Samples.after(3600));
    return List.of(
        DRAFT,
        DRAFT.submitted("minh", Samples.after(1)),
        PUBLIC,
        PUBLIC.scheduled(later, Samples.standing(PUBLIC), "minh", Samples.after(1)),
        endless.scheduled(later, Samples.standing(endless), "minh", Samples.after(1)),
        endless,
        PUBLIC.withdrawn("Tin sai.", "minh", Samples.after(1)),
        DRAFT.deleted("minh", Samples.after(1)));
  }

  @ParameterizedTest
  @MethodSource("copies")
  void readsACopyAsItWasWritten(WorkingCopy copy) {
    Map<String, AttributeValue> item = CopyItems.item(copy);
    assertThat(CopyItems.copy(item)).usingRecursiveComparison().isEqualTo(copy);
    assertThat(CopyItems.readCopy(ItemReader.of(item))).usingRecursiveComparison().isEqualTo(copy);
  }

  @Test
  void writesOnlyWhatACopyHas() {
    assertThat(CopyItems.item(DRAFT))
        .containsAllEntriesOf(NewsroomKeys.copy(Samples.ID))
        .containsEntry("state", fromS("draft"))
        .containsEntry("savedAt", fromS("2026-11-23T03:00:00.000Z"))
        .containsEntry("listed", fromL(List.of()))
        .doesNotContainKeys(
            "publishedAt", "until", "standingAt", "standingUntil", "firstAt", "expires");
  }

  @Test
  void letsDeletedCopiesExpireAfterThirtyDays() {
    Map<String, AttributeValue> item = CopyItems.item(DRAFT.deleted("minh", Samples.NOW));
    assertThat(item)
        .containsEntry("expires", Attributes.seconds(Samples.after(30 * 86_400)))
        .containsEntry("state", fromS("trash"));
  }

  @Test
  void readsACopyOfTheIndexWithoutItsTexts() {
    Map<String, AttributeValue> item = CopyItems.item(DRAFT);
    item.keySet().removeAll(List.of("lead", "body", "notice", "source", "listed"));
    WorkingCopy copy = CopyItems.copy(item);
    assertThat(copy.manuscript().title()).isEqualTo("Mùa lúa chín");
    assertThat(copy.manuscript().lead()).isEmpty();
    assertThat(copy.manuscript().body().isEmpty()).isTrue();
    assertThat(copy.listed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "article, short",
    "state, scheduled",
    "savedAt, 2026-11-23T03:00:00Z",
    "savedAt, yesterday",
    "publishedAt, yesterday",
    "until, yesterday",
    "firstAt, yesterday",
    "standingAt, yesterday",
    "slug, Mùa lúa"
  })
  void refusesACopyWithATextThatNoPortalWrites(String attribute, String value) {
    refusesCopy(attribute, item -> item.put(attribute, fromS(value)));
  }

  @ParameterizedTest
  @CsvSource({
    "version, 0",
    "version, 100000000",
    "publishedVersion, -1",
    "publishedVersion, 3",
    "standingVersion, 0"
  })
  void refusesACopyWithANumberThatNoPortalWrites(String attribute, long value) {
    refusesCopy(
        attribute,
        item -> {
          item.put("standingAt", fromS("2026-11-23T03:00:00.000Z"));
          item.put("standingVersion", Attributes.number(1));
          item.put(attribute, Attributes.number(value));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"article", "version", "state", "savedAt"})
  void refusesACopyWithoutWhatEveryCopyHas(String attribute) {
    refusesCopy(attribute, item -> item.remove(attribute));
  }

  @Test
  void refusesAnEntryOfAnotherArticle() {
    String text = "2026-11-23T03:00:00.000Z 0000000001 all";
    refusesCopy("listed", item -> item.put("listed", Attributes.texts(List.of(text))));
  }

  @Test
  void refusesADeletedCopyThatNeverExpires() {
    Map<String, AttributeValue> item = CopyItems.item(DRAFT.deleted("minh", Samples.NOW));
    item.remove("expires");
    assertBroken("expires", () -> CopyItems.readCopy(ItemReader.of(item)));
  }

  @Test
  void takesTheGreatestVersion() {
    Map<String, AttributeValue> item = CopyItems.item(PUBLIC);
    item.put("version", Attributes.number(99_999_999));
    item.put("publishedVersion", Attributes.number(99_999_999));
    assertThat(CopyItems.readCopy(ItemReader.of(item)).publishedVersion()).isEqualTo(99_999_999);
  }

  @Test
  void readsARevisionAsItWasWritten() {
    Revision revision =
        new Revision(
            2, 1, "published", "minh", Samples.NOW, PUBLIC.manuscript(), new TreeMap<>(PHOTOS));
    Map<String, AttributeValue> item = revision(PHOTOS);
    assertThat(CopyItems.revision(item)).usingRecursiveComparison().isEqualTo(revision);
    assertThat(CopyItems.readRevision(ItemReader.of(item)))
        .usingRecursiveComparison()
        .isEqualTo(revision);
    assertThat(item)
        .containsAllEntriesOf(NewsroomKeys.revision(Samples.ID, 2))
        .containsEntry("createdBy", fromS("lan"))
        .doesNotContainKey("state");
  }

  @Test
  void writesNoPhotosOfARevisionWithoutAny() {
    Map<String, AttributeValue> item = revision(new TreeMap<>());
    assertThat(item).doesNotContainKey("photos");
    assertThat(CopyItems.revision(item).photos()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "article, short, article",
    "part, revision#00000003, version",
    "part, copy, version",
    "action, scribbled, action",
    "savedAt, yesterday, savedAt"
  })
  void refusesARevisionWithATextThatNoPortalWrites(String attribute, String value, String fault) {
    Map<String, AttributeValue> item = revision(PHOTOS);
    item.put(attribute, fromS(value));
    assertBroken(fault, () -> CopyItems.readRevision(ItemReader.of(item)));
  }

  @ParameterizedTest
  @CsvSource({"version, 0", "version, 100000000", "from, -1", "from, 3", "createdBy, 1"})
  void refusesARevisionWithANumberThatNoPortalWrites(String attribute, long value) {
    Map<String, AttributeValue> item = revision(PHOTOS);
    item.put(attribute, Attributes.number(value));
    assertBroken(attribute, () -> CopyItems.readRevision(ItemReader.of(item)));
  }

  @Test
  void readsABylineUnderItsOwnKeyOnly() {
    assertThat(CopyItems.readByline(byline("Lan Anh", "lan-anh"))).isEqualTo("Lan Anh");
    assertBroken("name", () -> CopyItems.readByline(byline("Lan Anh", "minh")));
    assertBroken("name", () -> CopyItems.readByline(byline("…", "")));
  }

  private static ItemReader byline(String name, String part) {
    return ItemReader.of(Map.of("name", fromS(name), "part", fromS(part)));
  }

  private static Map<String, AttributeValue> revision(SortedMap<String, String> photos) {
    return CopyItems.revision(PUBLIC, Action.PUBLISHED, 1, photos);
  }

  private static void refusesCopy(String attribute, Consumer<Map<String, AttributeValue>> spoil) {
    Map<String, AttributeValue> item = new HashMap<>(CopyItems.item(PUBLIC));
    spoil.accept(item);
    assertBroken(attribute, () -> CopyItems.readCopy(ItemReader.of(item)));
  }

  private static void assertBroken(String attribute, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            BrokenItem.class, e -> assertThat(e.attribute()).isEqualTo(attribute));
  }
}
