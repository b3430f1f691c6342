package bantin.article;

import java.util.List;

/**
 * What an administrator sets for the whole site.
 *
 * @param sections in the order of the menu
 * @param accent the one colour, as {@code #a3171d}; empty for the portal's own
 * @param contact who is behind the site and how to reach them, a line each; may be empty
 * @param licence on what terms the texts may be used; may be empty
 * @param version counts every change, 0 for a site that nobody has set yet
 */
public record Settings(
    String siteName,
    List<Section> sections,
    String accent,
    String contact,
    String licence,
    long version) {
  public Settings {
    sections = List.copyOf(sections);
  }

  /** Without a colour or a line of its own. */
  public Settings(String siteName, List<Section> sections) {
    this(siteName, sections, "", "", "", 0);
  }

  /** Those of a new site. */
  public static Settings initial(String siteName) {
    return new Settings(
        siteName,
        List.of(new Section("tin-tuc", "Tin tức"), new Section("thong-bao", "Thông báo")));
  }

  public boolean hasSection(String name) {
    return sections.stream().anyMatch(section -> section.name().equals(name));
  }

  /** The section's title; its name where the site has no such section any more. */
  public String titleOf(String section) {
    return sections.stream()
        .filter(one -> one.name().equals(section))
        .map(Section::title)
        .findFirst()
        .orElse(section);
  }
}
