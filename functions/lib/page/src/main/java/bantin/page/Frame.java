package bantin.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.http.Language;
import bantin.http.Problem;
import bantin.http.Request;
import bantin.http.Response;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Data that every page of the portal needs, apart from its content.
 *
 * @param sections sections and pages of the menu, in order
 * @param language language of the reader
 * @param languageAsked whether the address asks for the language, so that a cookie remembers it
 * @param origin scheme and host, without a slash at the end
 * @param path of this page, as API Gateway gives it
 * @param switchPath this page in the other language, percent-encoded
 * @param zone the site's time zone
 * @param time time of the request
 * @param requestId id by which an operator finds this request
 * @param imprint colour and lines of the site's owner
 * @param hitTokens token for the hits of a page, by the id of its article; by an empty text for
 *     pages without one. An empty token: hits are not sent
 */
public record Frame(
    String siteName,
    List<Link> sections,
    Language language,
    boolean languageAsked,
    String origin,
    String path,
    String switchPath,
    ZoneId zone,
    Instant time,
    String requestId,
    Imprint imprint,
    UnaryOperator<String> hitTokens) {
  /**
   * Scripts, styles, fonts and photos come from this site alone. Of inline texts a page adds those
   * that it holds: {@link HeadScript} and the {@link Imprint}'s style.
   */
  public static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
          + "img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
          + "form-action 'self'; frame-ancestors 'none'; object-src 'none'";

  private static final int YEAR = 31_536_000;

  public Frame {
    sections = List.copyOf(sections);
  }

  public static Frame of(Request request, String siteName, List<Link> sections, ZoneId zone) {
    return of(request, siteName, sections, zone, Imprint.NONE);
  }

  public static Frame of(
      Request request, String siteName, List<Link> sections, ZoneId zone, Imprint imprint) {
    Language language = Language.of(request);
    return new Frame(
        siteName,
        sections,
        language,
        Language.asked(request) != null,
        request.origin(),
        request.path(),
        switchPath(request, language.other()),
        zone,
        request.time(),
        request.id(),
        imprint,
        article -> "");
  }

  /**
   * Copy of the frame with tokens for hits.
   *
   * @param tokens as in {@link #hitTokens}
   */
  public Frame withHitTokens(UnaryOperator<String> tokens) {
    return new Frame(
        siteName,
        sections,
        language,
        languageAsked,
        origin,
        path,
        switchPath,
        zone,
        time,
        requestId,
        imprint,
        tokens);
  }

  /**
   * Token that a page sends with its hits; empty where it sends none.
   *
   * @param meta head of the page
   */
  public String hitToken(Meta meta) {
    String article = meta.article();
    return meta.counted() ? hitTokens.apply(article == null ? "" : article) : "";
  }

  /** Browsers read two slashes at the beginning of a link as the beginning of a host. */
  private static String onThisSite(String path) {
    return path.startsWith("//") ? "/%2F" + path.substring(2) : path;
  }

  private static String switchPath(Request request, Language other) {
    StringBuilder path = new StringBuilder(onThisSite(Urls.encode(request.path())));
    path.append("?lang=");
    path.append(other.tag());
    for (String name : new TreeSet<>(request.queryNames())) {
      String value = request.query(name);
      if (!name.equals("lang") && value != null) {
        path.append('&').append(URLEncoder.encode(name, UTF_8));
        path.append('=').append(URLEncoder.encode(value, UTF_8));
      }
    }
    return path.toString();
  }

  public Words words() {
    return new Words(language);
  }

  public Formats formats() {
    return new Formats(language, zone);
  }

  /**
   * @param path on this site or absolute, not percent-encoded
   */
  public String absolute(String path) {
    String encoded = Urls.encode(path);
    return encoded.startsWith("/") ? origin + encoded : encoded;
  }

  /**
   * Page that is the same for all readers of this language.
   *
   * @param seconds seconds for which shared caches may keep it
   */
  public Response page(int status, String html, int seconds) {
    Response page = safe(status, html);
    return languageAsked
        ? page.notStored()
            .with(
                "Set-Cookie",
                "lang="
                    + language.tag()
                    + "; Path=/; Max-Age="
                    + YEAR
                    + "; SameSite=Lax"
                    + (origin.startsWith("https:") ? "; Secure" : ""))
        : page.sharedFor(seconds);
  }

  /** Page with a secret address. Caches do not keep it, and search engines do not list it. */
  public Response unlisted(String html) {
    return safe(200, html).notStored().with("X-Robots-Tag", "noindex");
  }

  /** Problem as a page for readers. */
  public Response problem(Problem problem) {
    return safe(problem.status(), ProblemPage.render(this, problem)).notStored();
  }

  private Response safe(int status, String html) {
    return Response.html(status, html)
        .with("Content-Security-Policy", HeadScript.policy(imprint.policy(CONTENT_SECURITY_POLICY)))
        .with("Content-Language", language.tag())
        .with("Vary", "Accept-Language, Cookie");
  }
}
