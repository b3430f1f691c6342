package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Settings;
import bantin.article.Slug;
import bantin.http.Problem;
import bantin.http.Reason;
import bantin.http.Request;
import bantin.http.Response;
import bantin.page.Words;
import java.net.URLEncoder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * List with an address of its own: a section, a tag or an author.
 *
 * @param slug last part of the address, not percent-encoded
 * @param path address of the list's first page, percent-encoded
 */
record NamedList(Kind kind, ListName name, String slug, String path) {
  /** Kinds of lists. */
  enum Kind {
    SECTION,
    TAG,
    AUTHOR
  }

  /** End of the address of a list's feed. */
  private static final String FEED = "/feed.xml";

  static NamedList section(String section) {
    return new NamedList(Kind.SECTION, ListName.section(section), section, "/" + section);
  }

  static NamedList tag(String tag) {
    return folded(Kind.TAG, ListName.tag(tag), Slug.of(tag), "/tag/");
  }

  static NamedList author(String name) {
    return folded(Kind.AUTHOR, ListName.author(name), Slug.of(name), "/tac-gia/");
  }

  private static NamedList folded(Kind kind, ListName name, Slug slug, String beginning) {
    return new NamedList(
        kind, name, slug.value(), beginning + URLEncoder.encode(slug.value(), UTF_8));
  }

  /**
   * List that a request names.
   *
   * @throws Problem 404 if the site has no such section
   */
  static NamedList of(Request request, Settings settings) {
    String route = request.route();
    if (route.contains("{tag}")) {
      return tag(request.pathParameter("tag"));
    }
    if (route.contains("{name}")) {
      return author(request.pathParameter("name"));
    }
    String section = request.pathParameter("section");
    if (!settings.hasSection(section)) {
      throw ListReasons.NO_SECTION.problem();
    }
    return section(section);
  }

  /** Redirect to the list's only address; null if the request has it already. */
  @Nullable Response redirect(Request request, int seconds) {
    String asked =
        switch (kind) {
          case SECTION -> request.pathParameter("section");
          case TAG -> request.pathParameter("tag");
          case AUTHOR -> request.pathParameter("name");
        };
    if (slug.isEmpty() || asked.equals(slug)) {
      return null;
    }
    boolean isFeed = request.route().endsWith(FEED);
    return Response.redirect(301, isFeed ? feed() : path).sharedFor(seconds);
  }

  /** Address of the list's feed, percent-encoded. */
  String feed() {
    return path + FEED;
  }

  /**
   * Title as readers see it. The newest article gives the spelling of a tag or a name.
   *
   * @throws Problem 404 if no article has the tag or the author
   */
  String title(Settings settings, List<Headline> headlines) {
    return switch (kind) {
      case SECTION -> settings.titleOf(slug);
      case TAG -> spelling(headlines, Headline::tags, ListReasons.NO_TAG);
      case AUTHOR -> spelling(headlines, Headline::authors, ListReasons.NO_AUTHOR);
    };
  }

  private String spelling(
      List<Headline> headlines, Function<Headline, List<String>> names, Reason absent) {
    if (headlines.isEmpty()) {
      throw absent.problem();
    }
    return names.apply(headlines.getFirst()).stream()
        .filter(name -> Slug.of(name).value().equals(slug))
        .findFirst()
        .orElse(slug);
  }

  /** Word before the title; null for a section, whose title says enough. */
  @Nullable String kindWord(Words words) {
    return switch (kind) {
      case SECTION -> null;
      case TAG -> words.tag();
      case AUTHOR -> words.by();
    };
  }
}
