package bantin.article;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.item.BrokenItem;
import bantin.item.BrokenItems;
import bantin.item.ItemReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the site's settings, and remembers them for half a minute. */
public final class SiteSettings {
  private static final String SITE = "site";
  private static final String SETTINGS = "settings";
  private static final String PUBLISHER = "publisher";
  private static final String PAGES = "pages";
  private static final String NOTICE = "notice";
  private static final String LOGO = "logo";

  /** Path on this site, or address on the web. Browsers read two slashes as another host. */
  private static final Pattern LINK =
      Pattern.compile("|/(?![/\\\\])[^\\s\\\\\"<>]*|https?://[^\\s\\\\\"<>]+");

  private static final Map<String, AttributeValue> KEY =
      Map.of(ArticleItems.LIST, fromS(SITE), ArticleItems.AT, fromS(SETTINGS));
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
  private static final Duration REMEMBERED = Duration.ofSeconds(30);

  private final DynamoDbClient db;
  private final String table;
  private final Settings initial;
  private final BrokenItems broken;
  private @Nullable Settings settings;
  private Instant readAt = Instant.MIN;

  /**
   * @param siteName name for a site without settings
   */
  public SiteSettings(DynamoDbClient db, String table, String siteName) {
    this.db = db;
    this.table = table;
    this.initial = Settings.initial(siteName);
    this.broken = new BrokenItems(table);
  }

  /** Tells whether a list's key is that of the settings. */
  public static boolean isSettings(String list) {
    return list.equals(SITE);
  }

  public Settings at(Instant now) {
    Settings known = settings;
    return known == null || !now.isBefore(readAt.plus(REMEMBERED)) ? remember(read(), now) : known;
  }

  /**
   * Settings that know a section. They are read anew where the remembered ones lack it, because
   * another process may have added it a moment ago.
   *
   * @param section a section's name; empty for none
   */
  public Settings with(String section, Instant now) {
    Settings known = at(now);
    return section.isEmpty() || known.hasPlace(section) ? known : remember(current(), now);
  }

  private Settings remember(Settings known, Instant now) {
    settings = known;
    readAt = now;
    return known;
  }

  /** Reads the current settings, strongly consistent, to change them. */
  public Settings current() {
    return settings(db.getItem(get -> get.tableName(table).key(KEY).consistentRead(true)).item());
  }

  private Settings read() {
    return settings(db.getItem(get -> get.tableName(table).key(KEY)).item());
  }

  /** Reads settings. One that cannot be read falls back to a new site's, so that pages stay up. */
  private Settings settings(Map<String, AttributeValue> item) {
    ItemReader reader = ItemReader.of(item);
    return new Settings(
        setting(reader, "siteName", initial.siteName(), site -> site.text("siteName")),
        setting(reader, "sections", initial.sections(), SiteSettings::sections),
        setting(reader, "accent", "", SiteSettings::accent),
        setting(reader, "contact", "", site -> site.text("contact")),
        setting(reader, "licence", "", site -> site.text("licence")),
        setting(reader, PUBLISHER, Publisher.NONE, SiteSettings::publisher),
        setting(reader, PAGES, List.of(), SiteSettings::pages),
        setting(reader, NOTICE, Optional.<Notice>empty(), site -> Optional.ofNullable(notice(site)))
            .orElse(null),
        setting(reader, LOGO, Optional.<Logo>empty(), site -> Optional.ofNullable(logo(site)))
            .orElse(null),
        setting(reader, "version", 0L, site -> site.number("version")));
  }

