package bantin.newsroom;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.article.Slug;
import bantin.photo.PhotoId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys of the {@code Newsroom} table. */
public final class NewsroomKeys {
  /** Name of the hash key. */
  public static final String ARTICLE = "article";

  /** Name of the range key. */
  public static final String PART = "part";

  /** Hash key of the items about people. */
  public static final String PEOPLE = "people";

  /** Names of the attributes that make a key, the hash key first. */
  public static final List<String> NAMES = List.of(ARTICLE, PART);

  static final Set<String> NAME_SET = Set.copyOf(NAMES);

  /** Condition of a write that no item has the key yet. */
  static final String ABSENT = "attribute_not_exists(" + ARTICLE + ")";

  /** Condition of a write that there is an item with the key. */
  static final String PRESENT = "attribute_exists(" + ARTICLE + ")";

  static final String REVISION = "revision#";
  static final String PRESENCE = "presence#";
  static final String SHARED = "shared#";
  static final String PHOTO = "photo#";
  static final String BYLINES = "bylines";
  static final String PERSON = "person#";
  private static final String COPY_PART = "copy";
  private static final String PHOTO_PART = "photo";
  private static final String FILE = "file#";
  private static final String FILE_PART = "file";
  private static final String IMPORT = "import";

  private NewsroomKeys() {}

  /** Kinds of items, as their keys tell them apart. */
  public enum Kind {
    COPY,
    REVISION,
    PRESENCE,
    /** Note about a preview that may still be shown. */
    SHARED,
    PHOTO,
    FILE,
    BYLINE,
    /** Name and last sign-in of a person, or the note on administrators who leave. */
    PERSON,
    /** Note about the archive that the portal takes in. */
    IMPORT
  }

  /** Kind of the item with this key; null where the portal writes no such key. */
  public static @Nullable Kind kind(String article, String part) {
    if (article.equals(IMPORT)) {
      return Kind.IMPORT;
    } else if (article.equals(BYLINES)) {
      return Kind.BYLINE;
    } else if (article.equals(PEOPLE)) {
      return Kind.PERSON;
    } else if (part.equals(PHOTO_PART)) {
      return Kind.PHOTO;
    } else if (part.equals(FILE_PART)) {
      return Kind.FILE;
    } else if (part.equals(COPY_PART)) {
      return Kind.COPY;
    } else if (part.startsWith(REVISION)) {
      return Kind.REVISION;
    } else if (part.startsWith(SHARED)) {
      return Kind.SHARED;
    }
    return part.startsWith(PRESENCE) ? Kind.PRESENCE : null;
  }

  /** Key of the working copy. */
  public static Map<String, AttributeValue> copy(ArticleId id) {
    return key(id.value(), COPY_PART);
  }

  static Map<String, AttributeValue> revision(ArticleId id, long version) {
    return key(id.value(), revisionPart(version));
  }

  /** Range key of a revision; those of one article sort by version. */
  static String revisionPart(long version) {
    return String.format(Locale.ROOT, REVISION + "%08d", version);
  }

  static Map<String, AttributeValue> presence(ArticleId id, String person) {
    return key(id.value(), PRESENCE + person);
  }

  /** Key of the note about a preview. */
  static Map<String, AttributeValue> shared(ArticleId id, String token) {
    return key(id.value(), SHARED + token);
  }

  static Map<String, AttributeValue> byline(String name) {
    return key(BYLINES, bylinePart(name));
  }

  static String bylinePart(String name) {
    return Slug.of(name).value();
  }

  static Map<String, AttributeValue> person(String login) {
    return key(PEOPLE, PERSON + login);
  }

  /** Key of the note on administrators who leave. */
  static Map<String, AttributeValue> departures() {
    return key(PEOPLE, "departures");
  }

  /** Key of the photo. */
  public static Map<String, AttributeValue> photo(PhotoId id) {
    return photo(PHOTO + id);
  }

  /** Key of the photo whose hash key is known. */
  static Map<String, AttributeValue> photo(String article) {
    return key(article, PHOTO_PART);
  }

  static Map<String, AttributeValue> file(PhotoId id) {
    return key(FILE + id, FILE_PART);
  }

  /** Key of the note about the archive that the portal takes in. */
  public static Map<String, AttributeValue> importedArchive() {
    return key(IMPORT, "archive");
  }

  /** Key of the note about one part of that archive. */
  public static Map<String, AttributeValue> importedPart(int number) {
    return key(IMPORT, String.format(Locale.ROOT, "part#%07d", number));
  }

  private static Map<String, AttributeValue> key(String article, String part) {
    return Map.of(ARTICLE, fromS(article), PART, fromS(part));
  }
}
