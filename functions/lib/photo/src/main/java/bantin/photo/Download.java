package bantin.photo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Header {@code Content-Disposition} of a file that browsers save and never show (RFC 6266). */
public final class Download {
  /** Signs that no file system takes in a name. */
  private static final Pattern UNFIT = Pattern.compile("[\\\\/:*?\"<>|]");

  private static final Pattern NAME = Pattern.compile("; filename\\*=UTF-8''([^;]+)$");

  private Download() {}

  /**
   * Value of the header. Old programs get the name without marks, others the name itself (RFC
   * 8187).
   */
  public static String disposition(String name) {
    String fit = fit(name);
    String encoded = URLEncoder.encode(fit, UTF_8).replace("+", "%20").replace("*", "%2A");
    return "attachment; filename=\"" + plain(fit) + "\"; filename*=UTF-8''" + encoded;
  }

  /** Name in a value that {@link #disposition} made; null where it holds none. */
  public static @Nullable String name(@Nullable String disposition) {
    Matcher matcher = NAME.matcher(disposition == null ? "" : disposition);
    return matcher.find() ? URLDecoder.decode(matcher.group(1).replace("+", "%2B"), UTF_8) : null;
  }

  /** Name without signs that a file system refuses, in composed characters. */
  public static String fit(String name) {
    return UNFIT.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll("-");
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace('đ', 'd')
        .replace('Đ', 'D')
        .replaceAll("[^ -~]", "_");
  }
}
