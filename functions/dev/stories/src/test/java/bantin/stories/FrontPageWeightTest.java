package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.stories.Chromium.Window;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bytes of a front page with twelve photos on a telephone of 360 points, two pixels to a point. */
@ExtendWith(Chromium.class)
final class FrontPageWeightTest {
  private static final int MAX_BYTES = 250_000;

  /** Mean bytes of thirteen photographs as WebP of 480 and 720 pixels: see FIGURES.md. */
  private static final int PHOTOGRAPH_480 = 16_358;

  private static final int PHOTOGRAPH_720 = 21_488;

  private static final int SECTIONS = 8;
  private static final int PHOTOS = 12;

  @TempDir private static Path data;
  private static Newspaper newspaper;

  @BeforeAll
  static void open() throws IOException {
    newspaper = Newspaper.open(data);
    writeSections();
    Uploader uploader = new Uploader(newspaper);
    for (int i = 0; i < PHOTOS; i++) {
      ObjectNode photo = uploader.upload(picture(i));
      String id = photo.path("photo").path("id").asText();
      String body =
          "<figure><img src=\"%s\" alt=\"Nương ngô\" width=\"1200\" height=\"800\"><figcaption>Nương ngô</figcaption></figure><p>Chữ.</p>"
              .formatted(uploader.state(id).path("url").asText());
      String section = "muc-" + (i < SECTIONS ? i : 0);
      newspaper.publish(
          Newspaper.article("Ngô trên nương đã vào mùa, bà con bẻ ngô từ sáng sớm " + i)
              .put("section", section)
              .put("lead", "Mưa thuận gió hòa, năm nay bản nào cũng được mùa ngô.")
              .put("body", body));
    }
  }

  @AfterAll
  static void close() {
    newspaper.close();
  }

  private static void writeSections() {
    String token = newspaper.token(Newspaper.ADMINISTRATOR);
    Answer settings = newspaper.send("GET", "/api/admin/settings", token, null).expect(200);
    ObjectNode changed = settings.json();
    ArrayNode sections = changed.putArray("sections");
    for (int i = 0; i < SECTIONS; i++) {
      sections.addObject().put("name", "muc-" + i).put("title", "Mục " + i);
    }
    newspaper
        .send("PUT", "/api/admin/settings", token, changed, "If-Match", settings.header("ETag"))
        .expect(200);
    Newspaper.await(
        "the front page shows the sections",
        Duration.ofSeconds(60),
        () -> newspaper.get("/").expect(200).text().contains("/muc-7"));
  }

  @Test
  void loadsAtMost250KilobytesWithTwelvePhotographs(Window window) throws IOException {
    try (Line line = Line.to(newspaper.at("/"));
        BrowserContext context =
            window.browser().newContext(Window.options(360, false).setDeviceScaleFactor(2))) {
      Page page = context.newPage();
      page.navigate(line.at("/"));
      for (int i = 0; i < PHOTOS; i++) {
        page.locator("main img").nth(i).scrollIntoViewIfNeeded();
      }
      Newspaper.await(
          "all photos are loaded, and the service worker keeps the page",
          Duration.ofSeconds(30),
          () -> loaded(page, "main img", ".*").size() == PHOTOS && isKept(page));
      assertThat(meanBytes(page, 480)).isGreaterThan(PHOTOGRAPH_480);
      assertThat(meanBytes(page, 720)).isGreaterThan(PHOTOGRAPH_720);
      assertThat(line.answered()).isBetween(150_000L, (long) MAX_BYTES);
      assertThat(loaded(page, ".lead-story img", "720.webp")).hasSize(1);
      assertThat(loaded(page, ".second img", "320.webp")).hasSize(3);
      assertThat(loaded(page, ".block img", "480.webp")).hasSize(8);
    }
  }

  private static boolean isKept(Page page) {
    return (Boolean)
        page.evaluate(
            "caches.match(location.href, { cacheName: 'pages', ignoreVary: true }).then((found) => !!found)");
  }

  /** Addresses of the loaded pictures that match. */
  private static List<?> loaded(Page page, String selector, String file) {
    return (List<?>)
        page.evaluate(
            "([selector, file]) => [...document.querySelectorAll(selector)]"
                + ".filter((image) => image.complete && image.naturalWidth)"
                + ".map((image) => image.currentSrc)"
                + ".filter((address) => new RegExp(file + '$').test(address))",
            List.of(selector, file));
  }

  /** Mean size of all photos as WebP of a width. */
  private static double meanBytes(Page page, int width) {
    return loaded(page, "main img", ".*").stream()
        .map(
            address ->
                String.valueOf(address)
                    .replaceFirst(".*(/photos/[^/]+/).*", "$1" + width + ".webp"))
        .mapToInt(path -> newspaper.get(path).expect(200).bytes().length)
        .average()
        .orElse(0);
  }

  /**
   * Draws a picture that compresses as a photograph does. It shows leaves of all sizes that cover
   * each other, the small ones far more often, each with its own shade and grain.
   */
  private static byte[] picture(int number) throws IOException {
    int width = 1200;
    int height = 800;
    Random random = new Random(number);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    int leaves = 260 + 90 * (number % 4);
    for (int i = 0; i < leaves; i++) {
      // Sizes follow a power law, as in views of nature.
      double size = Math.min(600, 12 / Math.sqrt(random.nextDouble() + 4e-4));
      int x = random.nextInt(width);
      int y = random.nextInt(height);
      brush.setPaint(
          new GradientPaint(
              x, y, color(random), x + (float) size, y + (float) size, color(random)));
      brush.fillOval((int) (x - size), (int) (y - size / 2), (int) (2 * size), (int) size);
    }
    brush.dispose();
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", jpeg);
    return jpeg.toByteArray();
  }

  private static Color color(Random random) {
    return Color.getHSBColor(
        random.nextFloat(), random.nextFloat() * .6f, .2f + random.nextFloat() * .7f);
  }
}
