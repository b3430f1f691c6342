package bantin.importarchive;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.archive.ArchivedTable;
import bantin.archive.Part;
import bantin.article.ArticleItems;
import bantin.article.Card;
import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.Lookup;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.article.SiteSettings;
import bantin.http.Problem;
import bantin.http.Text;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import bantin.manuscript.Body;
import bantin.manuscript.Characters;
import bantin.manuscript.Manuscript;
import bantin.manuscript.ManuscriptLimits;
import bantin.manuscript.UnfitText;
import bantin.newsroom.CopyItems;
import bantin.newsroom.NewsroomKeys;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.newsroom.Revision;
import bantin.newsroom.WorkingCopy;
import bantin.page.Imprint;
import bantin.photo.Uploads;
import bantin.visit.Fact;
import bantin.visit.Recount;
import bantin.visit.TallyItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads each item of a part with the reader of its table's owner, before anything is written.
 * Bodies are cleaned by the rules of a save. Unknown attributes are left out. The answer names
 * these items.
 */
final class Inspection {
  private static final int MAX_NAME = 300;

  /** Characters that an answer quotes of a key or a reason. */
  private static final int MAX_QUOTED = 500;

  /** DynamoDB's limit for an item. */
  private static final long MAX_BYTES = 400L * 1024;

  private static final Text TWICE = new Text("it comes twice", "mục này có hai lần");

  private static final Text ALONE =
      new Text("the archive holds no such article", "bản lưu trữ không có bài này");

  private static final Text OTHER =
      new Text("it says something else than its article", "nội dung khác với bài viết của nó");

  private static final int MAX_USES = 5000;
  private static final int MAX_ADDRESS = 2000;
  private static final Pattern COVER = Pattern.compile("(?i)https?://[^\\s]+|/[^/\\s][^\\s]*");

  private final Map<ArchivedTable, List<Map<String, AttributeValue>>> items =
      new EnumMap<>(ArchivedTable.class);

  /** Headlines by article: of the public version, and of the one that takes its place. */
  private final Map<String, Set<Headline>> articles = new HashMap<>();

  private final Map<String, Headline> entries = new TreeMap<>();
  private final List<String> cleaned = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final Part part;

  private Inspection(Part part) {
    this.part = part;
  }

  /**
   * A part that may be written.
   *
   * @param part with clean bodies and known attributes only
   * @param cleaned the items whose bodies were changed
   * @param dropped unknown attributes that were left out, each with its item
   */
  record Inspected(Part part, List<String> cleaned, List<String> dropped) {}

  /**
   * Inspects a part.
   *
   * @throws Problem 422 with the name of the first item that does not fit
   */
  static Inspected of(Part part) {
    return new Inspection(part).inspected();
  }

  private Inspected inspected() {
    part.items().forEach(this::readTable);
    for (Map.Entry<String, Headline> entry : entries.entrySet()) {
      Headline headline = entry.getValue();
      Set<Headline> article = articles.get(headline.id().value());
      boolean alone = part.manifest().number() == 1 && part.manifest().last();
      if (article == null ? alone : !article.contains(headline)) {
        throw refused(ArchivedTable.ARTICLES, entry.getKey(), article == null ? ALONE : OTHER);
      }
    }
    part.photos().forEach(this::readPhoto);
    return new Inspected(new Part(part.manifest(), items, part.photos()), cleaned, dropped);
  }

