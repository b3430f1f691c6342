package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Logo;
import bantin.article.Lookup;
import bantin.article.Notice;
import bantin.article.PageLink;
import bantin.article.PublicArticles;
import bantin.article.Publication;
import bantin.article.Publisher;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.article.SiteSettings;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.http.RequestReasons;
import bantin.http.Response;
import bantin.http.Text;
import bantin.item.Attributes;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.page.Imprint;
import bantin.photo.PhotoId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Settings of the site. All staff read them, administrators change them. */
final class SiteDesk {
  /** Articles that a refused removal of their section names. */
  private static final int NAMED_ARTICLES = 3;

  /** Fixed pages that the settings offer to link to. */
  private static final int OFFERED_PAGES = 100;

  private static final String PAGES = "pages";
  private static final String NOTICE = "notice";
  private static final String LOGO = "logo";

  /** Name under which a photo notes that the settings hold it, among the ids of articles. */
  private static final String SITE = "site";

  private static final String MENU = "menu";
  private static final String FOOTER = "footer";

  private static final List<String> WRITTEN =
      List.of(
          "siteName",
          "sections",
          "accent",
          "contact",
          "licence",
          "agency",
          "responsible",
          "address",
          "telephone",
          "mail",
          "copyright",
          PAGES,
          NOTICE,
          LOGO);

  /** Fields that clients send back although they cannot set them. */
  private static final Set<String> GIVEN = Set.of("version", "publishedPages");

  /** Mail address, without white space and with a host. */
  private static final Pattern MAIL = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+\\.[^\\s@<>\".]+");

  private final DynamoDbClient db;
  private final String table;
  private final SiteSettings settings;
  private final PublicArticles published;
  private final Photos photos;

  SiteDesk(DynamoDbClient db, String articles, SiteSettings settings, Photos photos) {
    this.photos = photos;
    this.db = db;
    this.table = articles;
    this.settings = settings;
    this.published = new PublicArticles(db, articles);
  }

  Response show(Instant now) {
    return response(settings.current(), now);
  }

  /**
   * @throws Problem 409 where another person has changed them since, or a removed section still has
   *     articles
   */
  Response change(ObjectNode json, long version, Instant now) {
    Settings before = settings.current();
    if (before.version() != version) {
      throw stale(before);
    }
    Settings after = read(json, before.logo(), version + 1, now);
    for (Section section : before.sections()) {
      if (!after.hasSection(section.name())) {
        requireEmpty(section, now);
      }
    }
    Map<String, AttributeValue> item = SiteSettings.item(after);
    try {
      db.putItem(
          put ->
              put.tableName(table)
                  .item(item)
                  .conditionExpression(
                      version == 0 ? "attribute_not_exists(version)" : "version = :version")
                  .expressionAttributeValues(
                      version == 0 ? null : Map.of(":version", Attributes.number(version))));
    } catch (ConditionalCheckFailedException e) {
      throw stale(settings.current());
    }
    return response(after, now);
  }

  /** Refuses the removal of a section in which articles stand, and names the first of them. */
  private void requireEmpty(Section section, Instant now) {
    List<Headline> articles =
        published.standing(ListName.section(section.name()), NAMED_ARTICLES, now);
    if (!articles.isEmpty()) {
      ArrayNode named = Json.array();
      articles.forEach(
          article ->
              named.addObject().put("id", article.id().value()).put("title", article.title()));
      String titles =
          articles.stream()
              .map(article -> "“" + article.title() + "”")
              .collect(Collectors.joining(", "));
      throw DeskReasons.SECTION_IN_USE
          .problem(section.title(), titles)
          .with("field", "sections")
          .with("articles", named);
    }
  }

  private static Problem stale(Settings current) {
    return DeskReasons.STALE_SETTINGS.problem().with("version", current.version());
  }

  private Settings read(ObjectNode json, @Nullable Logo known, long version, Instant now) {
    RequestReasons.requireFields(json, WRITTEN, GIVEN);
    String siteName = ManuscriptReader.text(json, "siteName", Limits.SITE_NAME);
    if (siteName.isEmpty()) {
      throw ManuscriptReader.refused(
          "siteName", new Text("A site needs a name.", "Trang cần có tên."));
    }
    String accent = ManuscriptReader.text(json, "accent", 7).toLowerCase(Locale.ROOT);
    if (!accent.isEmpty() && !Imprint.isReadable(accent)) {
      throw ManuscriptReader.refused(
          "accent",
          new Text(
              "Send a colour such as #a3171d, dark enough to be read on white (contrast 4.5 or"
                  + " more).",
              "Hãy gửi một màu như #a3171d, đủ đậm để đọc trên nền trắng (tương phản từ 4,5)."));
    }
    return new Settings(
        siteName,
        sections(json.path("sections")),
        accent,
        ManuscriptReader.text(json, "contact", Limits.CONTACT),
        ManuscriptReader.text(json, "licence", Limits.LICENCE),
        publisher(json),
        pages(json.path("pages"), now),
        notice(json),
        logo(json, known),
        version);
  }

