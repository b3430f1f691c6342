package bantin.editarticles;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.article.ArticleId;
import bantin.article.PicturesElsewhere;
import bantin.article.Publication;
import bantin.manuscript.Manuscript;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the {@code Newsroom} table holds an article: its working copy, and each saved version as a
 * revision beside it. Only working copies carry {@code state}, so only they stand in the index.
 */
final class CopyItems {
  static final String REVISION = "revision#";

  private CopyItems() {}

  static Map<String, AttributeValue> key(ArticleId id) {
    return Map.of("article", fromS(id.value()), "part", fromS("copy"));
  }

  static Map<String, AttributeValue> item(WorkingCopy copy) {
    Map<String, AttributeValue> item = manuscript(copy.manuscript());
    item.putAll(key(copy.id()));
    item.put("version", number(copy.version()));
    item.put("state", fromS(copy.state().word()));
    item.put("createdBy", fromS(copy.createdBy()));
    item.put("savedBy", fromS(copy.savedBy()));
    item.put("savedAt", time(copy.savedAt()));
    item.put("publishedVersion", number(copy.publishedVersion()));
    item.put("notice", fromS(copy.notice()));
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

  /** The range key of a revision; those of one article sort by version. */
  static String part(long version) {
    return String.format(Locale.ROOT, REVISION + "%08d", version);
  }

  /**
   * @param from the version before
   */
  static Map<String, AttributeValue> revision(WorkingCopy copy, Action action, long from) {
    Map<String, AttributeValue> item = manuscript(copy.manuscript());
    item.put("article", fromS(copy.id().value()));
    item.put("part", fromS(part(copy.version())));
    item.put("version", number(copy.version()));
    item.put("action", fromS(action.word()));
    item.put("from", number(from));
    item.put("createdBy", fromS(copy.createdBy()));
    item.put("savedBy", fromS(copy.savedBy()));
    item.put("savedAt", time(copy.savedAt()));
    return item;
  }

  static Revision revision(Map<String, AttributeValue> item) {
    return new Revision(
        number(item, "version"),
        number(item, "from"),
        text(item, "action"),
        text(item, "savedBy"),
        Instant.parse(text(item, "savedAt")),
        manuscript(item));
  }

  private static Map<String, AttributeValue> manuscript(Manuscript manuscript) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("title", fromS(manuscript.title()));
    item.put("lead", fromS(manuscript.lead()));
    item.put("section", fromS(manuscript.section()));
    item.put("authors", strings(manuscript.authors()));
    item.put("tags", strings(manuscript.tags()));
    item.put("source", fromS(manuscript.source()));
    item.put("body", fromS(manuscript.body()));
    return item;
  }

  /** Also of an item from the index, which has neither lead nor body. */
  static WorkingCopy copy(Map<String, AttributeValue> item) {
    String at = text(item, "publishedAt");
    String until = text(item, "until");
    return new WorkingCopy(
        new ArticleId(text(item, "article")),
        number(item, "version"),
        State.of(text(item, "state")),
        manuscript(item),
        text(item, "createdBy"),
        text(item, "savedBy"),
        Instant.parse(text(item, "savedAt")),
        at.isEmpty()
            ? null
            : new Publication(Instant.parse(at), until.isEmpty() ? null : Instant.parse(until)),
        number(item, "publishedVersion"),
        text(item, "notice"));
  }

  private static Manuscript manuscript(Map<String, AttributeValue> item) {
    return new Manuscript(
        text(item, "title"),
        text(item, "lead"),
        text(item, "section"),
        strings(item, "authors"),
        strings(item, "tags"),
        text(item, "source"),
        PicturesElsewhere.asLinks(text(item, "body")));
  }

  static AttributeValue number(long value) {
    return fromN(Long.toString(value));
  }

  private static long number(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? 0 : Long.parseLong(value.n());
  }

  private static AttributeValue time(Instant time) {
    return fromS(Publication.sortable(time));
  }

  static AttributeValue strings(List<String> values) {
    return fromL(values.stream().map(AttributeValue::fromS).toList());
  }

  static List<String> strings(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  static String text(@Nullable Map<String, AttributeValue> item, String name) {
    AttributeValue value = item == null ? null : item.get(name);
    return value == null ? "" : value.s();
  }
}
