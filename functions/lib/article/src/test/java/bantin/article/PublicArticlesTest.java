package bantin.article;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.engines.Tables;
import bantin.item.BrokenItems;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PublicArticlesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static Tables tables;

  private PublicArticles published;

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
    published = new PublicArticles(tables.client(), tables.name("Articles"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 20, 50})
  void pagesEachArticleOnceInOrderWhileNewOnesArrive(int limit) {
    Random random = new Random(limit);
    List<Headline> expected = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      // Many articles share a publication time; their ids decide the order.
      expected.add(publish("Bài " + i, NOW.minusSeconds(random.nextInt(40)), null));
    }
    expected.sort((a, b) -> Position.of(b).sortKey().compareTo(Position.of(a).sortKey()));
    List<Headline> found = new ArrayList<>();
    Position from = null;
    Instant now = NOW;
    do {
      Headlines page = published.older(ListName.ALL, limit, from, now);
      found.addAll(page.headlines());
      from = page.older();
      now = now.plusSeconds(1);
      publish("Mới", now, null);
    } while (from != null);
    assertThat(found).containsExactlyElementsOf(expected);
  }

  /** Bodies in the form stored before such pictures were refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>Chữ</p> | <p>Chữ</p>",
        "<img src=\"/photos/a/960.jpg\" alt=\"\"> | <img src=\"/photos/a/960.jpg\" alt=\"\">",
        "<figure><img src=\"https://anh.example/a.jpg?b&#61;1&amp;c\" alt=\"Chợ &amp; xe\" width=\"9\" />"
            + "<figcaption>Chợ</figcaption></figure> "
            + "| <figure><a href=\"https://anh.example/a.jpg?b&#61;1&amp;c\">Chợ &amp; xe"
            + " (anh.example)</a><figcaption>Chợ</figcaption></figure>",
        "<img alt=\"a>b\" src=\"http://anh.example/a.jpg\" srcset=\"https://xa.example/b.jpg 2x\">"
            + "| <a href=\"http://anh.example/a.jpg\">a&gt;b (anh.example)</a>",
        "<img src=\"//anh.example/a.jpg\" alt=\"\">"
            + "| <a href=\"//anh.example/a.jpg\">//anh.example/a.jpg</a>",
        "<img src=\"https://ban-tin.example&#64;xa.example/a.jpg\" alt=\"A\">"
            + "| <a href=\"https://ban-tin.example&#64;xa.example/a.jpg\">A</a>"
      })
  void showsLinkInPlaceOfPictureOfAnotherSite(String stored, String shown) {
    Headline headline =
        headline("Ảnh xa", NOW, null, new Cover("https://anh.example/a.jpg", "Chợ"));
    tables
        .client()
        .putItem(
            put ->
                put.tableName(tables.name("Articles"))
                    .item(ArticleItems.article(new Article(headline, stored, null, NOW))));
    Lookup.Found found = (Lookup.Found) published.find(headline.id(), NOW);
    assertThat(found.article().body()).isEqualTo(shown);
    assertThat(found.article().headline().cover()).isNull();
  }

  @Test
  void pagesBackToTheBeginning() {
    List<Headline> all =
        IntStream.range(0, 25)
            .mapToObj(i -> publish("Bài " + i, NOW.minusSeconds(i), null))
            .toList();
    Headlines first = published.older(ListName.ALL, 10, null, NOW);
    Headlines second = published.older(ListName.ALL, 10, first.older(), NOW);
    Headlines third = published.older(ListName.ALL, 10, second.older(), NOW);
    assertThat(first.newer()).isNull();
    assertThat(third.headlines()).containsExactlyElementsOf(all.subList(20, 25));
    assertThat(third.older()).isNull();
    Headlines back = published.newer(ListName.ALL, 10, position(third.newer()), NOW);
    assertThat(back.headlines()).containsExactlyElementsOf(all.subList(10, 20));
    Headlines beginning = published.newer(ListName.ALL, 10, position(back.newer()), NOW);
    assertThat(beginning.headlines()).containsExactlyElementsOf(all.subList(0, 10));
    assertThat(beginning.newer()).isNull();
  }

  private static Position position(@Nullable Position position) {
    if (position == null) {
      throw new AssertionError("There is no such page");
    }
    return position;
  }

  @Test
  void fillsPagesDespiteEndedArticles() {
    for (int i = 0; i < 30; i++) {
      publish("Hết hạn " + i, NOW.minusSeconds(i), NOW.minusMillis(1).plusMillis(i % 2));
    }
    List<Headline> standing =
        IntStream.range(0, 5)
            .mapToObj(i -> publish("Còn hạn " + i, NOW.minusSeconds(100 + i), NOW.plusMillis(1)))
            .toList();
    Headlines page = published.newest(ListName.ALL, 5, NOW);
    assertThat(page.headlines()).containsExactlyElementsOf(standing);
    assertThat(page.older()).isNull();
  }

  @Test
  void readsHeadlinesOfPublicArticlesOnly() {
    Headline first = publish("Một", NOW, null);
    Headline later = publish("Sau", NOW.plusMillis(1), null);
    Headline over = publish("Hết", NOW.minusSeconds(5), NOW);
    Headline second = publish("Hai", NOW.minusSeconds(9), null);
    assertThat(
            published.headlines(
                List.of(second.id(), later.id(), over.id(), ArticleId.random(), first.id()), NOW))
        .containsExactly(second, first);
  }

  @Test
  void showsTheNextVersionFromItsTimeOn() {
    Headline first = publish("Một", NOW.minusSeconds(60), null);
    Headline next =
        new Headline(
                first.id(), "Hai", "", "tin-tuc", List.of(), List.of(), null, first.publication())
            .updated(NOW);
    Article article = new Article(first, "<p>Thân bài.</p>", null, first.updatedAt());
    write(ArticleItems.until(ArticleItems.article(article), NOW));
    assertThat(headline(published.find(first.id(), NOW))).isEqualTo(first);
    write(ArticleItems.next(new Article(next, "<p>Mới.</p>", null, NOW)));

    assertThat(headline(published.find(first.id(), NOW.minusMillis(1)))).isEqualTo(first);
    assertThat(published.headlines(List.of(first.id()), NOW.minusMillis(1))).containsExactly(first);
    assertThat(headline(published.find(first.id(), NOW))).isEqualTo(next);
    assertThat(published.headlines(List.of(first.id()), NOW)).containsExactly(next);
  }

  @Test
  void showsAPreviewUnderItsTokenOnly() {
    Headline headline = headline("Nháp", NOW.plusSeconds(60), null, null);
    Article article = new Article(headline, "<p>Nháp.</p>", null, NOW);
    write(ArticleItems.preview("token", article, NOW.plusSeconds(60)));

    assertThat(published.preview("token", NOW)).isEqualTo(new Lookup.Found(article));
    assertThat(published.preview("other", NOW)).isEqualTo(new Lookup.Missing());
    assertThat(published.find(headline.id(), NOW)).isEqualTo(new Lookup.Missing());
  }

  @Test
  void listsStandingArticlesWithThoseToComeOldestFirst() {
    Headline later = publish("Sau", NOW.plusSeconds(60), null);
    Headline first = publish("Một", NOW.minusSeconds(60), null);
    Headline second = publish("Hai", NOW, null);
    publish("Hết", NOW.minusSeconds(90), NOW);

    assertThat(published.standing(ListName.ALL, 10, NOW)).containsExactly(first, second, later);
    assertThat(published.standing(ListName.ALL, 2, NOW)).containsExactly(first, second);
  }

  private static Headline headline(Lookup lookup) {
    return ((Lookup.Found) lookup).article().headline();
  }

  private static void write(Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName(tables.name("Articles")).item(item));
  }

  @Test
  void readsAWholeMonthInOrder() {
    List<Headline> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      all.add(publish("Bài " + i, NOW.minus(Duration.ofDays(i)), null));
    }
    Instant from = NOW.minus(Duration.ofDays(20));
    assertThat(published.between(ListName.ALL, from, NOW.minus(Duration.ofDays(9)), NOW))
        .containsExactlyElementsOf(all.subList(10, 21));
    assertThat(published.oldest(ListName.ALL, NOW)).isEqualTo(all.get(39));
  }

  @Test
  void pagesEachReadableArticleOnceDespiteBrokenItems() {
    List<Headline> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(publish("Bài " + i, NOW.minusSeconds(10L * i), null));
      breakEntry(NOW.minusSeconds(10L * i + 5), Map.of());
      breakEntry(NOW.minusSeconds(10L * i + 6), Map.of("id", fromN("7"), "title", fromN("1")));
    }
    List<Headline> found = new ArrayList<>();
    Position from = null;
    do {
      Headlines page = published.older(ListName.ALL, 7, from, NOW);
      found.addAll(page.headlines());
      from = page.older();
    } while (from != null);
    assertThat(found).containsExactlyElementsOf(all);
  }

  @Test
  void logsEachBrokenItemOnceWithAMetric() {
    List<String> log = new ArrayList<>();
    PublicArticles some =
        new PublicArticles(
            tables.client(), tables.name("Articles"), new BrokenItems("Articles", log::add));
    publish("Bài", NOW.minusSeconds(10), null);
    breakEntry(NOW.minusSeconds(5), Map.of("title", fromS("\"\n")));
    for (int i = 0; i < 3; i++) {
      assertThat(some.newest(ListName.ALL, 10, NOW).headlines()).hasSize(1);
    }
    assertThat(log)
        .singleElement()
        .asString()
        .contains("\"level\":\"WARN\"", "2026-11-23T02:59:55.000Z#x", "\"BrokenItems\":1");
  }

  @Test
  void showsNothingOfABrokenArticle() {
    ArticleId id = ArticleId.random();
    Map<String, AttributeValue> item = new HashMap<>(ArticleItems.key(id));
    item.put("publishedAt", fromS("yesterday"));
    tables.client().putItem(put -> put.tableName(tables.name("Articles")).item(item));
    assertThat(published.find(id, NOW)).isEqualTo(new Lookup.Missing());
  }

  private static void breakEntry(Instant at, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("list", fromS("all"));
    item.put("at", fromS(Publication.sortable(at) + "#x"));
    tables.client().putItem(put -> put.tableName(tables.name("Articles")).item(item));
  }

  private static Headline headline(
      String title, Instant at, @Nullable Instant until, @Nullable Cover cover) {
    return new Headline(
        ArticleId.random(),
        title,
        "",
        "tin-tuc",
        List.of("Lù A Sử"),
        Collections.emptyList(),
        cover,
        new Publication(at, until));
  }

  private Headline publish(String title, Instant at, @Nullable Instant until) {
    Headline headline = headline(title, at, until, null);
    Article article = new Article(headline, "<p>Thân bài.</p>", null, at);
    var items =
        ArticleItems.lists(headline).stream()
            .map(list -> ArticleItems.entry(list, headline))
            .collect(Collectors.toCollection(ArrayList::new));
    items.add(new HashMap<>(ArticleItems.article(article)));
    items.forEach(
        item -> tables.client().putItem(put -> put.tableName(tables.name("Articles")).item(item)));
    return headline;
  }
}
