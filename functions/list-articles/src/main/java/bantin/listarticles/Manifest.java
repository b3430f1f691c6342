package bantin.listarticles;

import bantin.article.Logo;
import bantin.article.Settings;
import bantin.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Web app manifest: name and icon under which a browser installs the site. The icon shows the first
 * letters of the site's name in its colour. As a part of the manifest it costs no request. A square
 * logo goes before it. Without one the icon comes twice: as a page shows it, and for launchers that
 * cut icons to their own form.
 */
final class Manifest {
  private static final String PAPER = "#fffefb";

  /** Width in pixels that a browser wants of an icon at least. */
  private static final int MIN_ICON = 192;

  private static final String WEBP = "image/webp";

  private Manifest() {}

  static ObjectNode of(Settings settings) {
    String name = settings.siteName();
    Icon drawn = Icon.of(settings);
    ObjectNode json = Json.object();
    json.put("name", name).put("short_name", name);
    json.put("id", "/").put("start_url", "/").put("scope", "/");
    json.put("display", "minimal-ui").put("lang", "vi");
    json.put("theme_color", drawn.colour()).put("background_color", PAPER);
    ArrayNode icons = json.putArray("icons");
    Logo logo = squareLogo(settings);
    if (logo != null) {
      String sizes = logo.smallWidth() + "x" + logo.smallHeight();
      icons.addObject().put("src", logo.smallWebpUrl()).put("sizes", sizes).put("type", WEBP);
    }
    icons.add(drawing(drawn.svg(), "any"));
    if (logo == null) {
      // A launcher would take it before the logo.
      icons.add(drawing(drawn.maskable(), "maskable"));
    }
    return json;
  }

  private static ObjectNode drawing(byte[] svg, String purpose) {
    return Json.object()
        .put("src", "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg))
        .put("sizes", "any")
        .put("type", "image/svg+xml")
        .put("purpose", purpose);
  }

  /** Logo that is an icon too, or null. */
  static @Nullable Logo squareLogo(Settings settings) {
    Logo logo = settings.logo();
    return logo != null && logo.width() == logo.height() && logo.width() >= MIN_ICON ? logo : null;
  }
}
