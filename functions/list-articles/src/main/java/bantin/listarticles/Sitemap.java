package bantin.listarticles;

import bantin.article.Headline;
import bantin.article.Section;
import bantin.article.Settings;
import bantin.page.Formats;
import java.util.List;
import java.util.function.UnaryOperator;

/** Sitemap (sitemaps.org) and robots.txt (RFC 9309) for search engines. */
final class Sitemap {
  private static final String SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

  private Sitemap() {}

  /** Lists the front page, the sections and the newest articles. */
  static String newest(
      Settings settings, List<Headline> headlines, UnaryOperator<String> absolute) {
    return XmlDocument.write(
        xml -> {
          xml.open("urlset", SITEMAP);
          page(xml, absolute.apply("/"));
          for (Section section : settings.sections()) {
            page(xml, absolute.apply("/" + section.name()));
          }
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
      xml.text("lastmod", Formats.iso(headline.publication().at()));
      xml.close();
    }
  }

  private static void page(XmlDocument xml, String address) {
    xml.open("url");
    xml.text("loc", address);
    xml.close();
  }

  /**
   * Points search engines to the sitemaps.
   *
   * @param months the months with a sitemap of their own, such as {@code 2026-10}
   */
  static String robots(List<String> months, UnaryOperator<String> absolute) {
    StringBuilder robots = new StringBuilder();
    robots.append("User-agent: *\nDisallow: /admin\nDisallow: /api/\n\n");
    robots.append("Sitemap: ").append(absolute.apply("/sitemap.xml")).append('\n');
    for (String month : months) {
      robots.append("Sitemap: ").append(absolute.apply("/sitemap.xml?month=" + month)).append('\n');
    }
    return robots.toString();
  }
}
