package bantin.listarticles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.article.Logo;
import bantin.article.Settings;
import bantin.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Web app manifest: name and icon under which a browser installs the site. The icon shows the first
 * letters of the site's name in its colour. As a part of the manifest it costs no request. A square
 * logo goes before it.
 */
final class Manifest {
  private static final String ACCENT = "#a3171d";
  private static final String PAPER = "#fffefb";
  private static final int MAX_LETTERS = 2;

  /** Width in pixels that a browser wants of an icon at least. */
  private static final int MIN_ICON = 192;

  private static final String WEBP = "image/webp";
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*");

  private Manifest() {}

  static ObjectNode of(Settings settings) {
    String name = settings.siteName();
    String colour = settings.accent().isEmpty() ? ACCENT : settings.accent();
    ObjectNode json = Json.object();
    json.put("name", name).put("short_name", name);
    json.put("id", "/").put("start_url", "/").put("scope", "/");
    json.put("display", "minimal-ui").put("lang", "vi");
    json.put("theme_color", colour).put("background_color", PAPER);
    ArrayNode icons = json.putArray("icons");
    Logo logo = settings.logo();
    if (logo != null && logo.width() == logo.height() && logo.width() >= MIN_ICON) {
      String sizes = logo.smallWidth() + "x" + logo.smallHeight();
      icons.addObject().put("src", logo.smallWebpUrl()).put("sizes", sizes).put("type", WEBP);
    }
    ObjectNode icon = icons.addObject();
    byte[] svg = icon(colour, letters(name)).getBytes(UTF_8);
    icon.put("src", "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg));
    icon.put("sizes", "any").put("type", "image/svg+xml").put("purpose", "any");
    return json;
  }

  /** Square with letters. They stand within the circle that every launcher shows. */
  private static String icon(String colour, String letters) {
    return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 512 512'><path fill='"
        + colour
        + "' d='M0 0h512v512H0z'/><text x='256' y='256' dy='.35em' fill='#fff'"
        + " font-family='sans-serif' font-size='200' font-weight='700' text-anchor='middle'>"
        + letters
        + "</text></svg>";
  }

  /** First letters of the first words. Letters and digits need no escapes in XML. */
  private static String letters(String name) {
    return WORD.matcher(name)
        .results()
        .limit(MAX_LETTERS)
        .map(MatchResult::group)
        .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
