package bantin.manuscript;

import bantin.article.Cover;
import bantin.article.VideoPlayers;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.PhotoType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Clean HTML of an article, and the photos and attachments in it. It is parsed at most once, and
 * not at all where it holds none.
 */
public final class Body {
  /** Body without any text. */
  public static final Body EMPTY = new Body("");

  private static final Pattern OWN_FILE = Pattern.compile("/photos/([^/]+)/([^/]+)");
  private static final Pattern OWN_PHOTO = Pattern.compile("/photos/([^/]+)/([0-9]+)\\.jpg");
  private static final Document NOTHING = Document.createShell("");
  private static final String IMAGES = "img[src]";

  /**
   * Width of a photo on a page: the measure of the text, or the screen without its margins. Phones
   * with three pixels to a point are told two thirds of it, because nobody sees more than two.
   */
  private static final String SIZES =
      "(min-width: 46rem) 42rem, (min-resolution: 2.5dppx) 61vw, 92vw";

  /** Width of a photo in a gallery: half of that. */
  private static final String HALF_SIZES =
      "(min-width: 46rem) 21rem, (min-resolution: 2.5dppx) 31vw, 46vw";

  /** Attributes that {@link #forReaders} adds. */
  private static final List<String> ADDED = List.of("srcset", "sizes", "loading", "decoding");

  private final String html;
  private @Nullable Document document;

  private Body(String html) {
    this.html = html;
  }

  /**
   * Cleans a text: decoration goes, and a text that would lose more is refused.
   *
   * @param html HTML, or plain text with blank lines between its paragraphs
   * @throws UnfitText where the text is too long, would lose something or shows pictures of other
   *     sites
   */
  public static Body clean(String html) {
    return BodyPolicy.clean(html);
  }

  /** Body that was cleaned before it was stored. */
  public static Body stored(String html) {
    return html.isEmpty() ? EMPTY : new Body(html);
  }

  /** Body as it was before {@link #forReaders}. */
  public static String asWritten(String shown) {
    Document document = parsed(shown);
    List<Element> images = document.select(IMAGES);
    boolean hasVideos = VideoPlayers.areIn(shown);
    if (images.isEmpty() && !hasVideos) {
      return shown;
    }
    images.forEach(image -> ADDED.forEach(image::removeAttr));
    document.select("picture > source").remove();
    document.select("picture").unwrap();
    document.select("figure").forEach(figure -> figure.removeAttr(VideoPlayers.ATTRIBUTE));
    return document.body().html();
  }

  public String html() {
    return html;
  }

  public boolean isEmpty() {
    return html.isEmpty();
  }

  /** Faults of the photos, in their order. */
  public List<PhotoWarning> warnings() {
    List<PhotoWarning> warnings = new ArrayList<>();
    int photo = 0;
    for (Element image : images()) {
      photo++;
      String src = image.attr("src");
      if (image.attr("alt").isBlank()) {
        warnings.add(new PhotoWarning(PhotoWarning.Kind.ALT, photo, src));
      }
      Element figure = image.closest("figure");
      Element caption = figure == null ? null : figure.selectFirst("figcaption");
      if (caption == null || caption.text().isBlank()) {
        warnings.add(new PhotoWarning(PhotoWarning.Kind.CAPTION, photo, src));
      }
    }
    return warnings;
  }

  /** Photos and attachments of this site's bucket, each once. */
  public Set<PhotoId> photos() {
    Set<PhotoId> ids = new LinkedHashSet<>();
    for (Element image : images()) {
      PhotoId id = id(image);
      if (id != null) {
        ids.add(id);
      }
    }
    if (html.contains("/file.")) {
      for (Element link : document().select("a[href]")) {
        Matcher own = OWN_FILE.matcher(link.attr("href"));
        if (own.matches() && PhotoKeys.isAttachment(own.group(1), own.group(2))) {
          ids.add(new PhotoId(own.group(1)));
        }
      }
    }
    return ids;
  }

  /** Cover of a body whose photos may all lack the small renditions. */
  public @Nullable Cover cover() {
    return cover(Set.of());
  }

