package bantin.article;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.Attributes;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of the {@code Articles} table. Each public article has a partition of its own, {@code
 * article#id}. Each of its lists has an entry with its headline, sorted by publication time and id.
 *
 * <p>A version may take the place of the public one at a later time. It stands in the partition as
 * {@code next}, and the public one names that time.
 */
public final class ArticleItems {
  /** Name of the table's hash key. */
  public static final String LIST = "list";

  /** Name of the table's range key. */
  public static final String AT = "at";

  private static final String ARTICLE = "article";
  private static final String NEXT = "next";
  private static final String NEXT_AT = "nextAt";
  private static final String UPDATED_AT = "updatedAt";
  private static final String ARTICLE_KEY = "article#";
  private static final String PREVIEW_KEY = "preview#";

  private ArticleItems() {}

  /** Tells whether a list's key is that of an article by itself. */
  public static boolean isArticle(String list) {
    return list.startsWith(ARTICLE_KEY);
  }

  /** Tells whether a list's key is that of a preview. */
  public static boolean isPreview(String list) {
    return list.startsWith(PREVIEW_KEY);
  }

  /** Key of the article itself. */
  public static Map<String, AttributeValue> key(ArticleId id) {
    return Map.of(LIST, fromS(ARTICLE_KEY + id), AT, fromS(ARTICLE));
  }

  /** Key of the version that takes the article's place at a later time. */
  public static Map<String, AttributeValue> nextKey(ArticleId id) {
    return Map.of(LIST, fromS(ARTICLE_KEY + id), AT, fromS(NEXT));
  }

  /** Item of a version that takes the article's place at its publication time. */
  public static Map<String, AttributeValue> next(Article article) {
    Map<String, AttributeValue> item = article(article);
    item.putAll(nextKey(article.headline().id()));
    return item;
  }

  /** Item of a public article whose place another version takes at a time. */
  public static Map<String, AttributeValue> until(
      Map<String, AttributeValue> item, Instant nextAt) {
    Map<String, AttributeValue> replaced = new HashMap<>(item);
    replaced.put(NEXT_AT, fromS(Publication.sortable(nextAt)));
    return replaced;
  }

  /** Item of a public article whose place no other version takes any more. */
  public static Map<String, AttributeValue> forGood(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> kept = new HashMap<>(item);
    kept.remove(NEXT_AT);
    return kept;
  }

  /** Tells whether another version has taken the place of this item's. */
  public static boolean isReplaced(Map<String, AttributeValue> item, Instant now) {
    AttributeValue nextAt = item.get(NEXT_AT);
    return nextAt != null
        && nextAt.s() != null
        && nextAt.s().compareTo(Publication.sortable(now)) <= 0;
  }

  /** Time when another version takes the place of this item's; null where none does. */
  public static @Nullable Instant nextAt(ItemReader item) {
    return item.has(NEXT_AT) ? item.time(NEXT_AT) : null;
  }

  /** Tells whether an item is the version that takes an article's place. */
  public static boolean isNext(ItemReader item) {
    return item.text(AT).equals(NEXT);
  }

  /**
   * Key of a preview: a text that is shown for a day under a secret address.
   *
   * @param token random text of the address
   */
  public static Map<String, AttributeValue> previewKey(String token) {
    return Map.of(LIST, fromS(PREVIEW_KEY + token), AT, fromS(ARTICLE));
  }

  /** Item of a preview, shown until it expires. */
  public static Map<String, AttributeValue> preview(String token, Article article, Instant until) {
    Map<String, AttributeValue> item = article(article);
    item.putAll(previewKey(token));
    item.put("expires", Attributes.seconds(until));
    return item;
  }

  /** Key of the entry for an article in a list. */
  public static Map<String, AttributeValue> key(ListName list, Position position) {
    return Map.of(LIST, fromS(list.key()), AT, fromS(position.sortKey()));
  }

  /** Lists that hold an article with this headline. */
  public static Set<ListName> lists(Headline headline) {
    Set<ListName> lists = new LinkedHashSet<>();
    if (headline.isPage()) {
      lists.add(ListName.PAGES);
      return lists;
    }
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
    item.put(UPDATED_AT, fromS(Publication.sortable(article.updatedAt())));
    if (article.source() != null) {
      item.put("source", fromS(article.source()));
    }
    putUnlessEmpty(item, "cardTitle", article.card().title());
    putUnlessEmpty(item, "cardDescription", article.card().description());
    return item;
  }

  /**
   * Entry of a list. It tells the time of the last change where that came after the publication.
   * DynamoDB removes the entry some time after its end; until then reads filter it.
   */
  public static Map<String, AttributeValue> entry(ListName list, Headline headline) {
    Map<String, AttributeValue> item = headline(headline);
    item.putAll(key(list, Position.of(headline)));
    if (headline.isUpdated()) {
      item.put(UPDATED_AT, fromS(Publication.sortable(headline.updatedAt())));
    }
    Instant until = headline.publication().until();
    if (until != null) {
      item.put("expires", Attributes.number(until.getEpochSecond() + 1));
    }
    return item;
  }

  /** Item that replaces a withdrawn article. It holds the editors' notice. */
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
    item.put("authors", Attributes.texts(headline.authors()));
    item.put("tags", Attributes.texts(headline.tags()));
    item.put("publishedAt", fromS(Publication.sortable(headline.publication().at())));
    putUnlessEmpty(item, "slug", headline.slug());
    Instant until = headline.publication().until();
    if (until != null) {
      item.put("until", fromS(Publication.sortable(until)));
    }
    Cover cover = headline.cover();
    if (cover != null) {
      Map<String, AttributeValue> shown = new HashMap<>();
      shown.put("url", fromS(cover.url()));
      shown.put("alt", fromS(cover.alt()));
      shown.put("srcset", fromS(cover.srcset()));
      putUnlessEmpty(shown, "focus", cover.focus());
      item.put("cover", fromM(shown));
    }
    return item;
  }

  private static void putUnlessEmpty(Map<String, AttributeValue> item, String name, String value) {
    if (!value.isEmpty()) {
      item.put(name, fromS(value));
    }
  }

  /**
   * Reads an article's item.
   *
   * @return found, even before its publication or after its end; or gone
   * @throws BrokenItem where the item is no article
   */
  public static Lookup read(ItemReader item) {
    String key = item.text(LIST);
    ArticleId id =
        key.startsWith(ARTICLE_KEY) ? ArticleId.parse(key.substring(ARTICLE_KEY.length())) : null;
    if (id == null || !(item.text(AT).equals(ARTICLE) || isNext(item))) {
      throw new BrokenItem("list", "it is no article's key");
    }
    if (item.has("gone")) {
      return new Lookup.Gone(item.textOrEmpty("notice"), sortable(item, "gone"));
    }
    Headline headline = headline(item);
    if (!headline.id().equals(id)) {
      throw new BrokenItem("id", "it differs from the item's key");
    }
    sortable(item, "publishedAt");
    if (item.has("until")) {
      sortable(item, "until");
    }
    if (item.has(NEXT_AT)) {
      sortable(item, NEXT_AT);
    }
    return new Lookup.Found(article(headline, item));
  }

  /**
   * Reads an entry of a list.
   *
   * @throws BrokenItem where it is no entry, or its key does not match its headline
   */
  public static Headline readEntry(ItemReader item) {
    Headline headline = headline(item);
    if (!lists(headline).contains(new ListName(item.text(LIST)))) {
      throw new BrokenItem("list", "the article does not belong into this list");
    }
    if (!item.text(AT).equals(Position.of(headline).sortKey())) {
      throw new BrokenItem("at", "the article does not belong at this place");
    }
    sortable(item, "publishedAt");
    if (item.has(UPDATED_AT)) {
      sortable(item, UPDATED_AT);
    }
    Instant until = headline.publication().until();
    if (until == null) {
      if (item.has("expires")) {
        throw new BrokenItem("expires", "the article has no end");
      }
    } else {
      sortable(item, "until");
      item.number("expires", until.getEpochSecond(), until.getEpochSecond() + 1);
    }
    return headline;
  }

  /** Reads a time in the form that sorts as text. */
  private static Instant sortable(ItemReader item, String name) {
    Instant time = item.time(name);
    if (!Publication.sortable(time).equals(item.text(name))) {
      throw new BrokenItem(name, "times are written as 2026-11-24T03:00:00.000Z");
    }
    return time;
  }

  static Lookup preview(Map<String, AttributeValue> item, Instant now) {
    ItemReader reader = ItemReader.of(item);
    return !reader.has("expires") || reader.number("expires") <= now.getEpochSecond()
        ? new Lookup.Missing()
        : new Lookup.Found(article(headline(reader), reader));
  }

  static Lookup lookup(Map<String, AttributeValue> item, Instant now) {
    if (item.isEmpty()) {
      return new Lookup.Missing();
    }
    ItemReader reader = ItemReader.of(item);
    if (reader.has("gone")) {
      return new Lookup.Gone(reader.textOrEmpty("notice"), reader.time("gone"));
    }
    Headline headline = headline(reader);
    Publication publication = headline.publication();
    if (publication.isOn(now)) {
      return new Lookup.Found(article(headline, reader));
    }
    Instant until = publication.until();
    return publication.isScheduled(now) || until == null
        ? new Lookup.Missing()
        : new Lookup.Gone("", until);
  }

  private static Article article(Headline headline, ItemReader item) {
    return new Article(
        headline,
        PicturesElsewhere.asLinks(item.textOrEmpty("body")),
        item.has("source") ? item.text("source") : null,
        item.time(UPDATED_AT),
        card(item));
  }

  /** Reads the card of an article or of a working copy. Older items have none. */
  public static Card card(ItemReader item) {
    return new Card(item.textOrEmpty("cardTitle"), item.textOrEmpty("cardDescription"));
  }

  /**
   * Reads the chosen words of the address; empty where the title gives them. Older items have none.
   */
  public static String slug(ItemReader item) {
    String slug = item.textOrEmpty("slug");
    if (!Slug.isSlug(slug)) {
      throw new BrokenItem("slug", "an address has small letters, digits and hyphens only");
    }
    return slug;
  }

  static Headline headline(Map<String, AttributeValue> item) {
    return headline(ItemReader.of(item));
  }

  private static Headline headline(ItemReader item) {
    ArticleId id = ArticleId.parse(item.text("id"));
    if (id == null) {
      throw new BrokenItem("id", "it is no article's id");
    }
    String section = item.text("section");
    if (!Section.isName(section)) {
      // It is the beginning of the article's address.
      throw new BrokenItem("section", "it is no section's name");
    }
    ItemReader cover = item.map("cover");
    Publication publication = new Publication(item.time("publishedAt"), item.timeOrNull("until"));
    return new Headline(
        id,
        item.text("title"),
        item.textOrEmpty("lead"),
        section,
        item.texts("authors"),
        item.texts("tags"),
        cover == null ? null : cover(cover),
        publication,
        slug(item),
        item.has(UPDATED_AT) ? item.time(UPDATED_AT) : publication.at());
  }

  /**
   * Reads the cover; null where it is a picture of another site. Older articles have such covers.
   */
  private static @Nullable Cover cover(ItemReader cover) {
    String url = cover.textOrEmpty("url");
    String alt = cover.textOrEmpty("alt");
    String srcset = cover.textOrEmpty("srcset");
    String focus = cover.textOrEmpty("focus");
    if (!focus.isEmpty() && !Cover.FOCUS.matcher(focus).matches()) {
      throw new BrokenItem("cover", "its focal point is none");
    }
    return PicturesElsewhere.isElsewhere(url) ? null : new Cover(url, alt, srcset, focus);
  }
}
