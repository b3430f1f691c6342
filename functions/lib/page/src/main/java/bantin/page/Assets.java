package bantin.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Style, script and fonts. Each has an address with the hash of its content, so browsers may keep
 * it for ever.
 */
public final class Assets {
  /** Comments on lines of their own. */
  private static final Pattern STYLE_COMMENTS = Pattern.compile("(?m)^ */\\*[^*]*\\*/ *\\R");

  private static final Pattern SCRIPT_COMMENTS = Pattern.compile("(?m)^ *//.*\\R");

  /** Service worker. Its scope is the whole site, so its answer must allow that. */
  public static final String WORKER = "worker.js";

  /** Assets that every page of the portal uses. */
  public static final Assets PORTAL =
      new Assets(
          Assets.class,
          List.of(
              "be-vietnam-pro-400.woff2",
              "be-vietnam-pro-700.woff2",
              "style.css",
              "page.js",
              "photos.js",
              "video.js",
              "listen.js",
              WORKER));

  /** The portal's icon. As a part of the page it costs new readers no request. */
  public static final String ICON =
      "data:image/svg+xml,"
          + new String(read(Assets.class, "favicon.svg"), UTF_8)
              .strip()
              .replace('"', '\'')
              .replace(" ", "%20")
              .replace("#", "%23")
              .replace("<", "%3C")
              .replace(">", "%3E");

  private final Map<String, Asset> byName;

  /**
   * @param owner class whose package holds the files in {@code assets}
   * @param names fonts before the styles that name them, and imported scripts before the scripts
   *     that import them: the hash of a file covers theirs
   * @throws IllegalStateException where a file is missing
   */
  public Assets(Class<?> owner, List<String> names) {
    this.byName = load(owner, names);
  }

  /**
   * @param file name with hash, such as {@code style.0123456789ab.css}
   * @param type media type
   */
  @SuppressWarnings("ArrayRecordComponent") // Served, never compared.
  public record Asset(String file, String type, byte[] bytes) {
    public String url() {
      return "/assets/" + file;
    }
  }

  /**
   * Address of an asset by its plain name, such as {@code style.css}.
   *
   * @throws IllegalArgumentException where there is no such asset
   */
  public String url(String name) {
    Asset asset = byName.get(name);
    if (asset == null) {
      throw new IllegalArgumentException("No such asset: " + name);
    }
    return asset.url();
  }

  /** Asset with this name and hash; null where there is none, or its hash has changed. */
  public @Nullable Asset find(String file) {
    for (Asset asset : byName.values()) {
      if (asset.file().equals(file)) {
        return asset;
      }
    }
    return null;
  }

  private static Map<String, Asset> load(Class<?> owner, List<String> names) {
    Map<String, Asset> loaded = new LinkedHashMap<>();
    for (String name : names) {
      byte[] bytes = read(owner, name);
      if (name.endsWith(".css")) {
        bytes = sent(bytes, STYLE_COMMENTS, "url(%s)", loaded);
      } else if (name.endsWith(".js")) {
        bytes = sent(bytes, SCRIPT_COMMENTS, "\"./%s\"", loaded);
      }
      int dot = name.lastIndexOf('.');
      String file = name.substring(0, dot) + "." + hash(bytes) + name.substring(dot);
      loaded.put(name, new Asset(file, type(name), bytes));
    }
    return loaded;
  }

  /**
   * Text as browsers get it: without comments, and other assets named by their addresses.
   *
   * @param form of a name in the text
   */
  private static byte[] sent(
      byte[] bytes, Pattern comments, String form, Map<String, Asset> named) {
    String text = comments.matcher(new String(bytes, UTF_8)).replaceAll("");
    for (Map.Entry<String, Asset> entry : named.entrySet()) {
      text =
          text.replace(
              String.format(Locale.ROOT, form, entry.getKey()),
              String.format(Locale.ROOT, form, entry.getValue().file()));
    }
    return text.getBytes(UTF_8);
  }

  private static byte[] read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream("assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The build lacks the asset " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, 6));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "woff2" -> "font/woff2";
      default -> throw new IllegalStateException("An asset of no known type: " + name);
    };
  }
}
