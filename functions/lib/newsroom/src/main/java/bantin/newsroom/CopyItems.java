package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.article.ArticleItems;
import bantin.article.PicturesElsewhere;
import bantin.article.Publication;
import bantin.item.Attributes;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import bantin.manuscript.Body;
import bantin.manuscript.Manuscript;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of an article in the {@code Newsroom} table: its working copy, and a revision for each
 * saved version. Only working copies carry {@code state}, so only they stand in the index.
 */
public final class CopyItems {
  /** Greatest version: keys have eight digits for it. */
  private static final long MAX_VERSION = 99_999_999;

  private CopyItems() {}

  public static Map<String, AttributeValue> item(WorkingCopy copy) {
    Map<String, AttributeValue> item = manuscript(copy.manuscript());
    item.putAll(NewsroomKeys.copy(copy.id()));
    item.put("version", Attributes.number(copy.version()));
    item.put("state", fromS(copy.state().word()));
    item.put("createdBy", fromS(copy.createdBy()));
    item.put("savedBy", fromS(copy.savedBy()));
    item.put("savedAt", time(copy.savedAt()));
    item.put("publishedVersion", Attributes.number(copy.publishedVersion()));
    item.put("notice", fromS(copy.notice()));
    Standing standing = copy.standing();
    if (standing != null) {
      item.put("standingAt", time(standing.publication().at()));
      item.put("standingVersion", Attributes.number(standing.version()));
      Instant end = standing.publication().until();
      if (end != null) {
        item.put("standingUntil", time(end));
      }
    }
    if (copy.state() == State.TRASH) {
      item.put("expires", Attributes.seconds(copy.savedAt().plus(WorkingCopy.TRASH_TIME)));
    }
    Instant first = copy.firstAt();
    if (first != null) {
      item.put("firstAt", time(first));
    }
    item.put("listed", Attributes.texts(copy.listed().stream().map(ListedEntry::text).toList()));
    Publication publication = copy.publication();
    if (publication != null) {
      item.put("publishedAt", time(publication.at()));
      Instant until = publication.until();
      if (until != null) {
        item.put("until", time(until));
      }
    }
    return item;
  }

  /**
   * @param from version that it was made of
   * @param photos hash of each photo's content by its id
   */
  public static Map<String, AttributeValue> revision(
      WorkingCopy copy, Action action, long from, SortedMap<String, String> photos) {
    Map<String, AttributeValue> item = manuscript(copy.manuscript());
    item.putAll(NewsroomKeys.revision(copy.id(), copy.version()));
    item.put("version", Attributes.number(copy.version()));
    item.put("action", fromS(action.word()));
    item.put("from", Attributes.number(from));
    if (!photos.isEmpty()) {
      Map<String, AttributeValue> contents = new HashMap<>();
      photos.forEach((photo, content) -> contents.put(photo, fromS(content)));
      item.put("photos", fromM(contents));
    }
    item.put("createdBy", fromS(copy.createdBy()));
    item.put("savedBy", fromS(copy.savedBy()));
    item.put("savedAt", time(copy.savedAt()));
    return item;
  }

  /** Reads a revision, also from an item without its texts. */
  public static Revision revision(Map<String, AttributeValue> item) {
    return revision(ItemReader.of(item));
  }

  private static Revision revision(ItemReader item) {
    return new Revision(
        item.numberOrZero("version"),
        item.numberOrZero("from"),
        item.textOrEmpty("action"),
        item.textOrEmpty("savedBy"),
        item.time("savedAt"),
        manuscript(item),
        photos(item));
  }

  private static SortedMap<String, String> photos(ItemReader item) {
    SortedMap<String, String> photos = new TreeMap<>();
    ItemReader contents = item.map("photos");
    if (contents != null) {
      contents.names().forEach(photo -> photos.put(photo, contents.text(photo)));
    }
    return photos;
  }

  /**
   * Reads a revision that another portal wrote.
   *
   * @throws BrokenItem if no portal writes such a revision
   */
  public static Revision readRevision(ItemReader item) {
    id(item);
    long version = item.number("version", 1, MAX_VERSION);
    if (!item.text(NewsroomKeys.PART).equals(NewsroomKeys.revisionPart(version))) {
      throw new BrokenItem("version", "it differs from the item's key");
    }
    item.number("from", 0, version);
    item.textOrEmpty("createdBy");
    Revision revision = revision(item);
    if (!Action.isWord(revision.action())) {
      throw new BrokenItem("action", "there is no such action");
    }
    return revision;
  }

