package bantin.showarticle;

import bantin.article.Article;
import bantin.article.Cover;
import bantin.article.Headline;
import bantin.article.Settings;
import bantin.article.Slug;
import bantin.http.Json;
import bantin.page.Formats;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.page.Link;
import bantin.page.Meta;
import bantin.page.SiteFrame;
import bantin.showarticle.templates.JtearticleGenerated;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.BreakIterator;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Page of an article. */
final class ArticlePage {
  /** Time after publication within which an update is not shown. */
  private static final Duration UPDATE = Duration.ofMinutes(1);

  /** Longest headline that search engines take, in UTF-16 units. */
  private static final int MAX_HEADLINE = 110;

  private ArticlePage() {}

  /**
   * @param next articles to read next; may be empty
   */
  static String render(Frame frame, Settings settings, Article article, List<Headline> next) {
    return render(frame, settings, article, next, meta(frame, settings, article));
  }

  /** Page of a preview. It holds no id, so it is not counted. */
  static String preview(Frame frame, Settings settings, Article article) {
    Headline headline = article.headline();
    Cover cover = headline.cover();
    Meta meta =
        Meta.of(title(article), description(article), frame.path())
            .withImage(cover == null ? null : cover.url())
            .unread();
    return render(frame, settings, article, List.of(), meta);
  }

  private static String render(
      Frame frame, Settings settings, Article article, List<Headline> next, Meta meta) {
    Headline headline = article.headline();
    boolean updated = headline.updatedAt().isAfter(headline.publication().at().plus(UPDATE));
    List<Link> authors = headline.authors().stream().map(ArticlePage::author).toList();
    List<Link> tags =
        headline.isPage() ? List.of() : headline.tags().stream().map(ArticlePage::tag).toList();
    return Layout.render(
        frame,
        meta,
        out ->
            JtearticleGenerated.render(
                out,
                null,
                frame.words(),
                frame.formats(),
                settings,
                article,
                Contents.of(article.body()),
                updated,
                authors,
                tags,
                sourceAddress(article.source()),
                share(frame, meta),
                next));
  }

  /** Link of a tag. A tag without letters or digits has no list, so its path is empty. */
  private static Link tag(String tag) {
    Slug slug = Slug.of(tag);
    return new Link(slug.isEmpty() ? "" : "/tag/" + slug, tag);
  }

  /** Link of an author. A name without letters or digits has no list, so its path is empty. */
  private static Link author(String name) {
    Slug slug = Slug.of(name);
    return new Link(slug.isEmpty() ? "" : "/tac-gia/" + slug, name);
  }

  /** Links of a page that readers find; null for a preview. */
  private static @Nullable ShareLinks share(Frame frame, Meta meta) {
    return meta.counted() ? ShareLinks.of(frame.absolute(meta.path())) : null;
  }

  private static @Nullable String sourceAddress(@Nullable String source) {
    return source != null && source.matches("https?://[^\\s\"<>]+") ? source : null;
  }

  /** Head of the page. A fixed page is visited without being counted as an article. */
  private static Meta meta(Frame frame, Settings settings, Article article) {
    Headline headline = article.headline();
    Cover cover = headline.cover();
    Meta meta =
        Meta.of(title(article), described(frame, article), headline.path())
            .withImage(cover == null ? null : cover.url());
    if (headline.isPage()) {
      return meta.withTrail(List.of(new Link(headline.path(), headline.title())));
    }
    return meta.withArticle(headline.id().value())
        .withFeed(
            new Link("/" + headline.section() + "/feed.xml", settings.titleOf(headline.section())))
        .withTrail(
            List.of(new Link("/" + headline.section(), settings.titleOf(headline.section()))))
        .withJsonLd(newsArticle(frame, settings, article));
  }

  private static String title(Article article) {
    return article.card().titleOf(article.headline());
  }

  private static String description(Article article) {
    return article.card().descriptionOf(article.headline());
  }

  /** The article's description, or its title and the site's name where it has no lead. */
  private static String described(Frame frame, Article article) {
    String description = description(article);
    return description.isEmpty() ? title(article) + " – " + frame.siteName() : description;
  }

  /** Structured data as <a href="https://schema.org/NewsArticle">NewsArticle</a>. */
  private static ObjectNode newsArticle(Frame frame, Settings settings, Article article) {
    Headline headline = article.headline();
    ObjectNode news = Json.object();
    news.put("@context", "https://schema.org");
    news.put("@type", "NewsArticle");
    news.put("headline", shortened(headline.title()));
    if (!description(article).isEmpty()) {
      news.put("description", description(article));
    }
    news.put("url", frame.absolute(headline.path()));
    news.put("mainEntityOfPage", frame.absolute(headline.path()));
    news.put("datePublished", Formats.iso(headline.publication().at()));
    news.put("dateModified", Formats.iso(headline.updatedAt()));
    news.put("articleSection", settings.titleOf(headline.section()));
    ArrayNode authors = news.putArray("author");
    for (String author : headline.authors()) {
      String page = author(author).path();
      authors
          .addObject()
          .put("@type", "Person")
          .put("name", author)
          .put("url", frame.absolute(page.isEmpty() ? "/" : page));
    }
    if (authors.isEmpty()) {
      authors
          .addObject()
          .put("@type", "NewsMediaOrganization")
          .put("name", frame.siteName())
          .put("url", frame.absolute("/"));
    }
    ArrayNode keywords = news.putArray("keywords");
    headline.tags().forEach(keywords::add);
    Cover cover = headline.cover();
    if (cover != null) {
      news.putArray("image").add(frame.absolute(cover.url()));
    }
    news.set("publisher", SiteFrame.publisher(frame, settings));
    return news;
  }

  /** Title within {@link #MAX_HEADLINE}, cut between words where it has spaces. */
  private static String shortened(String title) {
    if (title.length() <= MAX_HEADLINE) {
      return title;
    }
    BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
    words.setText(title);
    int end = words.preceding(MAX_HEADLINE);
    if (end <= 0) {
      BreakIterator letters = BreakIterator.getCharacterInstance(Locale.ROOT);
      letters.setText(title);
      end = letters.preceding(MAX_HEADLINE);
    }
    return title.substring(0, end).strip() + "…";
  }
}
