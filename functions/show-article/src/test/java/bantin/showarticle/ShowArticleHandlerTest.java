package bantin.showarticle;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Article;
import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.Headline;
import bantin.article.Lookup;
import bantin.article.Publication;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Meter;
import bantin.engines.Tables;
import bantin.visit.HitToken;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ShowArticleHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static Tables tables;

  private Meter meter;
  private ShowArticleHandler handler;

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
    meter = new Meter(tables.client("ShowArticleFunction"));
    handler = handler(meter.client());
  }

  private static ShowArticleHandler handler(DynamoDbClient db) {
    return new ShowArticleHandler(
        db,
        tables.name("Articles"),
        "Bản Tin",
        ZoneId.of("Asia/Ho_Chi_Minh"),
        new HitToken("a secret of these tests"),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Client that calls the hook with the name of each request before the request. */
  private static DynamoDbClient intercepted(Consumer<String> hook) {
    DynamoDbClient client = tables.client("ShowArticleFunction");
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            ShowArticleHandlerTest.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              if (method.isDefault() && arguments != null && arguments[0] instanceof Consumer<?>) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
              }
              hook.accept(method.getName());
              return method.invoke(client, arguments);
            });
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsAnOrdinaryArticleWithOneUnitAtMost() {
    Headline headline = publish("Đường về bản", "<p>" + "chữ ".repeat(1000) + "</p>", NOW, null);
    assertThat(json(headline).status()).isEqualTo(200);
    assertThat(meter.take())
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.operation()).isEqualTo("getItem");
              assertThat(reading.units()).isLessThanOrEqualTo(1.0);
            });
  }

  @Test
  void readsOneQueryMoreForThePage() {
    Headline headline = publish("Đường về bản", "<p>b</p>", NOW, null);
    page(headline.section(), headline.lastPart());
    meter.take();
    assertThat(page(headline.section(), headline.lastPart()).status()).isEqualTo(200);
    assertThat(meter.take())
        .extracting(Meter.Reading::operation)
        .containsExactlyInAnyOrder("getItem", "query");
  }

  @Test
  void readsTheArticleWhileTheQueryRuns() {
    Headline headline = publish("Đường về bản", "<p>b</p>", NOW, null);
    CountDownLatch queried = new CountDownLatch(1);
    DynamoDbClient db =
        intercepted(
            method -> {
              if (method.equals("query")) {
                queried.countDown();
              } else if (method.equals("getItem") && !await(queried)) {
                throw new IllegalStateException("The query waits for the article");
              }
            });
    Call call = Call.to("GET /{section}/{article}").path("section", "tin-tuc");
    assertThat(call.path("article", headline.lastPart()).of(handler(db)).status()).isEqualTo(200);
  }

  @Test
  void showsThePageWithoutRelatedArticlesIfTheirQueryFails() {
    publish("Bài khác", "<p>b</p>", NOW, null);
    Headline headline = publish("Đường về bản", "<p>b</p>", NOW, null);
    DynamoDbClient db =
        intercepted(
            method -> {
              if (method.equals("query")) {
                throw SdkClientException.create("The table hangs");
              }
            });
    Call call = Call.to("GET /{section}/{article}").path("section", "tin-tuc");
    Answer answer = call.path("article", headline.lastPart()).of(handler(db));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("Đường về bản").doesNotContain("Bài khác");
    assertThat(String.join("", answer.log())).contains("The table hangs");
  }

  @Test
  void givesProgramsTheBody() {
    Headline headline = publish("Một", "<p>Thân bài.</p>", NOW, null);
    assertThat(json(headline).body())
        .contains(
            "\"body\":\"<p>Thân bài.</p>\",\"source\":null,"
                + "\"updatedAt\":\"2026-11-23T03:00:00.000Z\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ten-cu-", "", "duong-ve-ban"})
  void redirectsFromAnotherSlug(String slug) {
    Headline headline = publish("Đường về bản", "<p>b</p>", NOW, null);
    String part =
        slug.equals("duong-ve-ban") ? "Duong-ve-ban-" + headline.id() : slug + headline.id();
    Answer answer = page("tin-tuc", part);
    assertThat(answer.status()).isEqualTo(301);
    assertThat(answer.header("Location")).isEqualTo("/tin-tuc/duong-ve-ban-" + headline.id());
  }

  @Test
  void givesAnArticleTheAddressThatAnEditorChose() {
    Headline headline = headline("Đường về bản", NOW, null, List.of(), "xe-toi-ban");
    put(ArticleItems.article(new Article(headline, "<p>b</p>", null, NOW)));
    assertThat(page("tin-tuc", "xe-toi-ban-" + headline.id()).status()).isEqualTo(200);
    Answer former = page("tin-tuc", "duong-ve-ban-" + headline.id());
    assertThat(former.status()).isEqualTo(301);
    assertThat(former.header("Location")).isEqualTo("/tin-tuc/xe-toi-ban-" + headline.id());
  }

  @Test
  void letsInPlayersOnPagesWithVideosAlone() {
    Headline plain = publish("Chữ", "<p>data-video=</p>", NOW, null);
    String figure = "<figure data-video=\"https://player.vimeo.com/video/1?dnt=1\"></figure>";
    Headline video = publish("Phim", figure, NOW, null);
    assertThat(page("tin-tuc", plain.lastPart()).header("Content-Security-Policy"))
        .doesNotContain("frame-src");
    assertThat(page("tin-tuc", video.lastPart()).header("Content-Security-Policy"))
        .endsWith("; frame-src https://www.youtube-nocookie.com https://player.vimeo.com");
  }

  @Test
  void letsInPlayersOnPreviewsWithVideos() {
    String figure = "<figure data-video=\"https://player.vimeo.com/video/1?dnt=1\"></figure>";
    Article article = new Article(headline("Phim", NOW, null, List.of(), ""), figure, null, NOW);
    String token = "0123456789abcdefghijkl";
    put(ArticleItems.preview(token, article, NOW.plusSeconds(60)));
    Answer answer = Call.to("GET /preview/{token}").path("token", token).of(handler);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Security-Policy"))
        .endsWith("; frame-src https://www.youtube-nocookie.com https://player.vimeo.com");
  }

  @Test
  void loadsTheScriptThatEnlargesPhotosOnPagesWithPhotosAlone() {
    Headline plain = publish("Chữ", "<p>&lt;img&gt;</p>", NOW, null);
    Headline photo = publish("Ảnh", "<img src=\"/photos/a/720.jpg\" alt=\"Chợ\">", NOW, null);
    assertThat(page("tin-tuc", plain.lastPart()).body())
        .doesNotContain("/assets/photos.", "data-enlarge");
    assertThat(page("tin-tuc", photo.lastPart()).body())
        .contains("/assets/photos.", "data-enlarge=\"Xem ảnh lớn\"", "data-close=\"Đóng\"");
  }

  @Test
  void redirectsFromAnotherSection() {
    Headline headline = publish("Một", "<p>b</p>", NOW, null);
    assertThat(page("thong-bao", headline.lastPart()).header("Location"))
        .isEqualTo("/tin-tuc/mot-" + headline.id());
  }

  @Test
  void redirectsToAnEncodedAddressInAnotherScript() {
    Headline headline = publish("田中", "<p>b</p>", NOW, null);
    assertThat(page("tin-tuc", headline.lastPart()).status()).isEqualTo(200);
    assertThat(page("tin-tuc", headline.id().value()).header("Location"))
        .isEqualTo("/tin-tuc/%E7%94%B0%E4%B8%AD-" + headline.id());
  }

  @Test
  void hidesArticlesBeforeTheirPublication() {
    Headline headline = publish("Mai này", "<p>b</p>", NOW.plusMillis(1), null);
    assertThat(page("tin-tuc", headline.lastPart()).status()).isEqualTo(404);
    assertThat(json(headline).status()).isEqualTo(404);
    assertThat(json(headline).body()).doesNotContain("Mai này");
  }

  @Test
  void hidesArticlesAfterTheirEnd() {
    Headline headline = publish("Hết hạn", "<p>b</p>", NOW.minusSeconds(9), NOW);
    assertThat(page("tin-tuc", headline.lastPart()).status()).isEqualTo(410);
    assertThat(page("tin-tuc", headline.lastPart()).body()).doesNotContain("Hết hạn");
    assertThat(json(headline).status()).isEqualTo(410);
  }

  @Test
  void showsTheNoticeOfAWithdrawnArticle() {
    Headline headline = publish("Một", "<p>b</p>", NOW, null);
    put(ArticleItems.gone(headline.id(), new Lookup.Gone("Có <nhầm> lẫn.", NOW)));
    Answer page = page("tin-tuc", headline.lastPart());
    assertThat(page.status()).isEqualTo(410);
    assertThat(page.body()).contains("Có &lt;nhầm");
    assertThat(json(headline).body()).contains("Có <nhầm> lẫn.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"khong-co-0123456789", "x", "-", "0123456789u"})
  void answersUnknownAddressesWithAPage(String part) {
    Answer answer = page("tin-tuc", part);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("<html lang=\"vi\"");
  }

  @Test
  void leadsToTheDeskFromItsAddressWithASlash() {
    Answer answer = Call.to("$default").address("/admin/").of(handler);
    assertThat(answer.header("Location")).isEqualTo("/admin");
  }

  @Test
  void offersTheNewestOtherArticlesOfTheSection() {
    publish("Mới hơn", "<p>b</p>", NOW, null);
    Headline oldest = publish("Cũ nhất", "<p>b</p>", NOW.minusSeconds(9), null);
    publish("Cũ hơn", "<p>b</p>", NOW.minusSeconds(2), null);
    Document page = Jsoup.parse(page("tin-tuc", oldest.lastPart()).body());
    assertThat(page.select(".next h3").eachText()).containsExactly("Mới hơn", "Cũ hơn");
  }

  @Test
  void offersArticlesWithSharedTagsFirst() {
    for (int i = 1; i <= 5; i++) {
      publish("Không thẻ " + i, NOW.minusSeconds(i), List.of());
    }
    publish("Một thẻ chung", NOW.minusSeconds(6), List.of("Chợ phiên", "Ruộng"));
    publish("Hai thẻ chung", NOW.minusSeconds(7), List.of("CHỢ PHIÊN", "đường"));
    Headline headline = publish("Bài", NOW, List.of("Chợ phiên", "Đường"));
    Document page = Jsoup.parse(page("tin-tuc", headline.lastPart()).body());
    assertThat(page.select(".next h3").eachText())
        .containsExactly("Hai thẻ chung", "Một thẻ chung", "Không thẻ 1", "Không thẻ 2");
  }

  private Answer json(Headline headline) {
    return Call.to("GET /api/articles/{id}").path("id", headline.id().value()).of(handler);
  }

  @Test
  void showsAFixedPageWithoutDateAndCountsNoArticle() {
    ArticleId id = ArticleId.random();
    Headline headline =
        new Headline(
            id,
            "Giới thiệu",
            "Về xã Bản Mù.",
            "trang",
            List.of("Lù A Sử"),
            List.of("Xã"),
            null,
            new Publication(NOW, null));
    put(ArticleItems.article(new Article(headline, "<p>Xã có tám bản.</p>", null, NOW)));
    meter.take();
    Document page = Jsoup.parse(page("trang", "gioi-thieu-" + id).body());
    assertThat(meter.take()).as("the settings and the page").hasSize(2);
    assertThat(page.select("h1").text()).isEqualTo("Giới thiệu");
    assertThat(page.select(".body").text()).isEqualTo("Xã có tám bản.");
    assertThat(page.select("main time, .byline, .tags, .next, .most-read")).isEmpty();
    assertThat(page.body().hasAttr("data-article")).isFalse();
    assertThat(page.select("meta[name=hit-token]").attr("content")).isNotEmpty();
    assertThat(page.select(".trail [aria-current]").text()).isEqualTo("Giới thiệu");
    assertThat(page("trang", "cu-" + id).header("Location")).isEqualTo("/trang/gioi-thieu-" + id);
    put(ArticleItems.gone(id, new Lookup.Gone("", NOW)));
    assertThat(page("trang", "gioi-thieu-" + id).status()).isEqualTo(404);
  }

  @Test
  void leavesBrokenItemsOutOfReadNext() {
    Headline headline = publish("Đường về bản", "<p>b</p>", NOW, null);
    for (String list : java.util.List.of("all", "section#tin-tuc")) {
      put(
          Map.of(
              "list", AttributeValue.fromS(list),
              "at", AttributeValue.fromS("2026-11-23T02:00:00.000Z#0000000000")));
    }
    assertThat(page("tin-tuc", headline.lastPart()).status()).isEqualTo(200);
  }

  private Answer page(String section, String part) {
    return Call.to("GET /{section}/{article}")
        .path("section", section)
        .path("article", part)
        .of(handler);
  }

  private Headline publish(String title, Instant at, List<String> tags) {
    return publish(title, "<p>b</p>", at, null, tags);
  }

  private Headline publish(String title, String body, Instant at, @Nullable Instant until) {
    return publish(title, body, at, until, List.of());
  }

  private Headline publish(
      String title, String body, Instant at, @Nullable Instant until, List<String> tags) {
    Headline headline = headline(title, at, until, tags, "");
    put(ArticleItems.article(new Article(headline, body, null, at)));
    ArticleItems.lists(headline).forEach(list -> put(ArticleItems.entry(list, headline)));
    return headline;
  }

  private static Headline headline(
      String title, Instant at, @Nullable Instant until, List<String> tags, String slug) {
    return new Headline(
        ArticleId.random(),
        title,
        "",
        "tin-tuc",
        List.of("Lù A Sử"),
        tags,
        null,
        new Publication(at, until),
        slug);
  }

  private static void put(Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName(tables.name("Articles")).item(item));
  }
}
