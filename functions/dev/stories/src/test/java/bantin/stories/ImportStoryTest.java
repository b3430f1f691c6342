package bantin.stories;

import static bantin.engines.WordFile.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.WordFile;
import bantin.stories.Chromium.Window;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Story of an import: a clerk drops a file on the desk and gets a draft with its pictures. */
@ExtendWith({Chromium.class, SharedNewspaper.class})
final class ImportStoryTest {
  private static final String BODY = "#body .ProseMirror";
  private static final String WORD =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  private static final Duration SIZING_TIME = Duration.ofSeconds(60);

  private static Newspaper newspaper;

  @BeforeAll
  static void open(Newspaper shared) {
    newspaper = shared;
  }

  private static Page atDesk(BrowserContext context, String query) {
    Page page = context.newPage();
    page.navigate(newspaper.at("/admin" + query).toString());
    page.click("#sign-in");
    page.fill("input[name=username]", Newspaper.REPORTER);
    page.fill("input[name=password]", Newspaper.REPORTER);
    page.press("input[name=password]", "Enter");
    page.waitForSelector("#places:not([hidden])");
    return page;
  }

  @Test
  void publishesAWordFileDroppedOnTheDesk(Window window) throws IOException {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "");
      drop(page, "họp thôn.docx", WORD, word());
      page.locator("#article:not([hidden]) #imported li").first().waitFor();
      String id = page.url().substring(page.url().lastIndexOf('/') + 1);
      assertThat(page.inputValue("#title")).isEqualTo("Họp thôn bàn chuyện nước sạch");
      assertThat(page.inputValue("#lead")).isEqualTo("Sáng nay, cả thôn bàn chuyện xây bể nước.");
      assertThat(page.textContent("#message")).contains("Đã tạo 1 bản nháp");
      assertThat(page.textContent("#imported")).contains("họp thôn.docx", "1 nhận xét");
      awaitShown(page, 2);

      ObjectNode copy = copy(id);
      List<String> photos = new ArrayList<>();
      for (String part : copy.path("body").asText().split("/photos/", -1)) {
        photos.add(part.substring(0, Math.min(20, part.length())));
      }
      assertThat(photos).hasSize(3);
      assertThat(copy.path("body").asText().replace("&#61;", "="))
          .isEqualTo(
              """
              <p>Bể chứa đã <strong>xong</strong>.</p>
              <h2>Việc còn lại</h2>
              <ul><li>Đường ống</li><li>Đồng hồ</li></ul>
              <table><tbody><tr><td>Hộ</td><td>12</td></tr></tbody></table>
              <figure><img src="/photos/%s/720.jpg" alt="Bà con họp" width="1800" height="1200" /><figcaption>Họp tại nhà văn hóa.</figcaption></figure>
              <figure><img src="/photos/%s/720.jpg" alt="Bể nước" width="900" height="1200" /><figcaption>Bể nước mới.</figcaption></figure>
              <p>Xem <a href="https://example.org/ke-hoach">kế hoạch</a>.</p>"""
                  .formatted(photos.get(1), photos.get(2)));
      for (String photo : photos.subList(1, 3)) {
        assertThat(state(photo).path("state").asText()).isEqualTo("ready");
      }

