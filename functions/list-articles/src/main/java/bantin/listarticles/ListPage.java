package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Settings;
import bantin.listarticles.templates.JtelistGenerated;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.page.Meta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Page of a list of articles, newest first. */
final class ListPage {
  private ListPage() {}

  /** Renders a page of a section. */
  static String section(
      Frame frame,
      Settings settings,
      String section,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    String title = settings.titleOf(section);
    return render(frame, settings, null, title, "/" + section, headlines, newer, older);
  }

  /**
   * Renders a page of a tag's articles.
   *
   * @param tag as readers see it
   * @param path address of the list's first page
   */
  static String tag(
      Frame frame,
      Settings settings,
      String tag,
      String path,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    String kind = frame.words().tag();
    return render(frame, settings, kind, tag, path, headlines, newer, older);
  }

  /** Renders a page of all articles, which continues the list on the front page. */
  static String all(
      Frame frame,
      Settings settings,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    String title = frame.words().latest();
    return render(frame, settings, null, title, "/", headlines, newer, older);
  }

  /**
   * @param kind word before the title, such as "tag"; null if the title says enough
   * @param newer address of the page with newer articles; null at the list's beginning
   * @param older address of the page with older articles; null at the list's end
   */
  private static String render(
      Frame frame,
      Settings settings,
      @Nullable String kind,
      String title,
      String path,
      List<Headline> headlines,
      @Nullable String newer,
      @Nullable String older) {
    Meta meta = Meta.of(kind == null ? title : kind + ": " + title, "", path);
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
