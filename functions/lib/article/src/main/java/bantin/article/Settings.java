package bantin.article;

import java.util.List;

/**
 * What an administrator sets for the whole site.
 *
 * @param sections in the order of the menu
 */
public record Settings(String siteName, List<Section> sections) {
  public Settings {
    sections = List.copyOf(sections);
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
