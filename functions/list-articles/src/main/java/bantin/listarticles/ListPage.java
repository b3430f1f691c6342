package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Settings;
import bantin.listarticles.templates.JtelistGenerated;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.page.Meta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of articles, newest first, a page at a time. */
final class ListPage {
  private ListPage() {}

  /** A section. */
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
   * The articles of a tag.
   *
   * @param tag as readers see it
   * @param path of the list's first page
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

  /** Every article: what the front page's older ones lead to. */
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
   * @param kind what kind of list this is; null where the title says it
   * @param newer address of the newer ones; null at the list's beginning
   * @param older address of the older ones; null at the list's end
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
        // Pages further on change with every article: engines find the articles in the sitemap.
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
