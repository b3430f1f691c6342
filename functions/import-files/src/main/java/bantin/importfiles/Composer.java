package bantin.importfiles;

import bantin.article.Section;
import bantin.article.Settings;
import bantin.article.Slug;
import bantin.http.Text;
import bantin.manuscript.Body;
import bantin.manuscript.Manuscript;
import bantin.manuscript.ManuscriptLimits;
import bantin.manuscript.UnfitText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Composes a manuscript: finds title, lead, authors and source in a file's text. */
final class Composer {
  /** Limit of the text without its pictures: an article's 300 KB and a page's markup around it. */
  private static final int MAX_TEXT_LENGTH = 6 << 20;

  private static final int MAX_GUESSED_TITLE = 200;

  /** Length of a line that may sign an article. The pattern would recurse along a longer one. */
  private static final int MAX_SIGNATURE = 400;

  private static final Text TITLE_FIELD = new Text("The title", "Tiêu đề");
  private static final Text LEAD_FIELD = new Text("The lead", "Sa-pô");
  private static final Text SOURCE_FIELD = new Text("The source", "Nguồn");

  /** Signature line of Vietnamese papers, such as "Tin, ảnh: Lù A Sử". */
  private static final Pattern SIGNED =
      Pattern.compile(
          "(?iu)(?:tin|bài|tin bài|bài viết|tác giả|người viết)"
              + "(?:\\s*(?:,|và|-|&|/)\\s*(?:bài|ảnh|hình|hình ảnh|video))*\\s*:\\s*(.{2,200})");

  private static final Pattern SOURCE = Pattern.compile("(?iu)(?:theo |nguồn\\s*:\\s*)(.{2,200})");
  private static final Pattern BETWEEN_NAMES =
      Pattern.compile("\\s*(?:[,;&]|\\s[-–]\\s|\\svà\\s)\\s*");

  private final Settings settings;
  private final Pictures pictures;
  private final Notes notes;

  Composer(Settings settings, Pictures pictures, Notes notes) {
    this.settings = settings;
    this.pictures = pictures;
    this.notes = notes;
  }

  /**
   * Composes a manuscript from a file.
   *
   * @param name the file's name, whose ending tells its kind
   * @throws UnusableFile if the file cannot become a draft
   */
  Manuscript compose(String name, byte[] file) {
    FileFields fields = new FileFields();
    Blocks blocks = new Blocks(pictures);
    Element body = blocks.of(text(name, file, fields));
    blocks.tell(notes);
    pictures.tell();
    String title = title(body, blocks.roles(), fields);
    if (title.isEmpty()) {
      title = title(name, body);
    }
    String lead = lead(body, blocks.roles(), fields);
    signature(body, fields);
    Element start = new Element("body");
    String shortTitle = fitting(title, ManuscriptLimits.TITLE, TITLE_FIELD, start);
    String shortLead = fitting(lead, ManuscriptLimits.LEAD, LEAD_FIELD, start);
    String source = fitting(fields.text("source"), ManuscriptLimits.SOURCE, SOURCE_FIELD, start);
    body.prependChildren(start.childNodesCopy());
    return new Manuscript(
        shortTitle,
        shortLead,
        section(fields.text("section")),
        names(fields.list("authors"), ManuscriptLimits.AUTHORS, ManuscriptLimits.AUTHOR),
        names(fields.list("tags"), ManuscriptLimits.TAGS, ManuscriptLimits.TAG),
        source,
        clean(body));
  }

