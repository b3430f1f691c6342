package bantin.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language of the interface. Articles stay in the language in which they were written. */
public enum Language {
  VI("vi", "Tiếng Việt"),
  EN("en", "English");

  private final String tag;
  private final String ownName;

  Language(String tag, String ownName) {
    this.tag = tag;
    this.ownName = ownName;
  }

  /** Tag, as in {@code lang="vi"}. */
  public String tag() {
    return tag;
  }

  /** The language's name in itself. */
  public String ownName() {
    return ownName;
  }

  public Language other() {
    return this == VI ? EN : VI;
  }

  /** The language of {@code ?lang=}; null if the address names none that the portal speaks. */
  public static @Nullable Language asked(Request request) {
    return of(request.query("lang"));
  }

  /**
   * The language of a caller of the API: the reader's, or English for a program that names no
   * language at all.
   */
  public static Language ofCaller(Request request) {
    boolean named =
        asked(request) != null
            || of(request.cookie("lang")) != null
            || request.header("accept-language") != null;
    return named ? of(request) : EN;
  }

  /**
   * The language of a reader: that of the address, else of the cookie, else the browser's first
   * choice, else Vietnamese.
   */
  public static Language of(Request request) {
    Language asked = asked(request);
    if (asked != null) {
      return asked;
    }
    Language chosen = of(request.cookie("lang"));
    return chosen == null ? preferred(request.header("accept-language")) : chosen;
  }

  private static @Nullable Language of(@Nullable String tag) {
    for (Language language : values()) {
      if (language.tag.equals(tag)) {
        return language;
      }
    }
    return null;
  }

  /** Reads the header (RFC 9110, 12.5.4); a malformed list counts as none. */
  private static Language preferred(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return VI;
    }
    try {
      Locale.LanguageRange best = null;
      for (Locale.LanguageRange range : Locale.LanguageRange.parse(acceptLanguage)) {
        if (range.getWeight() > 0
            && of(primary(range)) != null
            && (best == null || range.getWeight() > best.getWeight())) {
          best = range;
        }
      }
      Language found = best == null ? null : of(primary(best));
      return found == null ? VI : found;
    } catch (IllegalArgumentException e) {
      return VI;
    }
  }

  private static String primary(Locale.LanguageRange range) {
    return range.getRange().split("-", 2)[0];
  }
}
