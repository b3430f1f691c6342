package bantin.page;

import bantin.article.Logo;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Look of the site's owner: accent colour, logo, lines at the foot, and an urgent notice.
 *
 * @param accent accent colour, such as {@code #a3171d}; empty for the default
 * @param lines lines below the site's name at the foot
 * @param pages links to the site's pages at the foot
 * @param notice urgent notice above the page; its address is empty where it is no link. Null where
 *     there is none
 * @param logo logo at the head; null where there is none
 */
public record Imprint(
    String accent,
    List<ImprintLine> lines,
    List<Link> pages,
    @Nullable Link notice,
    @Nullable Logo logo) {
  public static final Imprint NONE = new Imprint("", List.of(), List.of(), null, null);

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");

  /** Background of style.css in light mode; the next one is for dark mode. */
  private static final int PAPER = 0xfffefb;

  private static final int DARK_PAPER = 0x151412;

  /** Smallest contrast of text to its background (WCAG 2.2, 1.4.3). */
  private static final double CONTRAST = 4.5;

  /**
   * @throws IllegalArgumentException where the accent is not a colour
   */
  public Imprint {
    if (!accent.isEmpty() && !COLOUR.matcher(accent).matches()) {
      throw new IllegalArgumentException("Not a colour: " + accent);
    }
    lines = List.copyOf(lines);
    pages = List.copyOf(pages);
  }

  /** Tells whether links in this colour are readable on the page. */
  public static boolean isReadable(String accent) {
    return COLOUR.matcher(accent).matches() && contrast(rgb(accent), PAPER) >= CONTRAST;
  }

  public boolean hasStyle() {
    return !accent.isEmpty();
  }

  /** Style rules for the colour. In dark mode it is lightened until it is readable. */
  public String style() {
    int light = rgb(accent);
    int dark = light;
    for (int white = 0; contrast(dark, DARK_PAPER) < CONTRAST && white <= 100; white += 5) {
      dark = mixed(light, white);
    }
    return "@media screen{:root{--accent:"
        + accent
        + "}}@media screen and (prefers-color-scheme:dark){:root{--accent:"
        + String.format(Locale.ROOT, "#%06x", dark)
        + "}}";
  }

  /** Content security policy that allows these rules and no others. */
  String policy(String policy) {
    if (!hasStyle()) {
      return policy;
    }
    return policy.replace("style-src 'self'", "style-src 'self' " + PolicySource.of(style()));
  }

  private static int rgb(String colour) {
    return Integer.parseInt(colour.substring(1), 16);
  }

  private static int mixed(int colour, int white) {
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int part = colour >> shift & 0xff;
      mixed |= (part + (255 - part) * white / 100) << shift;
    }
    return mixed;
  }

  /** Contrast ratio of WCAG 2.2, 1 to 21. */
  private static double contrast(int first, int second) {
    double a = luminance(first);
    double b = luminance(second);
    return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  }

  private static double luminance(int colour) {
    return .2126 * linear(colour >> 16 & 0xff)
        + .7152 * linear(colour >> 8 & 0xff)
        + .0722 * linear(colour & 0xff);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= .04045 ? share / 12.92 : Math.pow((share + .055) / 1.055, 2.4);
  }
}
