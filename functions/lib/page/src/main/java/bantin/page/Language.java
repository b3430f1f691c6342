package bantin.page;

import bantin.http.Request;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Language of the interface. An article keeps the language it was written in. */
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

  /** Name of the language in the language itself. */
  public String ownName() {
    return ownName;
  }

  public Language other() {
    return this == VI ? EN : VI;
  }

  /** Language that {@code ?lang=} asks for; null where it asks for none, or an unknown one. */
  static @Nullable Language asked(Request request) {
    return of(request.query("lang"));
  }

  /**
   * Language of the reader. The address comes first, then an earlier choice (cookie), then the
   * browser's preference, then Vietnamese.
   */
  static Language of(Request request) {
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

  /** Preference of the browser (RFC 9110, 12.5.4). A list that cannot be read counts as none. */
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
