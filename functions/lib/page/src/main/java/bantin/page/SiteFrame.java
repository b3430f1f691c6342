package bantin.page;

import bantin.article.Logo;
import bantin.article.Notice;
import bantin.article.Publisher;
import bantin.article.Settings;
import bantin.http.Json;
import bantin.http.Language;
import bantin.http.Request;
import bantin.visit.HitToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Frame of a page for readers, made from the site's settings. */
public final class SiteFrame {
  /** Telephone number that a telephone can dial. */
  private static final Pattern DIALLED = Pattern.compile("[+(]?[0-9][0-9 ().-]{3,20}");

  private SiteFrame() {}

  public static Frame of(Request request, Settings settings, ZoneId zone, HitToken tokens) {
    Words words = new Words(Language.of(request));
    return Frame.of(
            request,
            settings.siteName(),
            menu(settings),
            zone,
            new Imprint(
                settings.accent(),
                imprint(settings, words),
                pages(settings, false),
                notice(settings, request),
                settings.logo()))
        .withHitTokens(article -> tokens.issue(article, request.time()));
  }

  /** Sections, and after them the pages that stand in the menu. */
  private static List<Link> menu(Settings settings) {
    List<Link> menu = new ArrayList<>();
    settings
        .sections()
        .forEach(section -> menu.add(new Link("/" + section.name(), section.title())));
    menu.addAll(pages(settings, true));
    return menu;
  }

  private static @Nullable Link notice(Settings settings, Request request) {
    Notice notice = settings.notice();
    return notice != null && notice.isOn(request.time())
        ? new Link(notice.link(), notice.text())
        : null;
  }

  private static List<Link> pages(Settings settings, boolean inMenu) {
    return settings.pages().stream()
        .filter(page -> page.inMenu() == inMenu)
        .map(page -> new Link(page.path(), page.title()))
        .toList();
  }

  private static List<ImprintLine> imprint(Settings settings, Words words) {
    Publisher publisher = settings.publisher();
    String telephone = publisher.telephone();
    String copyright = publisher.copyright();
    List<ImprintLine> lines = new ArrayList<>();
    lines.add(new ImprintLine(words.agency(), publisher.agency(), null));
    lines.add(new ImprintLine(words.responsible(), publisher.responsible(), null));
    lines.add(new ImprintLine("", settings.licence(), null));
    lines.add(new ImprintLine(words.address(), publisher.address(), null));
    boolean isDialled = DIALLED.matcher(telephone).matches();
    String number = isDialled ? "tel:" + telephone.replaceAll("[^+0-9]", "") : null;
    lines.add(new ImprintLine(words.telephone(), telephone, number));
    lines.add(new ImprintLine(words.mail(), publisher.mail(), "mailto:" + publisher.mail()));
    settings.contact().lines().forEach(line -> lines.add(new ImprintLine("", line, null)));
    boolean hasSign = copyright.isEmpty() || copyright.contains("©");
    lines.add(new ImprintLine("", hasSign ? copyright : "© " + copyright, null));
    lines.removeIf(line -> line.text().isBlank());
    return lines;
  }

  /**
   * Structured data of the publisher, as <a
   * href="https://schema.org/NewsMediaOrganization">NewsMediaOrganization</a>.
   */
  public static ObjectNode publisher(Frame frame, Settings settings) {
    Publisher publisher = settings.publisher();
    ObjectNode json = Json.object();
    json.put("@type", "NewsMediaOrganization");
    json.put("name", frame.siteName());
    json.put("url", frame.absolute("/"));
    Logo logo = settings.logo();
    if (logo != null) {
      json.putObject("logo").put("@type", "ImageObject").put("url", frame.absolute(logo.url()));
    }
    if (!publisher.agency().isEmpty()) {
      ObjectNode agency = json.putObject("parentOrganization");
      agency.put("@type", "Organization").put("name", publisher.agency());
    }
    putUnlessEmpty(json, "address", publisher.address());
    putUnlessEmpty(json, "telephone", publisher.telephone());
    putUnlessEmpty(json, "email", publisher.mail());
    return json;
  }

  private static void putUnlessEmpty(ObjectNode json, String name, String text) {
    if (!text.isEmpty()) {
      json.put(name, text);
    }
  }
}
