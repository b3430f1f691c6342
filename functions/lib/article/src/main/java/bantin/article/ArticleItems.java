package bantin.article;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the {@code Articles} table holds what is public: an article in a partition of its own ({@code
 * article#id}), and an entry with its headline in each list it stands in, sorted by publication
 * time and id.
 */
public final class ArticleItems {
  private static final String ARTICLE = "article";

  private ArticleItems() {}

  /** The key of the article itself. */
  public static Map<String, AttributeValue> key(ArticleId id) {
    return Map.of("list", fromS("article#" + id), "at", fromS(ARTICLE));
  }

  /**
   * The key of a text that is shown for a day to whoever has its address.
   *
   * @param token what nobody can guess
   */
  public static Map<String, AttributeValue> previewKey(String token) {
    return Map.of("list", fromS("preview#" + token), "at", fromS(ARTICLE));
  }

  /** An article as it would be, to be shown until it expires. */
  public static Map<String, AttributeValue> preview(String token, Article article, Instant until) {
    Map<String, AttributeValue> item = article(article);
    item.putAll(previewKey(token));
    item.put("expires", fromN(Long.toString(until.getEpochSecond())));
    return item;
  }

  /** The key of the entry for an article in a list. */
  public static Map<String, AttributeValue> key(ListName list, Position position) {
    return Map.of("list", fromS(list.key()), "at", fromS(position.sortKey()));
  }

  /** The lists that an article with this headline stands in. */
  public static Set<ListName> lists(Headline headline) {
    Set<ListName> lists = new LinkedHashSet<>();
    lists.add(ListName.ALL);
    lists.add(ListName.section(headline.section()));
    headline.tags().forEach(tag -> lists.add(ListName.tag(tag)));
    headline.authors().forEach(author -> lists.add(ListName.author(author)));
    return lists;
  }

  public static Map<String, AttributeValue> article(Article article) {
    Map<String, AttributeValue> item = headline(article.headline());
    item.putAll(key(article.headline().id()));
    item.put("body", fromS(article.body()));
    item.put("updatedAt", fromS(Publication.sortable(article.updatedAt())));
    if (article.source() != null) {
      item.put("source", fromS(article.source()));
    }
    return item;
  }

  /** DynamoDB itself clears the entry away once its end has passed; until then reads filter it. */
  public static Map<String, AttributeValue> entry(ListName list, Headline headline) {
    Map<String, AttributeValue> item = headline(headline);
    item.putAll(key(list, Position.of(headline)));
    Instant until = headline.publication().until();
    if (until != null) {
      item.put("expires", fromN(Long.toString(until.getEpochSecond() + 1)));
    }
    return item;
  }

  /** What stays of a withdrawn article: that there was one, and the editors' notice. */
  public static Map<String, AttributeValue> gone(ArticleId id, Lookup.Gone gone) {
    Map<String, AttributeValue> item = new HashMap<>(key(id));
    item.put("gone", fromS(Publication.sortable(gone.since())));
    item.put("notice", fromS(gone.notice()));
    return item;
  }

  private static Map<String, AttributeValue> headline(Headline headline) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", fromS(headline.id().value()));
    item.put("title", fromS(headline.title()));
    item.put("lead", fromS(headline.lead()));
    item.put("section", fromS(headline.section()));
    item.put("authors", strings(headline.authors()));
    item.put("tags", strings(headline.tags()));
    item.put("publishedAt", fromS(Publication.sortable(headline.publication().at())));
    Instant until = headline.publication().until();
    if (until != null) {
      item.put("until", fromS(Publication.sortable(until)));
    }
    Cover cover = headline.cover();
    if (cover != null) {
      item.put(
          "cover",
          fromM(
              Map.of(
                  "url", fromS(cover.url()),
                  "alt", fromS(cover.alt()),
                  "srcset", fromS(cover.srcset()))));
    }
    return item;
  }

  static Lookup preview(Map<String, AttributeValue> item, Instant now) {
    AttributeValue expires = item.get("expires");
    return expires == null || Long.parseLong(expires.n()) <= now.getEpochSecond()
        ? new Lookup.Missing()
        : new Lookup.Found(article(headline(item), item));
  }

  static Lookup lookup(Map<String, AttributeValue> item, Instant now) {
    AttributeValue gone = item.get("gone");
    if (gone != null) {
      return new Lookup.Gone(text(item, "notice"), Instant.parse(gone.s()));
    }
    if (!item.containsKey("publishedAt")) {
      return new Lookup.Missing();
    }
    Headline headline = headline(item);
    Publication publication = headline.publication();
    if (publication.isOn(now)) {
      return new Lookup.Found(article(headline, item));
    }
    Instant until = publication.until();
    return publication.isScheduled(now) || until == null
        ? new Lookup.Missing()
        : new Lookup.Gone("", until);
  }

  private static Article article(Headline headline, Map<String, AttributeValue> item) {
    return new Article(
        headline,
        PicturesElsewhere.asLinks(text(item, "body")),
        item.containsKey("source") ? text(item, "source") : null,
        Instant.parse(text(item, "updatedAt")));
  }

  static Headline headline(Map<String, AttributeValue> item) {
    AttributeValue cover = item.get("cover");
    return new Headline(
        new ArticleId(text(item, "id")),
        text(item, "title"),
        text(item, "lead"),
        text(item, "section"),
        strings(item, "authors"),
        strings(item, "tags"),
        cover == null ? null : cover(cover.m()),
        new Publication(Instant.parse(text(item, "publishedAt")), time(item, "until")));
  }

  /** Without a picture of another site, such as covers once were. */
  private static @Nullable Cover cover(Map<String, AttributeValue> cover) {
    String url = text(cover, "url");
    return PicturesElsewhere.isElsewhere(url)
        ? null
        : new Cover(url, text(cover, "alt"), text(cover, "srcset"));
  }

  private static AttributeValue strings(List<String> values) {
    return fromL(values.stream().map(AttributeValue::fromS).toList());
  }

  private static List<String> strings(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  private static @Nullable Instant time(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? null : Instant.parse(value.s());
  }

  static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }
}
