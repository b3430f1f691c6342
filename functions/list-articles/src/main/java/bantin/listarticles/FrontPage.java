package bantin.listarticles;

import bantin.article.ArticleId;
import bantin.article.Cover;
import bantin.article.Headline;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.http.Json;
import bantin.listarticles.templates.JtefrontGenerated;
import bantin.page.Frame;
import bantin.page.Layout;
import bantin.page.Meta;
import bantin.page.SiteFrame;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Front page: the lead story, the most recent articles, a strip of photos, a block for each
 * section, and the most read.
 */
final class FrontPage {
  /**
   * Number of newest articles on the page: the lead story, the stories beneath it, and a column.
   */
  static final int NEWEST = 12;

  /**
   * Number of articles to read for each section. A block stays full although the top may show five
   * of them.
   */
  static final int PER_SECTION = 10;

  /** Number of stories beneath a lead story with a photo. */
  private static final int SECOND = 3;

  /** Number of stories beneath a lead story without a photo, which leaves room for more. */
  private static final int SECOND_WITHOUT_PHOTO = 4;

  private static final int PER_BLOCK = 5;

  /** Number of photos in the strip, and the least number for which it is shown. */
  private static final int MAX_STRIP = 6;

  private static final int MIN_STRIP = 3;

  /** Number of places in the list of the most read. */
  private static final int MAX_PLACES = 6;

  private FrontPage() {}

  /**
   * @param newest articles of the whole site in the order of the page, the lead story first; an
   *     order by hand only has to change this list
   * @param blocks in the order of the menu
   * @param mostRead the most read first
   * @param older address of the next page; null at the end of the list
   */
  static String render(
      Frame frame,
      Settings settings,
      List<Headline> newest,
      List<Block> blocks,
      List<Headline> mostRead,
      @Nullable String older) {
    Headline lead = newest.isEmpty() ? null : newest.get(0);
    int beneath = lead != null && lead.cover() == null ? SECOND_WITHOUT_PHOTO : SECOND;
    List<Headline> top = newest.subList(0, Math.min(1 + beneath, newest.size()));
    List<Headline> second = top.isEmpty() ? top : top.subList(1, top.size());
    List<Headline> latest = newest.subList(top.size(), newest.size());
    List<Block> shown =
        blocks.stream()
            .filter(block -> !block.headlines().isEmpty())
            .map(block -> withoutStories(top, block))
            .toList();
    return Layout.render(
        frame,
        meta(frame, settings, lead),
        out ->
            JtefrontGenerated.render(
                out,
                null,
                frame,
                frame.words(),
                frame.formats(),
                settings,
                lead,
                second,
                latest,
                strip(top, newest, shown),
                shown,
                mostRead.subList(0, Math.min(MAX_PLACES, mostRead.size())),
                older));
  }

  /**
   * Leaves out the stories at the top of the page, unless the section has nothing else. The newest
   * of the others that has a photo comes first.
   */
  private static Block withoutStories(List<Headline> top, Block block) {
    Set<ArticleId> shown = top.stream().map(Headline::id).collect(Collectors.toSet());
    List<Headline> others =
        block.headlines().stream().filter(headline -> !shown.contains(headline.id())).toList();
    List<Headline> chosen = others.isEmpty() ? block.headlines() : others;
    List<Headline> some = chosen.subList(0, Math.min(PER_BLOCK, chosen.size()));
    LinkedHashSet<Headline> ordered = new LinkedHashSet<>();
    some.stream().filter(headline -> headline.cover() != null).findFirst().ifPresent(ordered::add);
    ordered.addAll(some);
    return new Block(block.section(), List.copyOf(ordered));
  }

  /** Articles whose photos the page does not show elsewhere, the newest first. */
  private static List<Headline> strip(
      List<Headline> top, List<Headline> newest, List<Block> blocks) {
    Set<Headline> photos = new LinkedHashSet<>(newest);
    blocks.forEach(block -> photos.addAll(block.headlines()));
    photos.removeAll(top);
    blocks.forEach(block -> photos.remove(block.headlines().get(0)));
    List<Headline> strip =
        photos.stream().filter(headline -> headline.cover() != null).limit(MAX_STRIP).toList();
    return strip.size() < MIN_STRIP ? List.of() : strip;
  }

  private static Meta meta(Frame frame, Settings settings, @Nullable Headline lead) {
    Cover cover = lead == null ? null : lead.cover();
    ObjectNode about = Json.object();
    about.put("@context", "https://schema.org");
    about.put("@type", "WebSite");
    about.put("name", frame.siteName());
    about.put("url", frame.absolute("/"));
    about.set("publisher", SiteFrame.publisher(frame, settings));
    String sections =
        settings.sections().stream().map(Section::title).collect(Collectors.joining(", "));
    String description = frame.words().newsOf(frame.siteName(), sections);
    return Meta.of("", description, "/")
        .withImage(cover == null ? null : cover.url())
        .withJsonLd(about);
  }
}