  private void readTable(ArchivedTable table, List<Map<String, AttributeValue>> tableItems) {
    List<Map<String, AttributeValue>> taken = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Map<String, AttributeValue> item : tableItems) {
      String key = key(table, item);
      if (!keys.add(key)) {
        throw refused(table, key, TWICE);
      }
      ItemReader reader = ItemReader.tracking(item);
      table.keys().forEach(reader::text);
      Map<String, AttributeValue> changes = new HashMap<>();
      try {
        read(table, reader, key, changes);
      } catch (UnfitText e) {
        throw refused(table, key, ItemFaults.of(e));
      } catch (BrokenItem e) {
        throw refused(table, key, ItemFaults.of(e));
      } catch (IllegalArgumentException e) {
        throw refused(table, key, Text.of("{0}", "dữ liệu sai quy cách", message(e)));
      }
      reader.unread().forEach(name -> dropped.add(name(table, key) + ": " + brief(name)));
      Map<String, AttributeValue> known = reader.known();
      if (!changes.isEmpty()) {
        cleaned.add(name(table, key));
        known.putAll(changes);
      }
      if (size(AttributeValue.fromM(known)) > MAX_BYTES) {
        throw refused(
            table,
            key,
            Text.of("it has more than {0} bytes", "mục này lớn hơn {0} byte", MAX_BYTES));
      }
      taken.add(known);
    }
    items.put(table, taken);
  }

  /** Returns an item's size by DynamoDB's rules, rounded up. */
  private static long size(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s().getBytes(UTF_8).length;
      case N -> value.n().length();
      case SS -> value.ss().stream().mapToLong(text -> text.getBytes(UTF_8).length + 1L).sum();
      case L -> 3 + value.l().stream().mapToLong(element -> size(element) + 1).sum();
      case M ->
          3
              + value.m().entrySet().stream()
                  .mapToLong(
                      attribute ->
                          attribute.getKey().getBytes(UTF_8).length
                              + size(attribute.getValue())
                              + 1)
                  .sum();
      default -> 1;
    };
  }

  private void read(
      ArchivedTable table, ItemReader item, String key, Map<String, AttributeValue> changes) {
    switch (table) {
      case NEWSROOM -> readNewsroom(item, changes);
      case ARTICLES -> readArticles(item, key, changes);
      case VISITS -> Fact.read(item);
      case TALLIES -> TallyItem.read(item, part.manifest().slots());
      case RECOUNTS -> Recount.read(item);
    }
  }

  private static void readNewsroom(ItemReader item, Map<String, AttributeValue> changes) {
    NewsroomKeys.Kind kind =
        NewsroomKeys.kind(item.text(NewsroomKeys.ARTICLE), item.text(NewsroomKeys.PART));
    if (kind == null) {
      throw new BrokenItem(NewsroomKeys.PART, "there is no such item");
    }
    switch (kind) {
      case BYLINE -> requireLine("name", CopyItems.readByline(item), ManuscriptLimits.AUTHOR);
      case PHOTO -> readPhoto(Photos.read(item));
      case COPY -> {
        WorkingCopy copy = CopyItems.readCopy(item);
        requireLine("createdBy", copy.createdBy(), MAX_NAME);
        requireLine("savedBy", copy.savedBy(), MAX_NAME);
        requireText("notice", copy.notice(), ManuscriptLimits.LEAD);
        readManuscript(copy.manuscript(), changes);
      }
      case REVISION -> {
        requireLine("createdBy", item.textOrEmpty("createdBy"), MAX_NAME);
        Revision revision = CopyItems.readRevision(item);
        requireLine("savedBy", revision.savedBy(), MAX_NAME);
        readManuscript(revision.manuscript(), changes);
      }
      default -> throw new BrokenItem(NewsroomKeys.PART, "there is no such item");
    }
  }

  private static void readPhoto(Photo photo) {
    requireLine("name", photo.name(), Uploads.NAME);
    requireLine("type", photo.type(), MAX_NAME);
    requireLine("savedBy", photo.savedBy(), MAX_NAME);
    requireText("why", photo.why(), ManuscriptLimits.LEAD);
    if (photo.usedBy().size() > MAX_USES) {
      throw new BrokenItem("usedBy", "it names more than " + MAX_USES + " articles");
    }
    photo.usedBy().forEach(article -> requireLine("usedBy", article, MAX_NAME));
  }

  private static void readManuscript(Manuscript text, Map<String, AttributeValue> changes) {
    requireLine("title", text.title(), ManuscriptLimits.TITLE);
    requireText("lead", text.lead(), ManuscriptLimits.LEAD);
    requireText("source", text.source(), ManuscriptLimits.SOURCE);
    requireCard(text.card());
    if (!text.section().isEmpty()) {
      requireSection(text.section());
    }
    requireNames(text.authors(), text.tags());
    takeBody(text.body().html(), Body.clean(text.body().html()).html(), changes);
  }

  private void readArticles(ItemReader item, String key, Map<String, AttributeValue> changes) {
    String list = item.text(ArticleItems.LIST);
    if (SiteSettings.isSettings(list)) {
      readSettings(SiteSettings.read(item));
    } else if (DayCounts.isCounts(list)) {
      DayCounts.read(item);
    } else if (ArticleItems.isArticle(list)) {
      Lookup lookup = ArticleItems.read(item);
      if (lookup instanceof Lookup.Found found) {
        readHeadline(found.article().headline());
        String source = found.article().source();
        requireText("source", source == null ? "" : source, ManuscriptLimits.SOURCE);
        requireCard(found.article().card());
        String body = found.article().body();
        takeBody(body, Body.clean(Body.asWritten(body)).forReaders(), changes);
        Headline headline = found.article().headline();
        Instant nextAt = ArticleItems.nextAt(item);
        Headline listed = nextAt == null ? headline : headline.endingBy(nextAt);
        // Entries of earlier versions do not tell the time of the last change.
        articles
            .computeIfAbsent(headline.id().value(), id -> new HashSet<>())
            .addAll(List.of(listed, listed.unchanged()));
      } else if (lookup instanceof Lookup.Gone gone) {
        requireText("notice", gone.notice(), ManuscriptLimits.LEAD);
      }
    } else {
      Headline headline = ArticleItems.readEntry(item);
      readHeadline(headline);
      entries.put(key, headline);
    }
  }

  private static void requireCard(Card card) {
    requireLine("cardTitle", card.title(), ManuscriptLimits.CARD_TITLE);
    requireText("cardDescription", card.description(), ManuscriptLimits.CARD_DESCRIPTION);
  }

  private static void readHeadline(Headline headline) {
    requireLine("title", headline.title(), ManuscriptLimits.TITLE);
    if (headline.title().isBlank()) {
      throw new BrokenItem("title", "it is empty");
    }
    requireText("lead", headline.lead(), ManuscriptLimits.LEAD);
    requireSection(headline.section());
    requireNames(headline.authors(), headline.tags());
    var cover = headline.cover();
    if (cover != null) {
      if (!COVER.matcher(cover.url()).matches()) {
        throw new BrokenItem("cover", "its address is none of this site or of the web");
      }
      requireText("cover", cover.url(), ManuscriptLimits.BODY_BYTES);
      requireText("cover", cover.alt(), ManuscriptLimits.BODY_BYTES);
      requireLine("cover", cover.srcset(), MAX_ADDRESS);
    }
  }

  private static void readSettings(Settings settings) {
    if (!settings.accent().isEmpty() && !Imprint.isReadable(settings.accent())) {
      throw new BrokenItem("accent", "it is too light to be read on white");
    }
    Characters.require(settings.siteName());
    Characters.require(settings.contact());
    Characters.require(settings.licence());
    settings.publisher().texts().forEach(Characters::require);
    if (settings.notice() != null) {
      Characters.require(settings.notice().text());
    }
    settings.pages().forEach(page -> Characters.require(page.title()));
    settings.sections().forEach(section -> Characters.require(section.title()));
  }

  private static void requireSection(String name) {
    if (name.equals(Section.PAGES)) {
      return;
    }
    try {
      Section section = new Section(name, name);
      Characters.require(section.name());
    } catch (IllegalArgumentException e) {
      throw new BrokenItem("section", String.valueOf(e.getMessage()));
    }
  }

  private static void requireNames(List<String> authors, List<String> tags) {
    if (authors.size() > ManuscriptLimits.AUTHORS || tags.size() > ManuscriptLimits.TAGS) {
      throw new BrokenItem("authors", "there are too many authors or tags");
    }
    authors.forEach(author -> requireLine("authors", author, ManuscriptLimits.AUTHOR));
    tags.forEach(tag -> requireLine("tags", tag, ManuscriptLimits.TAG));
  }

  private static void requireLine(String name, String text, int limit) {
    requireText(name, text, limit);
  }

  private static void requireText(String name, String text, int limit) {
    int length = text.codePointCount(0, text.length());
    if (length > limit) {
      throw new BrokenItem(
          name, "it has " + length + " characters, and at most " + limit + " are allowed");
    }
    try {
      Characters.require(text);
    } catch (UnfitText e) {
      BrokenItem broken = new BrokenItem(name, ItemFaults.of(e).english());
      broken.initCause(e);
      throw broken;
    }
  }

  private static void takeBody(String given, String clean, Map<String, AttributeValue> changes) {
    if (!clean.equals(given)) {
      changes.put("body", AttributeValue.fromS(clean));
    }
  }

  private void readPhoto(String key, byte[] file) {
    if (Attachment.of(key) != null) {
      return; // Checked once all its pieces are there.
    }
    Text fault = PhotoFile.fault(key, file);
    if (fault != null) {
      throw problem(key, fault).with("item", key);
    }
  }

  private static String key(ArchivedTable table, Map<String, AttributeValue> item) {
    return table.keyNames().stream()
        .map(item::get)
        .map(value -> value == null ? "" : value.s())
        .collect(Collectors.joining(" "));
  }

  private static String name(ArchivedTable table, String key) {
    return table.word() + " " + brief(key);
  }

  private static String message(IllegalArgumentException fault) {
    return String.valueOf(fault.getMessage());
  }

  private Problem refused(ArchivedTable table, String key, Text why) {
    return problem(name(table, key), new Text(clause(why.english()), clause(why.vietnamese())))
        .with("table", table.word())
        .with("item", brief(key));
  }

  /** Beginning of a text of the archive, for an answer. */
  private static String brief(String text) {
    return text.codePointCount(0, text.length()) <= MAX_QUOTED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED)) + "…";
  }

  /** Beginning of a sentence or clause, without the full stop. */
  private static String clause(String text) {
    return brief(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
  }

  private Problem problem(String name, Text why) {
    return ImportReasons.BROKEN
        .problem(part.manifest().number(), Text.of("{0}: {1}.", "{0}: {1}.", name, why))
        .with("part", part.manifest().number());
  }
}