      page.selectOption("#section", "tin-tuc");
      page.locator("#save-state", new Page.LocatorOptions().setHasText("Đã lưu lúc")).waitFor();
      Newspaper.await(
          "the section is saved",
          Duration.ofSeconds(15),
          () -> copy(id).path("section").asText().equals("tin-tuc"));
      page.click("#imported button");
      assertThat(page.isVisible("#imported")).isFalse();
      page.click("#hand-in");
      Newspaper.await(
          "the article is submitted",
          Duration.ofSeconds(15),
          () -> copy(id).path("state").asText().equals("submitted"));
      ObjectNode published =
          newspaper
              .send(
                  "PUT",
                  Newspaper.ARTICLES + "/" + id + "/publication",
                  newspaper.token(Newspaper.EDITOR),
                  Answer.JSON.createObjectNode(),
                  "If-Match",
                  Newspaper.etag(copy(id)))
              .expect(200)
              .json();
      String html = newspaper.get(published.path("url").asText()).expect(200).text();
      assertThat(html).contains("Họp thôn bàn chuyện nước sạch", "Bà con họp", "Bể nước mới.");
      for (String photo : photos.subList(1, 3)) {
        assertThat(html)
            .contains("/photos/" + photo + "/480.jpg 480w", "/photos/" + photo + "/480.webp 480w");
        byte[] file = newspaper.get("/photos/" + photo + "/480.jpg").expect(200).bytes();
        assertThat(ImageIO.read(new ByteArrayInputStream(file)).getWidth()).isEqualTo(480);
      }
    }
  }

  /** Waits until the desk shows the photos, and no longer reports their sizing. */
  private static void awaitShown(Page page, int photos) {
    Newspaper.await(
        "photos are shown",
        SIZING_TIME,
        () ->
            page.evaluate(
                    "[...document.querySelectorAll('figure.photo img')]"
                        + ".filter(image => image.naturalWidth > 0).length")
                .equals(photos));
    assertThat(page.isVisible("figure.photo [role=status]")).isFalse();
    assertThat(page.isVisible("figure.photo progress")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void reportsAPhotoUntilItIsSized(boolean good, Window window) {
    byte[] bytes = good ? photo(700, 500, "jpg") : "no photo".getBytes(UTF_8);
    ObjectNode announced =
        newspaper
            .send(
                "POST",
                "/api/admin/photos",
                newspaper.token(Newspaper.REPORTER),
                Answer.JSON
                    .createObjectNode()
                    .put("name", "a.jpg")
                    .put("type", "image/jpeg")
                    .put("size", bytes.length))
            .expect(201)
            .json();
    String src = announced.path("photo").path("url").asText();
    ObjectNode article = Newspaper.article("Đang chờ ảnh");
    article.put("body", "<figure><img src=\"" + src + "\" alt=\"Ảnh\"></figure>");
    String id = newspaper.draft(article).json().path("id").asText();
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "#article/" + id);
      page.locator("figure.photo [role=status]:not([hidden])").waitFor();
      JsonNode upload = announced.path("upload");
      int status =
          newspaper
              .send(
                  HttpRequest.newBuilder(URI.create(upload.path("url").asText()))
                      .header("Content-Type", "image/jpeg")
                      .header("If-None-Match", "*")
                      .PUT(BodyPublishers.ofByteArray(bytes)))
              .status();
      assertThat(status).isEqualTo(200);
      if (good) {
        awaitShown(page, 1);
        // The desk adds the size to the draft, which was written before the photo was sized.
        Newspaper.await(
            "the photo's size is saved",
            Duration.ofSeconds(15),
            () -> copy(id).path("body").asText().contains("width=\"700\" height=\"500\""));
      } else {
        page.locator("figure.photo .error", new Page.LocatorOptions().setHasText("JPEG")).waitFor();
        assertThat(page.isVisible("figure.photo [role=status]")).isFalse();
      }
    }
  }

  private static byte[] word() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "", run("", nfd("Họp thôn bàn chuyện nước sạch")));
    word.paragraph("Tiuphu", "", run("", nfd("Sáng nay, cả thôn bàn chuyện xây bể nước.")));
    word.paragraph(
        "",
        "",
        run("", nfd("Bể chứa đã "))
            + run("<w:b/>", "xong")
            + run("", ".")
            + "<w:r><w:commentReference w:id=\"0\"/></w:r>");
    word.paragraph("u2", nfd("Việc còn lại"));
    word.bullet(nfd("Đường ống")).bullet(nfd("Đồng hồ"));
    word.xml("<w:tbl><w:tr>");
    for (String cell : List.of(nfd("Hộ"), "12")) {
      word.xml("<w:tc><w:p>" + run("", cell) + "</w:p></w:tc>");
    }
    word.xml("</w:tr></w:tbl>");
    word.paragraph("", "", word.picture(photo(1800, 1200, "jpg"), "jpeg", nfd("Bà con họp")));
    word.paragraph("Chuthich", nfd("Họp tại nhà văn hóa."));
    word.paragraph(
        "",
        "<w:jc w:val=\"center\"/>",
        word.picture(photo(900, 1200, "png"), "png", nfd("Bể nước")));
    word.paragraph("", "<w:jc w:val=\"center\"/>", run("", nfd("Bể nước mới.")));
    word.paragraph(
        "",
        "",
        run("", "Xem ")
            + word.link("https://example.org/ke-hoach", nfd("kế hoạch"))
            + run("", "."));
    word.paragraph("", nfd("Tin, ảnh: Giàng Thị Mỷ"));
    return word.bytes();
  }

  private static String nfd(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  private static void drop(Page page, String name, String type, byte[] content) {
    page.evaluate(
        """
        ([name, type, content]) => {
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], name, { type }));
          document.querySelector('#desk').dispatchEvent(
              new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }
        """,
        List.of(name, type, Base64.getEncoder().encodeToString(content)));
  }

  private static void choose(Page page, String name, byte[] content) {
    FilePayload file = new FilePayload(name, "", content);
    page.waitForFileChooser(() -> page.click("#choose-file")).setFiles(file);
  }

  private static ObjectNode copy(String id) {
    String token = newspaper.token(Newspaper.EDITOR);
    return newspaper.send("GET", Newspaper.ARTICLES + "/" + id, token, null).expect(200).json();
  }

  private static JsonNode state(String photo) {
    return newspaper
        .send("GET", "/api/admin/photos/" + photo, newspaper.token(Newspaper.REPORTER), null)
        .expect(200)
        .json();
  }

  @ParameterizedTest
  @CsvSource({"360,false", "360,true", "1280,true"})
  void importsMarkdownAndListsMissingPartsOnAnyScreen(int width, boolean dark, Window window) {
    try (BrowserContext context = window.reader(width, dark)) {
      Page page = atDesk(context, "?lang=en");
      String photo = Base64.getEncoder().encodeToString(photo(640, 480, "png"));
      choose(
          page,
          "chợ-phiên.md",
          """
          ---
          title: Chợ phiên họp trở lại
          lead: Sau ba tháng, chợ lại đông.
          authors: [Lù A Sử, Giàng Thị Mỷ]
          tags: [chợ phiên]
          section: Tin tức
          layout: post
          ---
          Sáng nay **chợ** đông, xem [bản đồ](https://example.org/).

          ![Chợ phiên](data:image/png;base64,%s)
          *Chợ phiên sáng nay.*

          ![Xa](https://example.org/%s.jpg)
          """
              .formatted(photo, "rất-dài".repeat(12))
              .getBytes(UTF_8));
      page.locator("#article:not([hidden]) #imported li").first().waitFor();
      assertThat(page.inputValue("#title")).isEqualTo("Chợ phiên họp trở lại");
      assertThat(page.inputValue("#section")).isEqualTo("tin-tuc");
      assertThat(page.inputValue("#authors li:nth-child(2) input")).isEqualTo("Giàng Thị Mỷ");
      assertThat(page.textContent(BODY)).contains("chợ đông", "bản đồ");
      assertThat(page.textContent("#imported"))
          .contains("Pictures that are not in the file: 1", "layout");
      awaitShown(page, 1);
      assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
      assertThat((Boolean) page.evaluate("document.body.scrollWidth <= window.innerWidth"))
          .as("the page fits %d pixels", width)
          .isTrue();
    }
  }

  @Test
  void importsASavedWebPageWithoutRunningItsScripts(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "");
      List<String> dialogs = new ArrayList<>();
      page.onDialog(
          dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
          });
      choose(
          page,
          "trang.html",
          """
          <html><head><title>Báo X</title></head><body><h1>Lễ hội &lt;img src=x onerror=alert(1)&gt;</h1>
          <p onclick="alert(2)">Sáng nay <b>khai hội</b>.<script>alert(3)</script></p>
          <svg onload="alert(4)"></svg><img src=x onerror="alert(5)">
          <p><a href="javascript:alert(6)">bấm</a> <a href="https://example.org/">xem</a></p></body></html>
          """
              .getBytes(UTF_8));
      page.locator("#article:not([hidden]) #imported li").first().waitFor();
      assertThat(page.inputValue("#title")).isEqualTo("Lễ hội <img src=x onerror=alert(1)>");
      String id = page.url().substring(page.url().lastIndexOf('/') + 1);
      assertThat(copy(id).path("body").asText())
          .isEqualTo(
              "<p>Sáng nay <strong>khai hội</strong>.</p>\n"
                  + "<p>bấm <a href=\"https://example.org/\">xem</a></p>");
      assertThat(dialogs).isEmpty();
    }
  }

  @Test
  void refusesOtherFilesInWordsAndMakesNoDraft(Window window) {
    try (BrowserContext context = window.reader(1280, false)) {
      Page page = atDesk(context, "");
      byte[] old = new byte[600];
      old[0] = (byte) 0xD0;
      old[1] = (byte) 0xCF;
      Map.of(
              "cũ.docx", "kiểu cũ (.doc)",
              "bảng.xlsx", "Chỉ nhận tệp .docx, .md và .html")
          .forEach(
              (name, words) -> {
                drop(page, name, "", old);
                page.locator("#message.bad", new Page.LocatorOptions().setHasText(words)).waitFor();
                assertThat(page.isVisible("#desk")).isTrue();
              });
    }
  }

  private static byte[] photo(int width, int height, String format) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
