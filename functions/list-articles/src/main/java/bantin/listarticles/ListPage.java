package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Settings;
import bantin.listarticles.templates.JtelistGenerated;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.page.Link;
import bantin.page.Meta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Page of a list of articles, newest first. */
final class ListPage {
  private ListPage() {}

  /**
   * Renders a page of a section's, a tag's or an author's articles.
   *
   * @param headlines newest first; empty in a new section
   */
  static String of(
      Frame frame,
      Settings settings,
      NamedList list,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    String title = list.title(settings, headlines);
    String kind = list.kindWord(frame.words());
    String named = kind == null ? title : kind + ": " + title;
    Meta meta =
        Meta.of(named, description(frame, named), list.path())
            .withFeed(new Link(list.feed(), title))
            .withTrail(List.of(new Link(list.path(), named)));
    return render(frame, settings, meta, kind, title, headlines, newer, older);
  }

  private static String description(Frame frame, String named) {
    return frame.words().articlesOn(frame.siteName(), named);
  }

  /** Renders a page of all articles, which continues the list on the front page. */
  static String all(
      Frame frame,
      Settings settings,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    String title = frame.words().latest();
    Meta meta = Meta.of(title, description(frame, title), "/");
    return render(frame, settings, meta, null, title, headlines, newer, older);
  }

  /**
   * Renders a page that is found in search engines unless there are newer articles.
   *
   * @param kind word before the title, such as "tag"; null if the title says enough
   * @param newer address of the page with newer articles; null at the list's beginning
   * @param older address of the page with older articles; null at the list's end
   */
  static String render(
      Frame frame,
      Settings settings,
      Meta meta,
      @Nullable String kind,
      String title,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    return Layout.render(
        frame,
        // Later pages change with every article. Search engines find the articles in the sitemap.
        newer == null ? meta : meta.notIndexed(),
        out ->
            JtelistGenerated.render(
                out,
                null,
                frame.words(),
                frame.formats(),
                settings,
                kind,
                title,
                headlines,
                newer,
                older));
  }
}
