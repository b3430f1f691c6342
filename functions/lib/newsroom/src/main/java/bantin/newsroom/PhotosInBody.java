package bantin.newsroom;

import bantin.article.Cover;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The photos within a body: which they are, what they lack, and how readers get them. */
public final class PhotosInBody {
  private static final Pattern OURS = Pattern.compile("/photos/([^/]+)/[0-9]+\\.jpg");

  /** How wide a story's photos stand: its measure, or the screen. */
  private static final String SIZES = "(min-width: 44rem) 42rem, 100vw";

  private PhotosInBody() {}

  /**
   * What should be mended before readers see it.
   *
   * @param code {@code alt}: nothing for those who cannot see it; {@code caption}: no caption
   * @param photo which one, from 1
   */
  public record Warning(String code, int photo, String src, String text) {}

  public static List<Warning> warnings(String clean) {
    List<Warning> warnings = new ArrayList<>();
    int photo = 0;
    for (Element image : images(clean)) {
      photo++;
      String src = image.attr("src");
      if (image.attr("alt").isBlank()) {
        warnings.add(
            new Warning(
                "alt", photo, src, "Photo " + photo + " has no text for those who cannot see it."));
      }
      Element figure = image.closest("figure");
      Element caption = figure == null ? null : figure.selectFirst("figcaption");
      if (caption == null || caption.text().isBlank()) {
        warnings.add(new Warning("caption", photo, src, "Photo " + photo + " has no caption."));
      }
    }
    return warnings;
  }

  /** Those that lie in this site's bucket. */
  public static Set<PhotoId> ids(String clean) {
    Set<PhotoId> ids = new LinkedHashSet<>();
    for (Element image : images(clean)) {
      PhotoId id = id(image);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  /** The body's first photo; null where it has none. */
  public static @Nullable Cover cover(String clean) {
    List<Element> images = images(clean);
    if (images.isEmpty()) {
      return null;
    }
    Element image = images.get(0);
    return new Cover(image.attr("src"), image.attr("alt"), srcset(image));
  }

  /** With all sizes of each photo, and those beneath the first fetched when they come near. */
  public static String forReaders(String clean) {
    Document document = parsed(clean);
    List<Element> images = document.select("img[src]");
    if (images.isEmpty()) {
      return clean;
    }
    for (int i = 0; i < images.size(); i++) {
      Element image = images.get(i);
      String srcset = srcset(image);
      if (!srcset.isEmpty()) {
        image.attr("srcset", srcset).attr("sizes", SIZES);
      }
      if (i > 0) {
        image.attr("loading", "lazy");
      }
      image.attr("decoding", "async");
    }
    return document.body().html();
  }

  /** A body that readers get, as it was before {@link #forReaders}. */
  public static String asWritten(String shown) {
    Document document = parsed(shown);
    List<Element> images = document.select("img[src]");
    if (images.isEmpty()) {
      return shown;
    }
    for (Element image : images) {
      for (String added : List.of("srcset", "sizes", "loading", "decoding")) {
        image.removeAttr(added);
      }
    }
    return document.body().html();
  }

  private static List<Element> images(String clean) {
    return parsed(clean).select("img[src]");
  }

  private static Document parsed(String clean) {
    Document document = Jsoup.parseBodyFragment(clean);
    document.outputSettings().prettyPrint(false);
    return document;
  }

  private static @Nullable PhotoId id(Element image) {
    Matcher ours = OURS.matcher(image.attr("src"));
    return ours.matches() ? PhotoId.parse(ours.group(1)) : null;
  }

  /** No file is wider than the photo was, whatever its name. */
  private static String srcset(Element image) {
    PhotoId id = id(image);
    if (id == null) {
      return "";
    }
    String width = image.attr("width");
    int own = width.matches("[0-9]{1,5}") ? Integer.parseInt(width) : Integer.MAX_VALUE;
    List<String> files = new ArrayList<>();
    for (int size : PhotoKeys.WIDTHS) {
      files.add("/" + PhotoKeys.photo(id, size) + " " + Math.min(size, own) + "w");
      if (size >= own) {
        break;
      }
    }
    return String.join(", ", files);
  }
}
