package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Settings;
import bantin.page.Formats;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Atom feed (RFC 4287) of the newest articles of a list. */
final class Feed {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private Feed() {}

  /**
   * @param page address of the list's page
   * @param path address of the feed
   * @param headlines newest first
   * @param absolute makes a path of this site an absolute address
   * @param now date of a feed without articles, because Atom requires a date
   */
  static String render(
      Settings settings,
      String title,
      String page,
      String path,
      List<Headline> headlines,
      UnaryOperator<String> absolute,
      Instant now) {
    Instant updated =
        headlines.stream().map(Headline::updatedAt).max(Comparator.naturalOrder()).orElse(now);
    return XmlDocument.write(
        xml -> {
          xml.open("feed", ATOM);
          xml.text("title", title);
          xml.text("id", absolute.apply(page));
          xml.text("updated", Formats.iso(updated));
          xml.empty("link", "rel", "self", "href", absolute.apply(path));
          xml.empty("link", "rel", "alternate", "href", absolute.apply(page));
          for (Headline headline : headlines) {
            entry(xml, settings, headline, absolute);
          }
          xml.close();
        });
  }

  private static void entry(
      XmlDocument xml, Settings settings, Headline headline, UnaryOperator<String> absolute) {
    xml.open("entry");
    xml.text("title", headline.title());
    // The id must outlive changes of title and section, so its address contains neither.
    xml.text("id", absolute.apply("/api/articles/" + headline.id()));
    xml.empty("link", "rel", "alternate", "href", absolute.apply(headline.path()));
    xml.text("published", Formats.iso(headline.publication().at()));
    xml.text("updated", Formats.iso(headline.updatedAt()));
    List<String> authors =
        headline.authors().isEmpty() ? List.of(settings.siteName()) : headline.authors();
    for (String author : authors) {
      xml.open("author");
      xml.text("name", author);
      xml.close();
    }
    xml.empty(
        "category", "term", headline.section(), "label", settings.titleOf(headline.section()));
    for (String tag : headline.tags()) {
      xml.empty("category", "term", tag);
    }
    xml.text("summary", headline.lead());
    xml.close();
  }
}
