package bantin.article;

import java.time.Instant;
import java.util.List;

/** Made-up article. Pages are primed with it while nothing is published yet. */
public final class SampleArticle {
  /** Id of the made-up article. A random id equals it once in 2^50 draws. */
  public static final ArticleId ID = new ArticleId("0000000000");

  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

  private SampleArticle() {}

  /** Article as one read gives it. */
  public static Article article() {
    Headline headline =
        new Headline(
            ID,
            "Một ngày ở bản",
            "Sáng nay trời đẹp.",
            "tin-tuc",
            List.of("Người viết"),
            List.of("Đời sống"),
            new Cover("/photos/0/960.jpg", "Bản làng", "/photos/0/480.jpg 480w"),
            new Publication(TIME, null));
    String body = "<p>Mọi người ra đồng, trẻ em tới trường.</p>".repeat(60);
    Article article = new Article(headline, body, "https://example.org/", TIME);
    return ArticleItems.lookup(ArticleItems.article(article), Instant.MAX)
            instanceof Lookup.Found found
        ? found.article()
        : article;
  }
}
