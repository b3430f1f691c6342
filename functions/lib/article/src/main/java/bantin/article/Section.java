package bantin.article;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Section of the site.
 *
 * @param name as in addresses, such as {@code tin-tuc}: at most 40 of a–z, 0–9 and single hyphens,
 *     and none that a route of the portal has already
 * @param title as readers see it
 */
public record Section(String name, String title) {
  /**
   * Name in the place of a section for fixed pages. They stand in no list of articles, and the
   * settings link them from the menu or the foot.
   */
  public static final String PAGES = "trang";

  private static final Pattern FORM = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Set<String> TAKEN =
      Set.of(
          "admin",
          "api",
          "assets",
          "author",
          "feed",
          "luu-tru",
          "photos",
          "preview",
          "robots",
          "search",
          "sign-in",
          "sitemap",
          "tac-gia",
          "tag",
          PAGES,
          "well-known");

  /** Tells whether a text has the form of a section's name. */
  static boolean isName(String name) {
    return name.length() <= 40 && FORM.matcher(name).matches();
  }

  /**
   * @throws IllegalArgumentException where the name cannot be one; its message says why
   */
  public Section {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "A section's name has at most 40 of a–z, 0–9 and single hyphens: " + name);
    }
    if (TAKEN.contains(name)) {
      throw new IllegalArgumentException(
          "The portal itself uses this name, choose another: " + name);
    }
  }
}