  /**
   * Chosen lead photo of the body, else its first photo; null where it shows none.
   *
   * @param small photos that have the small renditions for lists
   */
  public @Nullable Cover cover(Set<PhotoId> small) {
    List<Element> images = images();
    if (images.isEmpty()) {
      return null;
    }
    Element image =
        images.stream()
            .filter(photo -> photo.hasClass(PhotoClasses.LEAD))
            .findFirst()
            .orElse(images.get(0));
    PhotoId id = id(image);
    String url = id == null ? image.attr("src") : id.url();
    return new Cover(
        url,
        image.attr("alt"),
        srcset(image, PhotoType.JPEG, id != null && small.contains(id)),
        PhotoClasses.focus(image.className()));
  }

  /**
   * HTML with all sizes and types of each photo, and with the player of each video. Browsers fetch
   * photos after the first when they come near.
   */
  public String forReaders() {
    if (images().isEmpty() && videos(html.contains("<figure>") ? document() : NOTHING).isEmpty()) {
      return html;
    }
    Document shown = document().clone();
    videos(shown).forEach((figure, player) -> figure.attr(VideoPlayers.ATTRIBUTE, player));
    List<Element> images = shown.select(IMAGES);
    for (int i = 0; i < images.size(); i++) {
      Element image = images.get(i);
      String srcset = srcset(image, PhotoType.JPEG, false);
      String sizes = image.is("figure > figure *") ? HALF_SIZES : SIZES;
      if (!srcset.isEmpty()) {
        image.attr("srcset", srcset).attr("sizes", sizes);
      }
      if (i > 0) {
        image.attr("loading", "lazy");
      }
      image.attr("decoding", "async");
      if (isFull(image)) {
        image.wrap("<picture></picture>");
        image.before(
            new Element("source")
                .attr("type", PhotoType.WEBP.mediaType())
                .attr("srcset", srcset(image, PhotoType.WEBP, false))
                .attr("sizes", sizes));
      }
    }
    return shown.body().html();
  }

  /** Players by the figures that hold nothing but a link to a video, and a caption. */
  private static Map<Element, String> videos(Document document) {
    Map<Element, String> players = new LinkedHashMap<>();
    for (Element link : document.select("figure > a[href]:first-child")) {
      Element next = link.nextElementSibling();
      String player = VideoPlayers.of(link.attr("href"));
      if (player != null && (next == null || next.nameIs("figcaption"))) {
        players.put(Objects.requireNonNull(link.parent()), player);
      }
    }
    return players;
  }

  /** Addresses of all pictures. */
  List<String> pictures() {
    return images().stream().map(image -> image.attr("src")).toList();
  }

  /** Parsed HTML, not to be changed. */
  Document document() {
    Document known = document;
    if (known == null) {
      known = parsed(html);
      document = known;
    }
    return known;
  }

  private List<Element> images() {
    return html.contains("<img") ? document().select(IMAGES) : List.of();
  }

  private static Document parsed(String html) {
    Document document = Jsoup.parseBodyFragment(html);
    document.outputSettings().prettyPrint(false);
    return document;
  }

  private static @Nullable PhotoId id(Element image) {
    Matcher own = OWN_PHOTO.matcher(image.attr("src"));
    return own.matches() ? PhotoId.parse(own.group(1)) : null;
  }

  /** Tells by its address if the photo has WebP and the width for phones. Older ones lack both. */
  private static boolean isFull(Element image) {
    Matcher own = OWN_PHOTO.matcher(image.attr("src"));
    return own.matches()
        && PhotoId.parse(own.group(1)) != null
        && own.group(2).equals(String.valueOf(PhotoKeys.PHONE));
  }

  /**
   * Files of a photo by their widths. No file is wider than the photo was, whatever its name.
   *
   * @param small whether it is for a list, and the photo has the small renditions
   */
  private static String srcset(Element image, PhotoType type, boolean small) {
    PhotoId id = id(image);
    if (id == null) {
      return "";
    }
    String width = image.attr("width");
    int own = width.matches("[0-9]{1,5}") ? Integer.parseInt(width) : Integer.MAX_VALUE;
    List<String> files = new ArrayList<>();
    for (int size : isFull(image) ? PhotoKeys.WIDTHS : PhotoKeys.JPEG_WIDTHS) {
      if (size == PhotoKeys.SMALL && !small) {
        continue;
      }
      files.add("/" + PhotoKeys.photo(id, size, type) + " " + Math.min(size, own) + "w");
      if (size >= own) {
        break;
      }
    }
    return String.join(", ", files);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Body that && html.equals(that.html);
  }

  @Override
  public int hashCode() {
    return html.hashCode();
  }

  @Override
  public String toString() {
    return html;
  }
}