  private Element text(String name, byte[] file, FileFields fields) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (ending.equals("docx")) {
      return new WordText(notes, pictures).html(WordPackage.read(file, notes));
    }
    boolean isPage = ending.startsWith("htm");
    String text = pictures.keepFrom(Texts.decode(file, isPage));
    if (text.length() > MAX_TEXT_LENGTH) {
      throw new UnusableFile(ImportNote.TOO_LONG);
    }
    if (isPage) {
      return WebPage.text(text, fields, notes);
    }
    String markdown = FrontMatter.take(text, fields, notes);
    if (markdown.length() > 2 * ManuscriptLimits.BODY_BYTES) {
      throw new UnusableFile(ImportNote.TOO_LONG);
    }
    return WebPage.text(MarkdownText.html(markdown), fields, notes);
  }

  private static String title(Element body, Roles roles, FileFields fields) {
    String title = fields.text("title");
    Element line = title.isEmpty() ? titleLine(body, roles) : null;
    if (line != null) {
      title = line.text().strip();
      line.remove();
    } else {
      Element repeated = body.firstElementChild();
      if (repeated != null && repeated.is("h1") && repeated.text().strip().equals(title)) {
        repeated.remove();
      }
    }
    if (title.isEmpty()) {
      title = fields.text("fallback");
    }
    body.select("h1").tagName("h2");
    return title;
  }

  private String title(String name, Element body) {
    if (body.childrenSize() == 0) {
      throw new UnusableFile(ImportNote.EMPTY);
    }
    notes.add(ImportNote.TITLE_FROM_NAME);
    int dot = name.lastIndexOf('.');
    return Texts.tidy(dot > 0 ? name.substring(0, dot) : name).strip();
  }

  private static @org.jspecify.annotations.Nullable Element titleLine(Element body, Roles roles) {
    for (Element child : body.children()) {
      if (roles.of(child) == Role.TITLE) {
        return child;
      }
    }
    List<Element> first = body.select("h1");
    if (first.size() == 1 || (!first.isEmpty() && first.get(0).equals(body.firstElementChild()))) {
      return body.equals(first.get(0).parent()) ? first.get(0) : null;
    }
    Element line = body.firstElementChild();
    boolean isTitle =
        first.isEmpty()
            && line != null
            && line.is("p,h2")
            && line.nextElementSibling() != null
            && line.selectFirst("a") == null
            && Texts.length(line.text()) <= MAX_GUESSED_TITLE;
    return isTitle ? line : null;
  }

  private static String lead(Element body, Roles roles, FileFields fields) {
    String lead = fields.text("lead");
    Element line = leadLine(body, roles);
    if (line != null && (lead.isEmpty() || line.text().strip().equals(lead))) {
      lead = line.text().strip();
      line.remove();
    }
    return lead;
  }

  private static @org.jspecify.annotations.Nullable Element leadLine(Element body, Roles roles) {
    for (Element child : body.children()) {
      if (roles.of(child) == Role.LEAD) {
        return child;
      }
    }
    Element line = body.firstElementChild();
    boolean isLead =
        line != null
            && line.is("p")
            && InlineText.isWhole(line, "strong", "em")
            && line.selectFirst("a") == null
            && line.nextElementSibling() != null
            && Texts.length(line.text()) >= 30
            && Texts.length(line.text()) <= ManuscriptLimits.LEAD;
    return isLead ? line : null;
  }

  /** Moves the last two lines to the fields if they contain only author or source. */
  private static void signature(Element body, FileFields fields) {
    for (int i = 0; i < 2; i++) {
      Element last = body.lastElementChild();
      if (last == null || !last.is("p") || last.selectFirst("a") != null) {
        return;
      }
      String text = last.text().strip();
      if (text.length() > MAX_SIGNATURE) {
        return;
      }
      Matcher signed = SIGNED.matcher(text);
      Matcher source = SOURCE.matcher(text);
      if (signed.matches() && fields.list("authors").isEmpty()) {
        fields.set("authors", List.of(BETWEEN_NAMES.split(signed.group(1).strip())));
      } else if (source.matches() && text.length() <= 100 && fields.text("source").isEmpty()) {
        fields.set("source", List.of(source.group(1)));
      } else {
        return;
      }
      last.remove();
    }
  }

  /**
   * Returns a text that fits its field. A text that is too long goes to the start of the body,
   * whole.
   */
  private String fitting(String text, int limit, Text field, Element start) {
    if (Texts.length(text) <= limit) {
      return text;
    }
    start.appendElement("p").appendText(text);
    notes.add(ImportNote.TOO_LONG_FIELD, field);
    return field.equals(TITLE_FIELD)
        ? text.substring(0, text.offsetByCodePoints(0, limit - 1)) + "…"
        : "";
  }

  private String section(String name) {
    for (Section section : settings.sections()) {
      boolean matches =
          section.name().equals(name) || Slug.of(section.title()).equals(Slug.of(name));
      if (matches && !name.isEmpty()) {
        return section.name();
      }
    }
    if (!name.isEmpty()) {
      notes.add(ImportNote.NO_SECTION, name);
    }
    return "";
  }

  private List<String> names(List<String> given, int most, int limit) {
    List<String> names = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    Set<Slug> folded = new HashSet<>();
    for (String name : given) {
      Slug slug = Slug.of(name);
      if (slug.isEmpty() || Texts.length(name) > limit || names.size() == most) {
        lost.add(name);
      } else if (folded.add(slug)) {
        names.add(name);
      }
    }
    if (!lost.isEmpty()) {
      notes.add(ImportNote.NAMES, Notes.names(lost));
    }
    return names;
  }

  /** Cleans the body by the rule that every save applies. */
  private Body clean(Element body) {
    Document document = Jsoup.parseBodyFragment("");
    document.outputSettings().prettyPrint(false);
    StringBuilder html = new StringBuilder();
    for (Node block : body.childNodesCopy()) {
      document.body().empty().appendChild(block);
      html.append(html.isEmpty() ? "" : "\n").append(document.body().html());
    }
    if (html.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length
        > ManuscriptLimits.BODY_BYTES) {
      throw new UnusableFile(ImportNote.TOO_LONG);
    }
    try {
      return Body.clean(html.toString());
    } catch (UnfitText unfit) {
      UnfitText.Fault fault = unfit.fault();
      throw new UnusableFile(
          ImportNote.UNFIT, Text.of(fault.english(), fault.vietnamese(), unfit.values().toArray()));
    }
  }
}