  private <T> T setting(ItemReader item, String name, T otherwise, Function<ItemReader, T> read) {
    try {
      return item.has(name) ? read.apply(item) : otherwise;
    } catch (IllegalArgumentException e) {
      broken.note("site settings", String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  /**
   * Reads settings that another portal wrote.
   *
   * @throws BrokenItem where no portal writes such settings
   */
  public static Settings read(ItemReader item) {
    if (!isSettings(item.text(ArticleItems.LIST)) || !item.text(ArticleItems.AT).equals(SETTINGS)) {
      throw new BrokenItem("list", "it is not the key of the settings");
    }
    List<Section> sections = sections(item);
    if (sections.isEmpty() || sections.size() > SettingsLimits.SECTIONS) {
      throw new BrokenItem("sections", "a site has 1 to " + SettingsLimits.SECTIONS);
    }
    if (sections.stream().map(Section::name).distinct().count() < sections.size()) {
      throw new BrokenItem("sections", "two have one name");
    }
    for (Section section : sections) {
      requireLength("sections", section.title(), 1, SettingsLimits.SECTION_TITLE);
    }
    Settings settings =
        new Settings(
            item.text("siteName"),
            sections,
            accent(item),
            item.textOrEmpty("contact"),
            item.textOrEmpty("licence"),
            publisher(item),
            pages(item),
            notice(item),
            logo(item),
            item.number("version", 1, Long.MAX_VALUE - 1));
    requireLength("siteName", settings.siteName(), 1, SettingsLimits.SITE_NAME);
    requireLength("contact", settings.contact(), 0, SettingsLimits.CONTACT);
    requireLength("licence", settings.licence(), 0, SettingsLimits.LICENCE);
    for (String text : settings.publisher().texts()) {
      requireLength(PUBLISHER, text, 0, SettingsLimits.PUBLISHER);
    }
    if (settings.pages().size() > SettingsLimits.PAGES) {
      throw new BrokenItem(PAGES, "a site links at most " + SettingsLimits.PAGES);
    }
    Notice notice = settings.notice();
    if (notice != null) {
      requireLength(NOTICE, notice.text(), 1, SettingsLimits.NOTICE);
      requireLength(NOTICE, notice.link(), 0, SettingsLimits.NOTICE_LINK);
    }
    for (PageLink page : settings.pages()) {
      requireLength(PAGES, page.title(), 1, SettingsLimits.PAGE_TITLE);
    }
    return settings;
  }

  private static void requireLength(String name, String text, int least, int most) {
    int length = text.codePointCount(0, text.length());
    if (length < least || length > most) {
      throw new BrokenItem(name, "it has " + length + " characters, not " + least + " to " + most);
    }
  }

  private static String accent(ItemReader item) {
    String accent = item.textOrEmpty("accent");
    if (!accent.isEmpty() && !COLOUR.matcher(accent).matches()) {
      throw new BrokenItem("accent", "it is no colour such as #a3171d");
    }
    return accent;
  }

  private static Publisher publisher(ItemReader item) {
    ItemReader publisher = item.map(PUBLISHER);
    return publisher == null
        ? Publisher.NONE
        : new Publisher(
            publisher.textOrEmpty("agency"),
            publisher.textOrEmpty("responsible"),
            publisher.textOrEmpty("address"),
            publisher.textOrEmpty("telephone"),
            publisher.textOrEmpty("mail"),
            publisher.textOrEmpty("copyright"));
  }

  private static List<PageLink> pages(ItemReader item) {
    return item.maps(PAGES).stream().map(SiteSettings::page).toList();
  }

  private static PageLink page(ItemReader item) {
    ArticleId id = ArticleId.parse(item.text("id"));
    String path = item.text("path");
    if (id == null || !path.matches("/" + Section.PAGES + "/[^/\\s\\\\]+")) {
      throw new BrokenItem(PAGES, "one leads to no page of this site");
    }
    return new PageLink(id, path, item.text("title"), item.flag("inMenu"));
  }

  private static @Nullable Notice notice(ItemReader item) {
    ItemReader notice = item.map(NOTICE);
    if (notice == null) {
      return null;
    }
    String link = notice.textOrEmpty("link");
    if (!isLink(link)) {
      throw new BrokenItem(NOTICE, "its link leads to no page");
    }
    return new Notice(notice.text("text"), link, notice.time("until"));
  }

  private static @Nullable Logo logo(ItemReader item) {
    ItemReader logo = item.map(LOGO);
    if (logo == null) {
      return null;
    }
    try {
      return new Logo(
          logo.text("url"),
          (int) logo.number("width", 1, Integer.MAX_VALUE),
          (int) logo.number("height", 1, Integer.MAX_VALUE));
    } catch (BrokenItem e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BrokenItem(LOGO, String.valueOf(e.getMessage()));
    }
  }

  /** Tells whether a text is the address of a page on this site or on the web, or empty. */
  public static boolean isLink(String text) {
    return LINK.matcher(text).matches();
  }

  private static AttributeValue item(PageLink page) {
    return AttributeValue.fromM(
        Map.of(
            "id", fromS(page.id().value()),
            "path", fromS(page.path()),
            "title", fromS(page.title()),
            "inMenu", AttributeValue.fromBool(page.inMenu())));
  }

  private static Map<String, AttributeValue> item(Publisher publisher) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("agency", fromS(publisher.agency()));
    item.put("responsible", fromS(publisher.responsible()));
    item.put("address", fromS(publisher.address()));
    item.put("telephone", fromS(publisher.telephone()));
    item.put("mail", fromS(publisher.mail()));
    item.put("copyright", fromS(publisher.copyright()));
    return item;
  }

  private static List<Section> sections(ItemReader item) {
    return item.maps("sections").stream().map(SiteSettings::section).toList();
  }

  private static Section section(ItemReader item) {
    try {
      return new Section(item.text("name"), item.text("title"));
    } catch (BrokenItem e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new BrokenItem("sections", String.valueOf(e.getMessage()));
    }
  }

  /** Item that holds the settings. */
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
    if (!settings.publisher().equals(Publisher.NONE)) {
      item.put(PUBLISHER, AttributeValue.fromM(item(settings.publisher())));
    }
    if (!settings.pages().isEmpty()) {
      item.put(
          PAGES, AttributeValue.fromL(settings.pages().stream().map(SiteSettings::item).toList()));
    }
    Notice notice = settings.notice();
    if (notice != null) {
      item.put(
          NOTICE,
          AttributeValue.fromM(
              Map.of(
                  "text", fromS(notice.text()),
                  "link", fromS(notice.link()),
                  "until", fromS(Publication.sortable(notice.until())))));
    }
    Logo logo = settings.logo();
    if (logo != null) {
      item.put(
          LOGO,
          AttributeValue.fromM(
              Map.of(
                  "url", fromS(logo.url()),
                  "width", AttributeValue.fromN(Integer.toString(logo.width())),
                  "height", AttributeValue.fromN(Integer.toString(logo.height())))));
    }
    item.put("version", AttributeValue.fromN(Long.toString(settings.version())));
    return item;
  }
}