  /**
   * Reads the logo, and notes that the settings hold its photo.
   *
   * @param known logo so far; null where there is none
   */
  private @Nullable Logo logo(ObjectNode settings, @Nullable Logo known) {
    JsonNode node = settings.path(LOGO);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    String id = node.path("photo").asText();
    if (known != null && known.photo().equals(id)) {
      return known;
    }
    PhotoId photoId = PhotoId.parse(id);
    Photo photo = photoId == null ? null : photos.find(photoId);
    boolean isFit = photo != null && photo.state() == Photo.State.READY && photo.webp();
    if (photo == null || !isFit || !photos.use(photo.id(), SITE)) {
      throw ManuscriptReader.refused(
          LOGO,
          new Text(
              "Send it as {photo} with the id of a photo that is ready.",
              "Hãy gửi dạng {photo} với mã của một ảnh đã xử lý xong."));
    }
    return new Logo(photo.url(), photo.width(), photo.height());
  }

  /** Reads the urgent notice; null without a text. */
  private static @Nullable Notice notice(ObjectNode settings) {
    JsonNode node = settings.path(NOTICE);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!(node instanceof ObjectNode json)) {
      throw ManuscriptReader.refused(
          NOTICE, new Text("Send it as {text, link, until}.", "Hãy gửi dạng {text, link, until}."));
    }
    String text = ManuscriptReader.text(json, "text", Limits.SITE_NOTICE);
    String link = ManuscriptReader.text(json, "link", Limits.SITE_NOTICE_LINK);
    Instant until = CopyJson.time(json, "until");
    if (text.isEmpty() && link.isEmpty() && until == null) {
      return null;
    }
    if (text.isEmpty() || until == null) {
      throw ManuscriptReader.refused(
          NOTICE,
          new Text(
              "A notice needs a text and an end.",
              "Thông báo khẩn cần có nội dung và thời điểm kết thúc."));
    }
    if (!SiteSettings.isLink(link)) {
      throw ManuscriptReader.refused(
          NOTICE,
          new Text(
              "A link begins with / or https://.", "Liên kết phải bắt đầu bằng / hoặc https://."));
    }
    return new Notice(text, link, until.truncatedTo(ChronoUnit.MILLIS));
  }

  private List<PageLink> pages(JsonNode list, Instant now) {
    if (list.size() > Limits.PAGES) {
      throw ManuscriptReader.refused(
          PAGES,
          Text.of("There are at most {0} links.", "Chỉ được tối đa {0} trang.", Limits.PAGES));
    }
    List<PageLink> links = new ArrayList<>();
    for (JsonNode element : list) {
      if (!(element instanceof ObjectNode json)) {
        throw ManuscriptReader.refused(
            PAGES,
            new Text(
                "Send each as {article, title, place}.",
                "Hãy gửi từng trang dạng {article, title, place}."));
      }
      links.add(link(json, now));
    }
    return links;
  }

  private PageLink link(ObjectNode json, Instant now) {
    ArticleId id = ArticleId.parse(json.path("article").asText());
    Lookup found = id == null ? new Lookup.Missing() : published.find(id, now);
    if (id == null
        || !(found instanceof Lookup.Found page)
        || !page.article().headline().isPage()) {
      throw ManuscriptReader.refused(
          PAGES,
          Text.of(
              "There is no published page {0}: publish it first.",
              "Không có trang nào đã đăng với mã {0}: hãy đăng trang trước.",
              json.path("article").asText()));
    }
    String place = json.path("place").asText();
    if (!place.equals(MENU) && !place.equals(FOOTER)) {
      throw ManuscriptReader.refused(
          PAGES, new Text("A place is menu or footer.", "Vị trí chỉ có thể là menu hoặc footer."));
    }
    Headline headline = page.article().headline();
    String title = ManuscriptReader.text(json, "title", Limits.PAGE_TITLE);
    if (title.isEmpty()) {
      throw ManuscriptReader.refused(
          PAGES, new Text("Each link needs a title.", "Trang nào cũng cần có tên hiển thị."));
    }
    return new PageLink(id, headline.path(), title, place.equals(MENU));
  }

  private static Publisher publisher(ObjectNode json) {
    String mail = ManuscriptReader.text(json, "mail", Limits.PUBLISHER);
    if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
      throw ManuscriptReader.refused(
          "mail",
          new Text(
              "Send one mail address, such as tin@xa.example.",
              "Hãy ghi một địa chỉ thư điện tử, như tin@xa.example."));
    }
    return new Publisher(
        ManuscriptReader.text(json, "agency", Limits.PUBLISHER),
        ManuscriptReader.text(json, "responsible", Limits.PUBLISHER),
        ManuscriptReader.text(json, "address", Limits.PUBLISHER),
        ManuscriptReader.text(json, "telephone", Limits.PUBLISHER),
        mail,
        ManuscriptReader.text(json, "copyright", Limits.PUBLISHER));
  }

  private static List<Section> sections(JsonNode list) {
    if (!list.isArray() || list.isEmpty() || list.size() > Limits.SECTIONS) {
      throw ManuscriptReader.refused(
          "sections",
          Text.of(
              "Send 1 to {0} sections, as an array.",
              "Hãy gửi từ 1 đến {0} chuyên mục, dạng mảng.", Limits.SECTIONS));
    }
    List<Section> sections = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode element : list) {
      if (!(element instanceof ObjectNode json)) {
        throw ManuscriptReader.refused(
            "sections",
            new Text("Send each as {name, title}.", "Hãy gửi từng chuyên mục dạng {name, title}."));
      }
      String title = ManuscriptReader.text(json, "title", Limits.SECTION_TITLE);
      if (title.isEmpty()) {
        throw ManuscriptReader.refused(
            "sections",
            new Text("Each needs a title.", "Chuyên mục nào cũng cần có tên hiển thị."));
      }
      try {
        Section section = new Section(ManuscriptReader.text(json, "name", 40), title);
        if (!names.add(section.name())) {
          throw ManuscriptReader.refused(
              "sections",
              Text.of("Two have the name {0}.", "Hai chuyên mục trùng tên {0}.", section.name()));
        }
        sections.add(section);
      } catch (IllegalArgumentException e) {
        throw ManuscriptReader.refused(
            "sections",
            new Text(
                "A name has at most 40 of a–z, 0–9 and single hyphens, and is none that the portal"
                    + " uses itself, such as admin or tag.",
                "Tên có tối đa 40 ký tự a–z, 0–9 và gạch nối đơn, và không trùng tên cổng tin đang"
                    + " dùng, như admin hoặc tag."));
      }
    }
    return sections;
  }

  /** Settings, and the pages that the menu and the foot may link to. */
  private Response response(Settings settings, Instant now) {
    ObjectNode json = json(settings);
    ArrayNode choice = json.putArray("publishedPages");
    for (Headline page : published.newest(ListName.PAGES, OFFERED_PAGES, now).headlines()) {
      choice.addObject().put("article", page.id().value()).put("title", page.title());
    }
    return Response.json(200, json).with("ETag", "\"" + settings.version() + "\"");
  }

  private static ObjectNode json(Logo logo) {
    ObjectNode json = Json.object().put("photo", logo.photo()).put("url", logo.url());
    return json.put("width", logo.width()).put("height", logo.height());
  }

  private static ObjectNode json(Notice notice) {
    ObjectNode json = Json.object().put("text", notice.text()).put("link", notice.link());
    return json.put("until", Publication.sortable(notice.until()));
  }

  static ObjectNode json(Settings settings) {
    ObjectNode json = Json.object();
    json.put("siteName", settings.siteName());
    ArrayNode sections = Json.array();
    for (Section section : settings.sections()) {
      sections.addObject().put("name", section.name()).put("title", section.title());
    }
    json.set("sections", sections);
    json.put("accent", settings.accent().isEmpty() ? null : settings.accent());
    json.put("contact", settings.contact());
    json.put("licence", settings.licence());
    json.put("agency", settings.publisher().agency());
    json.put("responsible", settings.publisher().responsible());
    json.put("address", settings.publisher().address());
    json.put("telephone", settings.publisher().telephone());
    json.put("mail", settings.publisher().mail());
    json.put("copyright", settings.publisher().copyright());
    Logo logo = settings.logo();
    json.set(LOGO, logo == null ? null : json(logo));
    Notice notice = settings.notice();
    json.set(NOTICE, notice == null ? null : json(notice));
    ArrayNode pages = json.putArray(PAGES);
    for (PageLink page : settings.pages()) {
      ObjectNode link = pages.addObject().put("article", page.id().value());
      link.put("title", page.title()).put("place", page.inMenu() ? MENU : FOOTER);
    }
    json.put("version", settings.version());
    return json;
  }
}
