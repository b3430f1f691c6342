package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.PageLink;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.page.Formats;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sitemaps (sitemaps.org) and robots.txt (RFC 9309) for search engines. */
final class Sitemap {
  private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
  private static final String NEWS = "http://www.google.com/schemas/sitemap-news/0.9";

  private Sitemap() {}

  /** Lists the front page, the sections, the linked pages and the newest articles. */
  static String newest(
      Settings settings, List<Headline> headlines, UnaryOperator<String> absolute) {
    return XmlDocument.write(
        xml -> {
          xml.open("urlset", SITEMAP);
          page(xml, absolute.apply("/"));
          for (Section section : settings.sections()) {
            page(xml, absolute.apply("/" + section.name()));
          }
          settings.pages().stream()
              .map(PageLink::path)
              .distinct()
              .forEach(path -> page(xml, absolute.apply(path)));
          articles(xml, headlines, absolute);
          xml.close();
        });
  }

  /** Lists the articles of an older month. */
  static String month(List<Headline> headlines, UnaryOperator<String> absolute) {
    return XmlDocument.write(
        xml -> {
          xml.open("urlset", SITEMAP);
          articles(xml, headlines, absolute);
          xml.close();
        });
  }

  private static void articles(
      XmlDocument xml, List<Headline> headlines, UnaryOperator<String> absolute) {
    for (Headline headline : headlines) {
      xml.open("url");
      xml.text("loc", absolute.apply(headline.path()));
      xml.text("lastmod", Formats.iso(headline.updatedAt()));
      xml.close();
    }
  }

  private static void page(XmlDocument xml, String address) {
    xml.open("url");
    xml.text("loc", address);
    xml.close();
  }

  /**
   * Lists sitemaps.
   *
   * @param paths addresses of the sitemaps on this site
   */
  static String index(List<String> paths, UnaryOperator<String> absolute) {
    return XmlDocument.write(
        xml -> {
          xml.open("sitemapindex", SITEMAP);
          for (String path : paths) {
            xml.open("sitemap");
            xml.text("loc", absolute.apply(path));
            xml.close();
          }
          xml.close();
        });
  }

  /** Lists news with their titles and times (Google's extension for news). */
  static String news(String siteName, List<Headline> headlines, UnaryOperator<String> absolute) {
    return XmlDocument.write(
        xml -> {
          xml.open("urlset", SITEMAP);
          xml.namespace("news", NEWS);
          for (Headline headline : headlines) {
            xml.open("url");
            xml.text("loc", absolute.apply(headline.path()));
            xml.open("news:news");
            xml.open("news:publication");
            xml.text("news:name", siteName);
            xml.text("news:language", "vi");
            xml.close();
            xml.text("news:publication_date", Formats.iso(headline.publication().at()));
            xml.text("news:title", headline.title());
            xml.close();
            xml.close();
          }
          xml.close();
        });
  }

  /** Points search engines to the sitemaps. */
  static String robots(UnaryOperator<String> absolute) {
    return "User-agent: *\nDisallow: /admin\nDisallow: /api/\n\n"
        + "Sitemap: "
        + absolute.apply("/sitemap-index.xml")
        + "\nSitemap: "
        + absolute.apply("/news-sitemap.xml")
        + "\n";
  }
}
