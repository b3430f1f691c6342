package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HeadlineTest {
  private static final ArticleId ID = new ArticleId("8v4k2m9q0z");
  private static final Instant AT = Instant.parse("2026-11-24T03:00:00Z");
  private static final Cover COVER = new Cover("/photos/0/960.jpg", "Bản");

  @Test
  void takesTheWordsOfTheAddressFromTheTitleUnlessAnEditorChoseThem() {
    assertThat(headline("Hội làng", "").path()).isEqualTo("/tin-tuc/hoi-lang-8v4k2m9q0z");
    assertThat(headline("Hội làng", "ngay-hoi").path()).isEqualTo("/tin-tuc/ngay-hoi-8v4k2m9q0z");
    assertThat(headline("!", "").path()).isEqualTo("/tin-tuc/8v4k2m9q0z");
  }

  @Test
  void encodesLettersOfOtherScriptsInItsAddress() {
    assertThat(headline("田", "").path()).isEqualTo("/tin-tuc/田-8v4k2m9q0z");
    assertThat(headline("田", "").url()).isEqualTo("/tin-tuc/%E7%94%B0-8v4k2m9q0z");
  }

  @Test
  void findsTheIdAtTheEndOfAnAddress() {
    assertThat(ArticleId.ofAddress("hoi-lang-8v4k2m9q0z")).isEqualTo(ID);
    assertThat(ArticleId.ofAddress("8v4k2m9q0z")).isEqualTo(ID);
    assertThat(ArticleId.ofAddress("hoi-lang")).isNull();
  }

  @Test
  void endsAtTheEarlierOfTwoTimes() {
    Headline lasting = headline("Hội", "ngay-hoi");
    Headline ending = lasting.endingBy(AT.plusSeconds(10));

    assertThat(until(ending)).isEqualTo(AT.plusSeconds(10));
    assertThat(until(ending.endingBy(AT.plusSeconds(20)))).isEqualTo(AT.plusSeconds(10));
    assertThat(until(ending.endingBy(AT.plusSeconds(5)))).isEqualTo(AT.plusSeconds(5));
    assertThat(ending.path()).isEqualTo(lasting.path());
  }

  @Test
  void countsOnlyAChangeAfterThePublicationAsOne() {
    Headline headline = headline("Hội", "");
    Headline updated = headline.updated(AT.plusMillis(1));

    assertThat(headline.updatedAt()).isEqualTo(AT);
    assertThat(headline.updated(AT.minusSeconds(60))).isEqualTo(headline);
    assertThat(updated.updatedAt()).isEqualTo(AT.plusMillis(1));
    assertThat(updated.endingBy(AT.plusSeconds(10)).updatedAt()).isEqualTo(AT.plusMillis(1));
    assertThat(updated.unchanged()).isEqualTo(headline);
    assertThat(new Article(headline, "", null, AT.plusMillis(1)).headline()).isEqualTo(updated);
  }

  @Test
  void lendsItsTitleAndLeadToACardWithoutThem() {
    Headline headline = headline("Hội làng", "");

    assertThat(Card.NONE.titleOf(headline)).isEqualTo("Hội làng");
    assertThat(Card.NONE.descriptionOf(headline)).isEqualTo("Vui.");
    Card card = new Card("Thẻ", "Mô tả");
    assertThat(card.titleOf(headline)).isEqualTo("Thẻ");
    assertThat(card.descriptionOf(headline)).isEqualTo("Mô tả");
  }

  @Test
  void listsEveryPublicFieldAsJson() {
    Article article = new Article(headline("Hội làng", ""), "<p>A</p>", "Báo khác", AT);

    assertThat(ArticleJson.of(article).toString())
        .isEqualTo(
            "{\"id\":\"8v4k2m9q0z\",\"url\":\"/tin-tuc/hoi-lang-8v4k2m9q0z\","
                + "\"title\":\"Hội làng\",\"lead\":\"Vui.\",\"section\":\"tin-tuc\","
                + "\"authors\":[\"Lù A Sử\"],\"tags\":[\"Lễ hội\"],"
                + "\"cover\":{\"url\":\"/photos/0/960.jpg\",\"alt\":\"Bản\"},"
                + "\"publishedAt\":\"2026-11-24T03:00:00.000Z\",\"body\":\"<p>A</p>\","
                + "\"source\":\"Báo khác\",\"updatedAt\":\"2026-11-24T03:00:00.000Z\"}");
    assertThat(ArticleJson.of(SampleArticle.article()).path("source").asText())
        .isEqualTo("https://example.org/");
  }

  @Test
  void namesNoCoverInJsonWhereThereIsNone() {
    assertThat(ArticleJson.of(headline("Hội làng", "", null)).path("cover").isNull()).isTrue();
  }

  @Test
  void offersWebpOnlyForPhotosThatHaveAllRenditions() {
    assertThat(new Cover("u", "", "/p/480.jpg 480w, /p/720.jpg 720w").webpSrcset())
        .isEqualTo("/p/480.webp 480w, /p/720.webp 720w");
    assertThat(new Cover("u", "", "/p/320.jpg 300w").webpSrcset()).isEqualTo("/p/320.webp 300w");
    assertThat(new Cover("u", "", "/p/480.jpg 480w, /p/960.jpg 960w").webpSrcset()).isEmpty();
  }

  private static @Nullable Instant until(Headline headline) {
    return headline.publication().until();
  }

  private static Headline headline(String title, String slug) {
    return headline(title, slug, COVER);
  }

  private static Headline headline(String title, String slug, @Nullable Cover cover) {
    return new Headline(
        ID,
        title,
        "Vui.",
        "tin-tuc",
        List.of("Lù A Sử"),
        List.of("Lễ hội"),
        cover,
        new Publication(AT, null),
        slug);
  }
}
