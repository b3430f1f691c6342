package bantin.importfiles;

import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Pictures of a text as figures, and the paragraphs beneath them as captions. */
final class Figures {
  /** Length of a caption that nothing but its look marks, in characters. */
  private static final int MAX_CAPTION = 300;

  /** Descriptions that programs invent. */
  private static final Pattern AUTOMATIC =
      Pattern.compile(
          "(?s)\\s*(Description automatically generated|Mô tả được tạo tự động|AI-generated content"
              + " may be incorrect\\.?).*$");

  /** Names of files, and words that describe nothing. */
  private static final Pattern NO_WORDS =
      Pattern.compile(
          "(?i)\\S+\\.(jpe?g|png|gif|bmp|webp|tiff?|emf|wmf)|(picture|image|hình ảnh|hình|ảnh)"
              + " ?\\d*");

  private final Pictures pictures;
  private final Roles roles;

  Figures(Pictures pictures, Roles roles) {
    this.pictures = pictures;
    this.roles = roles;
  }

  /** Appends a picture as a figure; null where it cannot be shown, which is noted. */
  @Nullable Element append(Element image, Element parent) {
    // A picture of one pixel counts readers.
    if (image.attr("width").equals("1") || image.attr("height").equals("1")) {
      return null;
    }
    Picture picture = pictures.take(image.attr("src"));
    if (picture == null) {
      return null;
    }
    Element figure = parent.appendElement("figure");
    Element shown = figure.appendElement("img");
    shown.attr("src", picture.id().phoneUrl());
    shown.attr("alt", alternative(image.hasAttr("alt") ? image.attr("alt") : image.attr("title")));
    if (picture.width() > 0) {
      shown.attr("width", String.valueOf(picture.width()));
      shown.attr("height", String.valueOf(picture.height()));
    }
    return figure;
  }

  /** Description of a picture. An invented one is dropped, so that the desk asks for another. */
  private static String alternative(String text) {
    String own = AUTOMATIC.matcher(Texts.tidyLines(text)).replaceFirst("");
    String tidy = Texts.tidy(own).strip();
    return NO_WORDS.matcher(tidy).matches() ? "" : tidy;
  }

  /** Makes captions of the paragraphs that stand beneath a picture and plainly describe it. */
  void captions(Element parent) {
    for (Element figure : parent.children()) {
      Element next = figure.nextElementSibling();
      boolean isBare = figure.is("figure") && figure.selectFirst("figcaption, > figure") == null;
      if (isBare && next != null && next.is("p") && isCaption(next)) {
        Element caption = figure.appendElement("figcaption");
        caption.appendChildren(next.childNodesCopy());
        next.remove();
        if (caption.childNodeSize() == 1
            && caption.childrenSize() == 1
            && caption.child(0).is("em")) {
          caption.child(0).unwrap();
        }
      }
    }
  }

  private boolean isCaption(Element line) {
    Role role = roles.of(line);
    if (role == Role.CAPTION) {
      return true;
    }
    boolean isShort = Texts.length(line.text()) <= MAX_CAPTION;
    return isShort && (role == Role.CENTRED || InlineText.isWhole(line, "em"));
  }
}