  /**
   * Reads a working copy that another portal wrote.
   *
   * @throws BrokenItem if no portal writes such a copy
   */
  public static WorkingCopy readCopy(ItemReader item) {
    ArticleId id = id(item);
    item.number("version", 1, MAX_VERSION);
    item.text("savedAt");
    WorkingCopy copy = copy(item);
    if (copy.publishedVersion() < 0 || copy.publishedVersion() > copy.version()) {
      throw new BrokenItem("publishedVersion", "there is no such version");
    }
    if (copy.state() == State.TRASH) {
      item.number("expires", 0, Long.MAX_VALUE);
    }
    // The index sorts by this text.
    requireSortable(item, "savedAt", copy.savedAt());
    for (ListedEntry entry : copy.listed()) {
      if (!entry.position().id().equals(id)) {
        throw new BrokenItem("listed", "it names another article's entry");
      }
    }
    return copy;
  }

  /**
   * Reads a name of a byline that another portal wrote.
   *
   * @throws BrokenItem where no portal writes such a name
   */
  public static String readByline(ItemReader item) {
    String name = item.text("name");
    if (!item.text(NewsroomKeys.PART).equals(NewsroomKeys.bylinePart(name))
        || NewsroomKeys.bylinePart(name).isEmpty()) {
      throw new BrokenItem("name", "it differs from the item's key");
    }
    return name;
  }

  private static void requireSortable(ItemReader item, String name, Instant time) {
    if (!Publication.sortable(time).equals(item.text(name))) {
      throw new BrokenItem(name, "times are written as 2026-11-24T03:00:00.000Z");
    }
  }

  private static ArticleId id(ItemReader item) {
    ArticleId id = ArticleId.parse(item.text(NewsroomKeys.ARTICLE));
    if (id == null) {
      throw new BrokenItem(NewsroomKeys.ARTICLE, "it is no article's id");
    }
    return id;
  }

  private static Map<String, AttributeValue> manuscript(Manuscript manuscript) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("title", fromS(manuscript.title()));
    item.put("lead", fromS(manuscript.lead()));
    item.put("section", fromS(manuscript.section()));
    item.put("authors", Attributes.texts(manuscript.authors()));
    item.put("tags", Attributes.texts(manuscript.tags()));
    item.put("source", fromS(manuscript.source()));
    item.put("body", fromS(manuscript.body().html()));
    item.put("slug", fromS(manuscript.slug()));
    item.put("cardTitle", fromS(manuscript.card().title()));
    item.put("cardDescription", fromS(manuscript.card().description()));
    return item;
  }

  /** Reads a working copy, also from the index, which has neither lead nor body. */
  public static WorkingCopy copy(Map<String, AttributeValue> item) {
    return copy(ItemReader.of(item));
  }

  private static WorkingCopy copy(ItemReader item) {
    boolean published = !item.textOrEmpty("publishedAt").isEmpty();
    boolean ends = !item.textOrEmpty("until").isEmpty();
    State state = State.find(item.text("state"));
    if (state == null) {
      throw new BrokenItem("state", "there is no such state");
    }
    return new WorkingCopy(
        id(item),
        item.numberOrZero("version"),
        state,
        manuscript(item),
        item.textOrEmpty("createdBy"),
        item.textOrEmpty("savedBy"),
        item.time("savedAt"),
        published
            ? new Publication(item.time("publishedAt"), ends ? item.time("until") : null)
            : null,
        item.numberOrZero("publishedVersion"),
        item.textOrEmpty("notice"),
        standing(item),
        item.has("firstAt") ? item.time("firstAt") : null,
        listed(item));
  }

  private static @Nullable Standing standing(ItemReader item) {
    return item.has("standingAt")
        ? new Standing(
            new Publication(
                item.time("standingAt"),
                item.has("standingUntil") ? item.time("standingUntil") : null),
            item.number("standingVersion", 1, MAX_VERSION))
        : null;
  }

  private static Set<ListedEntry> listed(ItemReader item) {
    Set<ListedEntry> entries = new LinkedHashSet<>();
    item.texts("listed").forEach(text -> entries.add(ListedEntry.of(text)));
    return entries;
  }

  private static Manuscript manuscript(ItemReader item) {
    return new Manuscript(
        item.textOrEmpty("title"),
        item.textOrEmpty("lead"),
        item.textOrEmpty("section"),
        item.texts("authors"),
        item.texts("tags"),
        item.textOrEmpty("source"),
        Body.stored(PicturesElsewhere.asLinks(item.textOrEmpty("body"))),
        ArticleItems.slug(item),
        ArticleItems.card(item));
  }

  private static AttributeValue time(Instant time) {
    return fromS(Publication.sortable(time));
  }
}
