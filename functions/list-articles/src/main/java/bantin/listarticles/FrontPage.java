package bantin.listarticles;

import bantin.article.Cover;
import bantin.article.Headline;
import bantin.article.Settings;
import bantin.http.Json;
import bantin.listarticles.templates.JtefrontGenerated;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.page.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The front page: the lead story, the most recent, and a block for each section. */
final class FrontPage {
  /** How many of the newest are asked for: what the page shows beside the blocks. */
  static final int NEWEST = 11;

  /** How many of each section a block shows. */
  static final int PER_SECTION = 4;

  private FrontPage() {}

  /**
   * @param newest of the whole site, newest first: the first is the lead story
   * @param blocks in the order of the menu
   * @param older address of those that come after the newest; null where there are none
   */
  static String render(
      Frame frame,
      Settings settings,
      List<Headline> newest,
      List<Block> blocks,
      @Nullable String older) {
    Headline lead = newest.isEmpty() ? null : newest.get(0);
    List<Headline> rest = newest.isEmpty() ? newest : newest.subList(1, newest.size());
    List<Block> shown = blocks.stream().filter(block -> !block.headlines().isEmpty()).toList();
    return Layout.render(
        frame,
        meta(frame, lead),
        out ->
            JtefrontGenerated.render(
                out,
                null,
                frame,
                frame.words(),
                frame.formats(),
                settings,
                lead,
                rest,
                shown,
                older));
  }

  private static Meta meta(Frame frame, @Nullable Headline lead) {
    Cover cover = lead == null ? null : lead.cover();
    ObjectNode about = Json.object();
    about.put("@context", "https://schema.org");
    about.put("@type", "WebSite");
    about.put("name", frame.siteName());
    about.put("url", frame.absolute("/"));
    return Meta.of("", "", "/").withImage(cover == null ? null : cover.url()).withJsonLd(about);
  }
}
