package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ArticleItemsTest {
  private static final ArticleId ID = new ArticleId("8v4k2m9q0z");
  private static final Instant AT = Instant.parse("2026-11-24T03:00:00Z");
  private static final Instant END = AT.plusSeconds(3600);

  @Test
  void readsAnArticleAsItWasWritten() {
    Article full = article(headline(END));
    Headline plain =
        new Headline(
            ID, "!!!", "", "tin-tuc", List.of(), List.of(), null, new Publication(AT, null));
    Article least = new Article(plain, "", null, AT);

    assertThat(read(ArticleItems.article(full))).isEqualTo(new Lookup.Found(full));
    assertThat(read(ArticleItems.article(least))).isEqualTo(new Lookup.Found(least));
    assertThat(ArticleItems.article(least)).doesNotContainKeys("slug", "cardTitle", "cover");
  }

  @Test
  void tellsArticlesAndPreviewsByTheirKeys() {
    String article = list(ArticleItems.key(ID));
    String preview = list(ArticleItems.previewKey("token"));

    assertThat(ArticleItems.isArticle(article)).isTrue();
    assertThat(ArticleItems.isArticle(preview)).isFalse();
    assertThat(ArticleItems.isPreview(preview)).isTrue();
    assertThat(ArticleItems.isPreview(article)).isFalse();
  }

  @Test
  void keepsTheNextVersionBesideThePublicOne() {
    Article article = article(headline(null));
    Map<String, AttributeValue> next = ArticleItems.next(article);

    assertThat(next).containsAllEntriesOf(ArticleItems.nextKey(ID)).containsKey("body");
    assertThat(list(next)).isEqualTo(list(ArticleItems.key(ID)));
    assertThat(ArticleItems.isNext(ItemReader.of(next))).isTrue();
    assertThat(ArticleItems.isNext(ItemReader.of(ArticleItems.article(article)))).isFalse();
    assertThat(read(next)).isEqualTo(new Lookup.Found(article));
  }

  @Test
  void replacesAnArticleAtTheTimeOfItsNextVersion() {
    Map<String, AttributeValue> item = ArticleItems.article(article(headline(null)));
    Map<String, AttributeValue> until = ArticleItems.until(item, END);

    assertThat(ArticleItems.isReplaced(until, END.minusMillis(1))).isFalse();
    assertThat(ArticleItems.isReplaced(until, END)).isTrue();
    assertThat(ArticleItems.nextAt(ItemReader.of(until))).isEqualTo(END);
    assertThat(read(until)).isInstanceOf(Lookup.Found.class);
    assertThat(ArticleItems.forGood(until)).isEqualTo(item);
    assertThat(ArticleItems.isReplaced(item, END)).isFalse();
    assertThat(ArticleItems.nextAt(ItemReader.of(item))).isNull();
    assertThat(ArticleItems.isReplaced(Map.of("nextAt", fromN("1")), END)).isFalse();
  }

  @Test
  void showsAPreviewUntilItExpires() {
    Article article = article(headline(null));
    Map<String, AttributeValue> item = ArticleItems.preview("token", article, END);

    assertThat(item).containsAllEntriesOf(ArticleItems.previewKey("token"));
    assertThat(list(item)).isEqualTo("preview#token");
    assertThat(ArticleItems.preview(item, END.minusSeconds(1)))
        .isEqualTo(new Lookup.Found(article));
    assertThat(ArticleItems.preview(item, END)).isEqualTo(new Lookup.Missing());
    item.remove("expires");
    assertThat(ArticleItems.preview(item, AT)).isEqualTo(new Lookup.Missing());
  }

  @Test
  void listsArticlesBySectionTagsAndAuthorsAndPagesAlone() {
    assertThat(ArticleItems.lists(headline(null)))
        .containsExactly(
            ListName.ALL,
            ListName.section("tin-tuc"),
            ListName.tag("Đời sống"),
            ListName.author("Lù A Sử"));
    Headline page =
        new Headline(
            ID,
            "Liên hệ",
            "",
            Section.PAGES,
            List.of("Lù A Sử"),
            List.of("Đời sống"),
            null,
            new Publication(AT, null));
    assertThat(ArticleItems.lists(page)).containsExactly(ListName.PAGES);
  }

  @Test
  void readsEntriesOfTheListsThatHoldTheArticle() {
    for (Headline headline : List.of(headline(null), headline(END))) {
      for (ListName list : ArticleItems.lists(headline)) {
        Map<String, AttributeValue> entry = ArticleItems.entry(list, headline);
        assertThat(ArticleItems.readEntry(ItemReader.of(entry))).isEqualTo(headline);
      }
    }
  }

  @Test
  void tellsTheLastChangeInEntriesOfChangedArticlesAlone() {
    Headline published = headline(null);
    Map<String, AttributeValue> entry = ArticleItems.entry(ListName.ALL, published);
    Map<String, AttributeValue> changed =
        ArticleItems.entry(ListName.ALL, published.updated(AT.plusMillis(1)));

    assertThat(entry).doesNotContainKey("updatedAt");
    assertThat(changed).containsEntry("updatedAt", fromS("2026-11-24T03:00:00.001Z"));
    assertThat(ArticleItems.readEntry(ItemReader.of(changed)).updatedAt())
        .isEqualTo(AT.plusMillis(1));
    changed.remove("updatedAt");
    assertThat(changed).isEqualTo(entry);
  }

  @Test
  void removesEntriesOneSecondAfterTheirEnd() {
    assertThat(ArticleItems.entry(ListName.ALL, headline(END)))
        .containsEntry("expires", fromN(Long.toString(END.getEpochSecond() + 1)));
    assertThat(ArticleItems.entry(ListName.ALL, headline(null))).doesNotContainKey("expires");
  }

  @ParameterizedTest
  @CsvSource({
    "list, section#thong-bao, list: the article does not belong into this list",
    "at, 2026-11-24T03:00:00.000Z#0000000000, at: the article does not belong at this place",
    "updatedAt, 2026-11-24T03:30:00Z, updatedAt: times are written as 2026-11-24T03:00:00.000Z",
    "publishedAt, 2026-11-24T03:00:00Z, publishedAt: times are written as 2026-11-24T03:00:00.000Z",
    "until, 2026-11-24T04:00:00Z, until: times are written as 2026-11-24T03:00:00.000Z"
  })
  void refusesEntriesThatDoNotMatchTheirHeadline(String name, String value, String why) {
    Map<String, AttributeValue> entry = ArticleItems.entry(ListName.ALL, headline(END));
    entry.put(name, fromS(value));

    assertThatExceptionOfType(BrokenItem.class)
        .isThrownBy(() -> ArticleItems.readEntry(ItemReader.of(entry)))
        .withMessage(why);
  }

  @Test
  void refusesEntriesThatExpireAtAnotherTimeThanTheirEnd() {
    Map<String, AttributeValue> lasting = ArticleItems.entry(ListName.ALL, headline(null));
    lasting.put("expires", fromN("1"));
    Map<String, AttributeValue> ending = ArticleItems.entry(ListName.ALL, headline(END));
    ending.put("expires", fromN(Long.toString(END.getEpochSecond() + 2)));

    for (Map<String, AttributeValue> entry : List.of(lasting, ending)) {
      assertThatExceptionOfType(BrokenItem.class)
          .isThrownBy(() -> ArticleItems.readEntry(ItemReader.of(entry)))
          .returns("expires", BrokenItem::attribute);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "list, all",
    "list, article#x",
    "at, previous",
    "id, x",
    "id, 0123456789",
    "publishedAt, 2026-11-24T03:00:00Z",
    "until, 2026-11-24T04:00:00Z",
    "nextAt, 2026-11-24T03:30:00Z",
    "section, Tin tức",
    "slug, Hội làng"
  })
  void refusesItemsThatAreNoArticle(String name, String value) {
    Map<String, AttributeValue> item = ArticleItems.article(article(headline(END)));
    item.put(name, fromS(value));

    assertThatExceptionOfType(BrokenItem.class).isThrownBy(() -> read(item));
  }

  @Test
  void refusesACoverWhoseFocalPointIsNone() {
    Map<String, AttributeValue> item = ArticleItems.article(article(headline(END)));
    item.put("cover", fromM(Map.of("focus", fromS("left-35 top-70"))));

    assertThatExceptionOfType(BrokenItem.class)
        .isThrownBy(() -> read(item))
        .withMessage("cover: its focal point is none");
  }

  @Test
  void tellsReadersWhyAnArticleIsGone() {
    Lookup.Gone gone = new Lookup.Gone("Bài đã được gỡ.", END);
    Map<String, AttributeValue> item = ArticleItems.gone(ID, gone);

    assertThat(item).containsAllEntriesOf(ArticleItems.key(ID));
    assertThat(read(item)).isEqualTo(gone);
    assertThat(ArticleItems.lookup(item, END)).isEqualTo(gone);
  }

  @Test
  void looksUpAnArticleByTheTime() {
    Article article = article(headline(END));
    Map<String, AttributeValue> item = ArticleItems.article(article);
    Map<String, AttributeValue> lasting = ArticleItems.article(article(headline(null)));

    assertThat(ArticleItems.lookup(Map.of(), AT)).isEqualTo(new Lookup.Missing());
    assertThat(ArticleItems.lookup(item, AT.minusMillis(1))).isEqualTo(new Lookup.Missing());
    assertThat(ArticleItems.lookup(lasting, AT.minusMillis(1))).isEqualTo(new Lookup.Missing());
    assertThat(ArticleItems.lookup(item, AT)).isEqualTo(new Lookup.Found(article));
    assertThat(ArticleItems.lookup(item, END)).isEqualTo(new Lookup.Gone("", END));
  }

  private static Lookup read(Map<String, AttributeValue> item) {
    return ArticleItems.read(ItemReader.of(item));
  }

  private static String list(Map<String, AttributeValue> item) {
    return ItemReader.of(item).text(ArticleItems.LIST);
  }

  private static Headline headline(@Nullable Instant until) {
    return new Headline(
        ID,
        "Hội làng",
        "Vui lắm.",
        "tin-tuc",
        List.of("Lù A Sử"),
        List.of("Đời sống"),
        new Cover("/photos/0/720.jpg", "Bản", "/photos/0/480.jpg 480w", "left-30 top-70"),
        new Publication(AT, until),
        "ngay-hoi");
  }

  private static Article article(Headline headline) {
    return new Article(headline, "<p>Vui.</p>", "Báo khác", AT, new Card("Thẻ", "Mô tả"));
  }
}
