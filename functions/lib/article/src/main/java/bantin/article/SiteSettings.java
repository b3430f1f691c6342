package bantin.article;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the site's settings, and remembers them for half a minute. */
public final class SiteSettings {
  private static final Map<String, AttributeValue> KEY =
      Map.of("list", fromS("site"), "at", fromS("settings"));
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final DynamoDbClient db;
  private final String table;
  private final Settings initial;
  private @Nullable Settings settings;
  private Instant readAt = Instant.MIN;

  /**
   * @param siteName the name of a site that nobody has named yet
   */
  public SiteSettings(DynamoDbClient db, String table, String siteName) {
    this.db = db;
    this.table = table;
    this.initial = Settings.initial(siteName);
  }

  public Settings at(Instant now) {
    Settings known = settings;
    if (known == null || !now.isBefore(readAt.plus(REMEMBERED))) {
      known = read();
      settings = known;
      readAt = now;
    }
    return known;
  }

  private Settings read() {
    Map<String, AttributeValue> item = db.getItem(get -> get.tableName(table).key(KEY)).item();
    return new Settings(
        item.containsKey("siteName") ? ArticleItems.text(item, "siteName") : initial.siteName(),
        sections(item.get("sections")));
  }

  private List<Section> sections(@Nullable AttributeValue value) {
    return value == null
        ? initial.sections()
        : value.l().stream()
            .map(AttributeValue::m)
            .map(
                section ->
                    new Section(
                        ArticleItems.text(section, "name"), ArticleItems.text(section, "title")))
            .toList();
  }
}
