package bantin.article;

import java.util.regex.Pattern;

/**
 * Logo of the site: a photo that every page shows at its head.
 *
 * @param url address by which articles would name the photo, a path on this site
 * @param width in pixels, of the upright original
 * @param height in pixels, of the upright original
 */
public record Logo(String url, int width, int height) {
  private static final Pattern FORM = Pattern.compile("/photos/([0-9a-z]{20})/720\\.jpg");

  /** Width of the smallest rendition in pixels. */
  private static final int SMALL = 480;

  /** Ratio of width to height from which a logo is taken to hold the site's name. */
  private static final int WIDE = 2;

  /**
   * @throws IllegalArgumentException where it is no photo with all renditions
   */
  public Logo {
    if (!FORM.matcher(url).matches() || width < 1 || height < 1) {
      throw new IllegalArgumentException("Not a photo with all renditions: " + url);
    }
  }

  /** Id of the photo. */
  public String photo() {
    return FORM.matcher(url).replaceAll("$1");
  }

  /** Tells whether it stands in place of the site's name. A narrower one stands before the name. */
  public boolean isWide() {
    return width >= WIDE * height;
  }

  /** Address of the smallest rendition, as JPEG. */
  public String smallUrl() {
    return "/photos/" + photo() + "/" + SMALL + ".jpg";
  }

  /** Address of the smallest rendition, as WebP. */
  public String smallWebpUrl() {
    return "/photos/" + photo() + "/" + SMALL + ".webp";
  }

  /** Width of the smallest rendition. No rendition is wider than the photo was. */
  public int smallWidth() {
    return Math.min(SMALL, width);
  }

  /** Height of the smallest rendition. */
  public int smallHeight() {
    return Math.max(1, Math.round(smallWidth() * (float) height / width));
  }
}
