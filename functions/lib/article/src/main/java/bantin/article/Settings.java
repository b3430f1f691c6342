package bantin.article;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the site, which an administrator changes.
 *
 * @param sections in the order of the menu
 * @param accent accent colour, such as {@code #a3171d}; empty for the default
 * @param contact lines that name the publisher and its addresses; may be empty
 * @param licence number of the licence to publish, or terms for using the texts; may be empty
 * @param pages links to fixed pages, in their order
 * @param notice urgent notice, even after its end; null where there is none
 * @param logo logo at the head of each page; null where there is none
 * @param version number of changes so far; 0 for a new site
 */
public record Settings(
    String siteName,
    List<Section> sections,
    String accent,
    String contact,
    String licence,
    Publisher publisher,
    List<PageLink> pages,
    @Nullable Notice notice,
    @Nullable Logo logo,
    long version) {
  public Settings {
    sections = List.copyOf(sections);
    pages = List.copyOf(pages);
  }

  /** Settings that do not name a publisher. */
  public Settings(
      String siteName,
      List<Section> sections,
      String accent,
      String contact,
      String licence,
      long version) {
    this(
        siteName,
        sections,
        accent,
        contact,
        licence,
        Publisher.NONE,
        List.of(),
        null,
        null,
        version);
  }

  /** Settings without a colour or lines at the foot. */
  public Settings(String siteName, List<Section> sections) {
    this(siteName, sections, "", "", "", 0);
  }

  /** Settings of a new site. */
  public static Settings initial(String siteName) {
    return new Settings(
        siteName,
        List.of(new Section("tin-tuc", "Tin tức"), new Section("thong-bao", "Thông báo")));
  }

  public boolean hasSection(String name) {
    return sections.stream().anyMatch(section -> section.name().equals(name));
  }

  /** Tells whether an article may stand there: in a section of the site, or among its pages. */
  public boolean hasPlace(String section) {
    return section.equals(Section.PAGES) || hasSection(section);
  }

  /** Tells whether the menu or the foot links to a page. */
  public boolean links(ArticleId page) {
    return pages.stream().anyMatch(link -> link.id().equals(page));
  }

  /** Title of a section; its name where the site no longer has it. */
  public String titleOf(String section) {
    return sections.stream()
        .filter(candidate -> candidate.name().equals(section))
        .map(Section::title)
        .findFirst()
        .orElse(section);
  }
}
