package bantin.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class AssetsTest {
  private static final List<String> FONTS =
      List.of("be-vietnam-pro-400.woff2", "be-vietnam-pro-700.woff2");

  @Test
  void putsTheHashOfTheContentIntoTheAddress() {
    String hash = HexFormat.of().formatHex(sha256(bytes("page.js")), 0, 6);
    assertThat(Assets.PORTAL.url("page.js")).isEqualTo("/assets/page." + hash + ".js");
  }

  @Test
  void findsOnlyTheCurrentHash() {
    String file = Assets.PORTAL.url("page.js").substring("/assets/".length());
    assertThat(Assets.PORTAL.find(file)).isNotNull();
    assertThat(Assets.PORTAL.find("page.js")).isNull();
    assertThat(Assets.PORTAL.find(file.replaceFirst("\\.[0-9a-f]{12}", ".000000000000"))).isNull();
    assertThat(Assets.PORTAL.find("../Assets.class")).isNull();
  }

  @Test
  void namesFontsByTheirHashInTheStyle() {
    Matcher address = Pattern.compile("url\\(([^)]*)\\)").matcher(text("style.css"));
    int found = 0;
    while (address.find()) {
      assertThat(Assets.PORTAL.find(address.group(1))).as(address.group(1)).isNotNull();
      found++;
    }
    assertThat(found).isEqualTo(FONTS.size());
  }

  @Test
  void fetchesNothingFromOtherSites() {
    assertThat(text("style.css")).doesNotContain("//", "@import");
    assertThat(text("page.js")).doesNotContain("http:", "https:", "cookie");
  }

  @Test
  void sendsNoComments() {
    assertThat(text("page.js")).contains("/api/hits").doesNotContainPattern("(?m)^ *//");
    assertThat(text("style.css")).contains("@media print").doesNotContain("/*");
  }

  @Test
  void refusesUnknownNames() {
    assertThatThrownBy(() -> Assets.PORTAL.url("other.css"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Assets of an article's page take at most 31 of its 40 KB. */
  @Test
  void keepsAssetsSmall() throws IOException {
    int size = gzip("style.css") + gzip("page.js");
    for (String font : FONTS) {
      size += bytes(font).length;
    }
    assertThat(size).isLessThan(31 * 1024);
    assertThat(gzip("page.js")).isLessThan(7 * 512);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static int gzip(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes(name));
    }
    return out.size();
  }

  private static String text(String name) {
    return new String(bytes(name), UTF_8);
  }

  private static byte[] bytes(String name) {
    return requireNonNull(
            Assets.PORTAL.find(Assets.PORTAL.url(name).substring("/assets/".length())))
        .bytes();
  }
}
