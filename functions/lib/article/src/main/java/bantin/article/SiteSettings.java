package bantin.article;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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

  /** As they stand this moment, to be changed. */
  public Settings current() {
    return settings(db.getItem(get -> get.tableName(table).key(KEY).consistentRead(true)).item());
  }

  private Settings read() {
    return settings(db.getItem(get -> get.tableName(table).key(KEY)).item());
  }

  private Settings settings(Map<String, AttributeValue> item) {
    AttributeValue version = item.get("version");
    return new Settings(
        item.containsKey("siteName") ? ArticleItems.text(item, "siteName") : initial.siteName(),
        sections(item.get("sections")),
        ArticleItems.text(item, "accent"),
        ArticleItems.text(item, "contact"),
        ArticleItems.text(item, "licence"),
        version == null ? 0 : Long.parseLong(version.n()));
  }

  /** The item that holds them, for those who may write it. */
  public static Map<String, AttributeValue> item(Settings settings) {
    Map<String, AttributeValue> item = new HashMap<>(KEY);
    item.put("siteName", fromS(settings.siteName()));
    item.put(
        "sections",
        AttributeValue.fromL(
            settings.sections().stream()
                .map(
                    section ->
                        AttributeValue.fromM(
                            Map.of("name", fromS(section.name()), "title", fromS(section.title()))))
                .toList()));
    item.put("accent", fromS(settings.accent()));
    item.put("contact", fromS(settings.contact()));
    item.put("licence", fromS(settings.licence()));
    item.put("version", AttributeValue.fromN(Long.toString(settings.version())));
    return item;
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
