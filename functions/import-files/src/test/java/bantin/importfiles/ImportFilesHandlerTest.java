package bantin.importfiles;

import static bantin.engines.WordFile.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.Section;
import bantin.article.Settings;
import bantin.article.SiteSettings;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.S3Server;
import bantin.engines.Tables;
import bantin.engines.WordFile;
import bantin.manuscript.Body;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.newsroom.SentFile;
import bantin.newsroom.SentFiles;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ImportFilesHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Tables tables;
  private static S3Server buckets;
  private static ImportFilesHandler handler;
  private static SentFiles files;

  @BeforeAll
  static void start() throws IOException {
    tables = Tables.inMemory();
    buckets = S3Server.inMemory();
    files = new SentFiles(tables.client(), tables.name("Newsroom"));
    handler =
        new ImportFilesHandler(
            tables.client("ImportFilesFunction"),
            tables.name("Newsroom"),
            tables.name("Articles"),
            "Bản Tin",
            new UploadBucket(buckets.client("ImportFilesFunction"), buckets.name("Photos")));
  }

  @AfterAll
  static void stop() {
    tables.close();
    buckets.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
  }

  // Word documents

  @Test
  void importsWordDocumentWithPhotos() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "", run("", nfd("Đường mới về bản Sín Chải")));
    word.paragraph("", "", run("<w:b/>", nfd("Sáng nay, xe đã chạy tới tận sân trường.")));
    word.paragraph("", nfd("Con đường dài bốn cây số."));
    word.paragraph(
        "", "<w:jc w:val=\"center\"/>", word.picture(png(640, 480), "png", nfd("Xe ở sân trường")));
    word.paragraph("Chuthich", nfd("Chuyến xe đầu tiên."));
    word.paragraph("u2", nfd("Người dân nói gì"));
    word.bullet(nfd("Đi chợ gần hơn")).bullet(nfd("Trẻ đi học nhanh hơn"));
    word.xml(table("Năm", "Hộ", "2025", "12"));
    word.paragraph(
        "",
        "",
        run("", nfd("Xem "))
            + word.link("https://example.org/đường?a=1&b=2", nfd("kế hoạch"))
            + run("", "."));
    word.paragraph("", "", word.picture(jpeg(800, 600), "jpeg", "IMG_0012.JPG"));
    word.paragraph("", "", run("<w:i/>", nfd("Cả bản ra đón.")));
    word.paragraph("", nfd("Tin, ảnh: Lù A Sử - Vàng Thị Mai"));

    JsonNode made = made("bài.docx", word.bytes());
    assertThat(made.path("title").asText()).isEqualTo("Đường mới về bản Sín Chải");
    assertThat(made.path("lead").asText()).isEqualTo("Sáng nay, xe đã chạy tới tận sân trường.");
    assertThat(texts(made.path("authors"))).containsExactly("Lù A Sử", "Vàng Thị Mai");
    assertThat(made.path("section").asText()).isEmpty();
    String first = made.path("photos").path(0).path("url").asText();
    String second = made.path("photos").path(1).path("url").asText();
    assertThat(made.path("body").asText().replace("&#61;", "="))
        .isEqualTo(
            """
            <p>Con đường dài bốn cây số.</p>
            <figure><img src="%s" alt="Xe ở sân trường" width="640" height="480" /><figcaption>Chuyến xe đầu tiên.</figcaption></figure>
            <h2>Người dân nói gì</h2>
            <ul><li>Đi chợ gần hơn</li><li>Trẻ đi học nhanh hơn</li></ul>
            <table><tbody><tr><td>Năm</td><td>Hộ</td></tr><tr><td>2025</td><td>12</td></tr></tbody></table>
            <p>Xem <a href="https://example.org/đường?a=1&amp;b=2">kế hoạch</a>.</p>
            <figure><img src="%s" alt="" width="800" height="600" /><figcaption>Cả bản ra đón.</figcaption></figure>\
            """
                .formatted(first, second));
    assertThat(made.path("notes")).isEmpty();
    requireStored(made, List.of("image/png", "image/jpeg"));
  }

  private static String table(String... cells) {
    StringBuilder table = new StringBuilder("<w:tbl>");
    for (int i = 0; i < cells.length; i += 2) {
      table.append("<w:tr>");
      for (String cell : List.of(cells[i], cells[i + 1])) {
        table.append("<w:tc><w:p>").append(run("", cell)).append("</w:p></w:tc>");
      }
      table.append("</w:tr>");
    }
    return table.append("</w:tbl>").toString();
  }

  private static void requireStored(JsonNode made, List<String> types) {
    Photos photos = new Photos(tables.client(), tables.name("Newsroom"));
    List<String> found = new ArrayList<>();
    for (JsonNode entry : made.path("photos")) {
      PhotoId id = new PhotoId(entry.path("id").asText());
      Photo photo = requireNonNull(photos.find(id));
      assertThat(photo.state()).isEqualTo(Photo.State.WAITING);
      assertThat(photo.savedBy()).isEqualTo("phong-vien");
      found.add(photo.type());
      var stored =
          buckets
              .client()
              .getObjectAsBytes(
                  get -> get.bucket(buckets.name("Photos")).key(PhotoKeys.upload(id)));
      assertThat(stored.asByteArray()).hasSize((int) photo.size());
      assertThat(stored.response().contentType()).isEqualTo(photo.type());
    }
    assertThat(found).isEqualTo(types);
  }

  @Test
  void notesOmittedElements() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa");
    word.paragraph(
        "",
        "",
        run("", "Giữ ")
            + "<w:del>"
            + run("", "bỏ").replace("w:t", "w:delText")
            + "</w:del>"
            + "<w:ins>"
            + run("", "thêm")
            + "</w:ins>"
            + "<w:moveTo>"
            + run("", " dời")
            + "</w:moveTo>"
            + run("<w:vanish/>", "mật")
            + "<w:r><w:commentReference w:id=\"0\"/></w:r>"
            + "<w:fldSimple w:instr=\"SEQ\">"
            + run("", " 1")
            + "</w:fldSimple>"
            + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
            + run("<w:rFonts w:ascii=\".VnTime\"/>", ""));
    word.paragraph(
        "",
        "",
        "<w:r><mc:AlternateContent><mc:Choice"
            + " Requires=\"wps\"><w:drawing/></mc:Choice><mc:Fallback>"
            + "<w:pict><v:shape><v:textbox><w:txbxContent><w:p>"
            + run("", "Trong hộp")
            + "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
            + "</mc:AlternateContent></w:r>");
    word.paragraph("", "", word.pictureAt("file:///etc/hostname", "Ảnh lạ"));
    word.paragraph("", "", word.picture("not a picture".getBytes(UTF_8), "png", "Hỏng"));
    String whole = word.picture(png(20, 20), "png", "Cắt");
    word.paragraph("", "", whole.replace("<a:stretch>", "<a:srcRect l=\"25000\"/><a:stretch>"));
    word.related("header", "header1.xml", "<w:hdr><w:t>Trang riêng</w:t></w:hdr>");
    word.part("word/vbaProject.bin", new byte[] {1, 2, 3});

    JsonNode made = made("bài.docx", word.bytes());
    assertThat(made.path("body").asText())
        .startsWith("<p>Giữ thêm dời 1</p>\n<p>Trong hộp</p>\n<figure>");
    assertThat(made.path("photos")).hasSize(1);
    assertThat(String.join("\n", texts(made.path("notes"))))
        .contains(
            "1 nhận xét",
            "2 chỗ theo dõi sửa đổi",
            "Chữ ẩn (1",
            "1 công thức",
            ".VnTime",
            "1 hộp chữ",
            "Ảnh 1 là loại",
            "1 ảnh không nằm trong tệp",
            "1 ảnh đã cắt",
            "Đầu trang",
            "Macro");
  }

  @Test
  void readsNoPictureFromDisk() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa");
    word.paragraph("", "Chữ.");
    for (String address :
        List.of("file:///etc/passwd", "/etc/passwd", "http://127.0.0.1:9/a.png")) {
      word.paragraph("", "", word.pictureAt(address, "x"));
    }
    JsonNode made = made("bài.docx", word.bytes());
    assertThat(made.path("photos")).isEmpty();
    assertThat(made.path("body").asText()).isEqualTo("<p>Chữ.</p>");
  }

  @Test
  void putsFootnotesAtEnd() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa");
    word.paragraph("", "", run("", "Chữ") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>");
    word.related(
        "footnotes",
        "footnotes.xml",
        "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
            + "<w:footnote w:id=\"2\"><w:p>"
            + run("", "Chú thích.")
            + "</w:p></w:footnote></w:footnotes>");
    JsonNode made = made("bài.docx", word.bytes());
    assertThat(made.path("body").asText())
        .isEqualTo("<p>Chữ<sup>[1]</sup></p>\n<ol><li>Chú thích.</li></ol>");
    assertThat(texts(made.path("notes"))).hasSize(1).first().asString().contains("1 chú thích");
  }

  @Test
  void takesFirstLineAsTitleWithoutStyles() {
    WordFile word = new WordFile();
    word.paragraph("", "<w:jc w:val=\"center\"/>", run("<w:b/>", "HỌP THÔN"));
    word.paragraph("", "Sáng nay cả thôn họp.");
    JsonNode made = made("hop.docx", word.bytes());
    assertThat(made.path("title").asText()).isEqualTo("HỌP THÔN");
    assertThat(made.path("body").asText()).isEqualTo("<p>Sáng nay cả thôn họp.</p>");
  }

  @Test
  void convertsPicturesAndNotesUnreadableKinds() throws IOException {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa");
    for (String kind : List.of("gif", "bmp", "tiff")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), kind, out);
      word.paragraph("", "", word.picture(out.toByteArray(), kind, "Ảnh " + kind + " nhỏ"));
    }
    byte[] emf = new byte[60];
    System.arraycopy(" EMF".getBytes(UTF_8), 0, emf, 40, 4);
    word.paragraph("", "", word.picture(emf, "emf", "Hình vẽ"));
    JsonNode made = made("bài.docx", word.bytes());
    requireStored(made, List.of("image/png", "image/png", "image/png"));
    assertThat(texts(made.path("notes"))).singleElement().asString().contains("Ảnh 4", "EMF");
  }

  @Test
  void storesRepeatedPictureOnce() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa");
    word.paragraph("", "", word.picture(png(30, 20), "png", "Một"));
    word.paragraph("", "", word.picture(png(30, 20), "png", "Hai"));
    JsonNode made = made("bài.docx", word.bytes());
    assertThat(made.path("photos")).hasSize(1);
    assertThat(made.path("body").asText()).contains("alt=\"Một\"", "alt=\"Hai\"");
  }

  @Test
  void takesFiftyPicturesAtMost() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa");
    for (int i = 0; i < 53; i++) {
      word.paragraph("", "", word.picture(png(10 + i, 10), "png", "Ảnh số " + i));
    }
    JsonNode made = made("bài.docx", word.bytes());
    assertThat(made.path("photos")).hasSize(50);
    assertThat(texts(made.path("notes"))).singleElement().asString().contains("50", "3");
  }

  // Malformed and hostile Word files

  @Test
  void refusesZipThatInflates() {
    byte[] zeros = new byte[60 << 20];
    WordFile word = new WordFile().part("word/media/a.png", zeros);
    assertThat(word.bytes().length).isLessThan(1 << 20);
    refused("bom.docx", word.bytes(), "inflates");
    WordFile text = new WordFile().xml("<w:p/>".repeat(3 << 20));
    refused("bom.docx", text.bytes(), "inflates");
    Map<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 4000; i++) {
      many.put("word/" + i + ".xml", new byte[0]);
    }
    refused("bom.docx", WordFile.zip(many), "inflates");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word/document.xml",
        "word/styles.xml",
        "word/_rels/document.xml.rels",
        "_rels/.rels",
        "[Content_Types].xml"
      })
  void refusesDocumentTypeInAnyPart(String part) {
    String bomb =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
    WordFile word = new WordFile();
    word.paragraph("", "Chữ");
    byte[] file = replaced(word.bytes(), part, bomb.getBytes(UTF_8));
    refused("xxe.docx", file, "damaged");
  }

  private static byte[] replaced(byte[] zip, String part, byte[] content) {
    Map<String, byte[]> parts = WordFile.unzip(zip);
    parts.put(part, content);
    return WordFile.zip(parts);
  }

  @Test
  void refusesDeepNesting() {
    String deep = "<w:smartTag>".repeat(3000) + "</w:smartTag>".repeat(3000);
    refused("sâu.docx", new WordFile().xml("<w:p>" + deep + "</w:p>").bytes(), "too-deep");
  }

  @ParameterizedTest
  @ValueSource(strings = {"div", "b", "blockquote", "ul><li", "figure", "a"})
  void readsPagesThatAreNestedDeeply(String elements) {
    String page = ("<" + elements + ">").repeat(20_000) + "<p>Sáng nay trời đẹp.</p>";

    assertThat(made("sâu.html", page.getBytes(UTF_8)).path("body").asText())
        .contains("Sáng nay trời đẹp.");
  }

  @Test
  void readsADocumentThatIsNestedDeeply() {
    String deep =
        "<w:smartTag>".repeat(80) + "<w:r><w:t>Chữ</w:t></w:r>" + "</w:smartTag>".repeat(80);

    assertThat(
            made("sâu.docx", new WordFile().xml("<w:p>" + deep + "</w:p>").bytes())
                .path("title")
                .asText())
        .isNotEmpty();
  }

  @Test
  void readsALongLastLineThatBeginsLikeASignature() {
    String last = "Tin" + ", ảnh".repeat(20_000) + " và hết";

    assertThat(
            made("dài.md", ("# Tựa\n\nThân bài.\n\n" + last).getBytes(UTF_8)).path("body").asText())
        .contains("ảnh và hết");
  }

  @Test
  void distinguishesOldLockedAndBrokenDocuments() {
    byte[] ole = new byte[2048];
    ole[0] = (byte) 0xD0;
    ole[1] = (byte) 0xCF;
    refused("cũ.docx", ole, "old-word");
    byte[] locked = ole.clone();
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, locked, 1200, name.length);
    refused("khóa.docx", locked, "password");
    refused("ảnh.docx", png(10, 10), "not-word");
    refused("khác.docx", WordFile.zip(Map.of("mimetype", "x".getBytes(UTF_8))), "not-word");
    WordFile word = new WordFile();
    word.paragraph("", "Chữ").paragraph("", "", word.picture(png(300, 300), "png", "x"));
    byte[] whole = word.bytes();
    refused("cụt.docx", java.util.Arrays.copyOf(whole, whole.length / 3), "damaged", "not-word");
    refused("trống.docx", new WordFile().bytes(), "empty");
    refused("chữ.md", whole, "not-text");
  }

  // Markdown

  @Test
  void fillsFieldsFromFrontMatter() {
    byte[] photo = png(64, 48);
    JsonNode made =
        made(
            "bài.md",
            """
            ---
            Tiêu đề: "Nước sạch về thôn"
            description: Bể chứa đã xong.
            author: [Lù A Sử, Vàng Thị Mai]
            tags: nước sạch, thôn bản
            section: Tin tức
            source: Báo xã
            layout: post
            ---
            # Nước sạch về thôn

            Thôn có **bể** mới[^1].

            | Hộ | Người |
            |---|---|
            | 12 | 60 |

            ![Bể nước](data:image/png;base64,%s)
            *Bể nước mới.*

            ![Xa](https://example.org/xa.jpg "x") và ![Gần](anh/gan.jpg)

            <script>alert(1)</script>
            """
                .formatted(Base64.getEncoder().encodeToString(photo))
                .getBytes(UTF_8));
    assertThat(made.path("title").asText()).isEqualTo("Nước sạch về thôn");
    assertThat(made.path("lead").asText()).isEqualTo("Bể chứa đã xong.");
    assertThat(texts(made.path("authors"))).containsExactly("Lù A Sử", "Vàng Thị Mai");
    assertThat(texts(made.path("tags"))).containsExactly("nước sạch", "thôn bản");
    assertThat(made.path("section").asText()).isEqualTo("tin-tuc");
    assertThat(made.path("source").asText()).isEqualTo("Báo xã");
    assertThat(made.path("body").asText())
        .isEqualTo(
            """
            <p>Thôn có <strong>bể</strong> mới[^1].</p>
            <table><tbody><tr><th>Hộ</th><th>Người</th></tr><tr><td>12</td><td>60</td></tr></tbody></table>
            <figure><img src="%s" alt="Bể nước" width="64" height="48" /><figcaption>Bể nước mới.</figcaption></figure>
            <p>và</p>\
            """
                .formatted(made.path("photos").path(0).path("url").asText()));
    assertThat(String.join("\n", texts(made.path("notes"))))
        .contains("layout", "2 ảnh không nằm trong tệp", "xa.jpg", "gan.jpg", "script");
    requireStored(made, List.of("image/png"));
  }

  @Test
  void keepsPhotosInOneFigureAsAGalleryWithAllTheirCaptions() throws Exception {
    String photo = Base64.getEncoder().encodeToString(png(64, 48));
    String figure =
        "<figure><img src='data:image/png;base64,%s' alt='Chợ %d'><figcaption>Chú thích %d</figcaption></figure>";
    String page =
        "<article><h1>Chợ phiên</h1><p>Sáng nay.</p><figure>"
            + figure.formatted(photo, 1, 1)
            + figure.formatted(photo, 2, 2)
            + "<figcaption>Chợ phiên đầu năm</figcaption></figure></article>";

    JsonNode made = made("chợ.html", page.getBytes(UTF_8));

    Document body = Jsoup.parseBodyFragment(made.path("body").asText());
    assertThat(body.select("body > figure > figure:has(img) > figcaption").eachText())
        .containsExactly("Chú thích 1", "Chú thích 2");
    assertThat(body.select("body > p").eachText()).contains("Chợ phiên đầu năm");
  }

  @Test
  void findsSectionByTitleAndNotesUnknownOne() {
    Settings settings =
        new Settings("Báo", List.of(new Section("van-hoa", "Văn hóa")), "", "", "", 1);
    tables
        .client()
        .putItem(put -> put.tableName(tables.name("Articles")).item(SiteSettings.item(settings)));
    ImportFilesHandler fresh =
        new ImportFilesHandler(
            tables.client("ImportFilesFunction"),
            tables.name("Newsroom"),
            tables.name("Articles"),
            "Bản Tin",
            new UploadBucket(buckets.client("ImportFilesFunction"), buckets.name("Photos")));
    byte[] known = "---\nsection: văn hoá\n---\n# A\n\nb".getBytes(UTF_8);
    byte[] unknown = "---\nsection: Thể thao\n---\n# A\n\nb".getBytes(UTF_8);
    assertThat(json(call(send("a.md", known)).of(fresh)).path("section").asText())
        .isEqualTo("van-hoa");
    JsonNode made = json(call(send("a.md", unknown)).of(fresh));
    assertThat(made.path("section").asText()).isEmpty();
    assertThat(texts(made.path("notes"))).singleElement().asString().contains("Thể thao");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]",
        "title: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "title: [",
        "title: a\ntitle: b",
        "title: [[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]"
      })
  void explainsInvalidFrontMatter(String yaml) {
    refused("a.md", ("---\n" + yaml + "\n---\nChữ").getBytes(UTF_8), "front-matter");
  }

  @Test
  void keepsTextBetweenTwoRules() {
    JsonNode made = made("a.md", "---\nMột câu.\n---\n\n# Tựa\n\nChữ.".getBytes(UTF_8));
    assertThat(made.path("body").asText()).contains("Một câu.", "Chữ.");
  }

  @Test
  void parsesManyMarksQuickly() {
    String hostile =
        ">".repeat(20_000)
            + "*_[".repeat(20_000)
            + "`".repeat(9_999)
            + "\n".repeat(10)
            + "- ".repeat(9_999);
    // The processor's time does not depend on the load of the machine.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    call(send("a.md", ("# Tựa\n\n" + hostile).getBytes(UTF_8))).of(handler);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(10));
  }

  // Web pages

  @Test
  void takesMainPartOfWebPage() {
    JsonNode made =
        made(
            "trang.html",
            """
            <!doctype html><html><head><title>Chợ phiên – Báo X</title>
            <meta name="description" content="Chợ họp trở lại."><meta name="author" content="Giàng Thị Mỷ">
            <meta property="og:site_name" content="Báo X"></head><body>
            <nav><a href="/">Trang chủ</a></nav><article><h1>Chợ phiên họp trở lại</h1>
            <div style="text-align:center"><img src="https://example.org/cho.jpg" alt="Chợ"><br><em>Chợ sáng nay</em></div>
            <div class="x">Sáng nay <b>chợ</b> đông.<br><br>Có <a href="/khac">bài khác</a> và
            <a href="https://example.org/">trang này</a>. %s</div>
            <p style="display:none">ẩn</p><iframe src="https://example.org/v"></iframe>
            </article><footer>Bản quyền</footer></body></html>
            """
                .formatted("Người mua người bán nói cười. ".repeat(10))
                .getBytes(UTF_8));
    assertThat(made.path("title").asText()).isEqualTo("Chợ phiên họp trở lại");
    assertThat(made.path("lead").asText()).isEqualTo("Chợ họp trở lại.");
    assertThat(texts(made.path("authors"))).containsExactly("Giàng Thị Mỷ");
    assertThat(made.path("source").asText()).isEqualTo("Báo X");
    assertThat(made.path("body").asText())
        .startsWith(
            """
            <p><em>Chợ sáng nay</em></p>
            <p>Sáng nay <strong>chợ</strong> đông.</p>
            <p>Có bài khác và <a href="https://example.org/">trang này</a>. Người""")
        .doesNotContain("ẩn", "Bản quyền", "Trang chủ");
    assertThat(String.join("\n", texts(made.path("notes"))))
        .contains("phần bài chính", "cho.jpg", "1 liên kết", "iframe", "Chữ ẩn (1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">a</a>",
        "<a href=\" jav&#x09;ascript:alert(1)\">a</a>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1"
            + " onerror=alert(1)&gt;\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<p style=\"background:url(javascript:alert(1))\" onclick=alert(1)>x</p>",
        "<img src=\"data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+\">",
        "<template><script>alert(1)</script></template>",
        "<xmp><script>alert(1)</script></xmp>",
        "<table><td><div><ul><p>a<table><b>b</table></ul></div>",
        "<base href=//evil><link rel=stylesheet href=//evil><meta http-equiv=refresh content=0>",
        "\u202Eevil\u202C \u0000 \uFFFF \ud800",
        "<b><i><p>x</b></i><li><dt>y<dd><h1>z<figcaption>w",
      })
  void cleansHostilePage(String html) {
    byte[] file = ("<h1>Tựa</h1><p>Chữ</p>" + html.replace("\u0000", "")).getBytes(UTF_8);
    String body = made("a.html", file).path("body").asText();
    assertThat(body).contains("<p>Chữ</p>");
    assertThat(body)
        .doesNotContainIgnoringCase("<script")
        .doesNotContain("onerror=", "javascript:", "<svg");
    // A save in edit-articles changes nothing in the body.
    assertThat(Body.clean(body).html()).isEqualTo(body);
    String markdown = new String(file, UTF_8).replace("<h1>Tựa</h1>", "# Tựa\n\n");
    assertThat(made("a.md", markdown.getBytes(UTF_8)).path("body").asText())
        .doesNotContainIgnoringCase("<script")
        .doesNotContain("onerror=", "javascript:", "<svg");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,''", "UTF-16LE,\uFEFF", "UTF-16BE,\uFEFF", "UTF-8,\uFEFF", "windows-1258,''"})
  void decodesDeclaredEncoding(String encoding, String mark) {
    // windows-1258 encodes a tone as a combining mark.
    String tone = encoding.equals("windows-1258") ? "Đươ\u0300ng mơ\u0301i" : "Đường mới";
    String html =
        mark + "<meta charset=\"" + encoding + "\"><h1>" + tone + "</h1><p>" + tone + "</p>";
    JsonNode made = made("a.html", html.getBytes(Charset.forName(encoding)));
    assertThat(made.path("title").asText()).isEqualTo("Đường mới");
    assertThat(made.path("body").asText()).isEqualTo("<p>Đường mới</p>");
  }

  @Test
  void explainsUnreadableEncoding() {
    refused("a.md", "# Đường".getBytes(Charset.forName("windows-1258")), "encoding");
    refused("a.md", "# Đường".getBytes(StandardCharsets.UTF_16LE), "encoding");
    refused("a.md", "%PDF-1.7".getBytes(UTF_8), "not-text");
  }

  @Test
  void putsLongFieldsAtStartOfBody() {
    String title = "Rất dài ".repeat(50).strip();
    JsonNode made = made("a.md", ("# " + title + "\n\nChữ.").getBytes(UTF_8));
    assertThat(made.path("title").asText()).hasSize(300).endsWith("…");
    assertThat(made.path("body").asText()).isEqualTo("<p>" + title + "</p>\n<p>Chữ.</p>");
    assertThat(made.path("notes")).hasSize(1);
    refused("a.md", ("# A\n\n" + "chữ ".repeat(100_000)).getBytes(UTF_8), "too-long");
  }

  @Test
  void takesTitleFromFileName() {
    JsonNode made = made(nfd("Họp thôn.md"), "- một\n- hai".getBytes(UTF_8));
    assertThat(made.path("title").asText()).isEqualTo("Họp thôn");
    assertThat(texts(made.path("notes"))).singleElement().asString().contains("tên tệp");
  }

  // Permissions and problems

  @Test
  void allowsImportToUploaderAndEditors() {
    PhotoId id = send("a.md", "# A\n\nb".getBytes(UTF_8));
    assertThat(
            Call.to("POST /api/admin/imports")
                .by("người-khác", "reporter")
                .at(NOW)
                .json(body(id.value()))
                .of(handler)
                .status())
        .isEqualTo(403);
    assertThat(
            Call.to("POST /api/admin/imports")
                .by("ai-do")
                .at(NOW)
                .json(body(id.value()))
                .of(handler)
                .status())
        .isEqualTo(403);
    for (String role : List.of("editor", "administrator")) {
      assertThat(
              Call.to("POST /api/admin/imports")
                  .by("bien-tap", role)
                  .at(NOW)
                  .json(body(id.value()))
                  .of(handler)
                  .status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../uploads/x", "", "7q2m4x9k1c7q2m4x9k1c"})
  void answers404OnUnknownFile(String id) {
    Answer answer =
        Call.to("POST /api/admin/imports")
            .by("bien-tap", "editor")
            .at(NOW)
            .json(body(id))
            .of(handler);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void refusesMissingAndExpiredFiles() {
    PhotoId id = PhotoId.random();
    files.announce(new SentFile(id, "a.md", 5, NOW, "phong-vien"));
    assertThat(call(id).of(handler).status()).isEqualTo(409);
    PhotoId old = PhotoId.random();
    files.announce(new SentFile(old, "a.md", 5, NOW.minus(Duration.ofDays(8)), "phong-vien"));
    assertThat(call(old).of(handler).status()).isEqualTo(404);
    assertThat(
            Call.to("POST /api/admin/imports")
                .by("phong-vien", "reporter")
                .at(NOW)
                .json("{\"file\":1}")
                .of(handler)
                .status())
        .isEqualTo(400);
  }

  @Test
  void answersInRequestedLanguage() {
    PhotoId id = send("cũ.docx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0});
    assertThat(json(call(id).of(handler)).path("detail").asText()).contains("kiểu cũ");
    assertThat(json(call(id).header("Accept-Language", "en").of(handler)).path("detail").asText())
        .contains("old Word document");
  }

  @Test
  void leavesNothingOfRefusedFile() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa").paragraph("", "", word.picture(png(20, 20), "png", "x"));
    word.paragraph("", "chữ ".repeat(100_000));
    refused("dài.docx", word.bytes(), "too-long");
    assertThat(
            tables.client().scan(scan -> scan.tableName(tables.name("Newsroom"))).items().stream()
                .filter(item -> AttributeValue.fromS("photo").equals(item.get("part"))))
        .isEmpty();
  }

  private static JsonNode made(String name, byte[] content) {
    Answer answer = call(send(name, content)).of(handler);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode made = json(answer);
    String body = made.path("body").asText();
    assertThat(Body.clean(body).html()).as("a save changes nothing").isEqualTo(body);
    assertThat(Normalizer.isNormalized(answer.body(), Normalizer.Form.NFC)).isTrue();
    return made;
  }

  private static void refused(String name, byte[] content, String... codes) {
    Answer answer = call(send(name, content)).of(handler);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(json(answer).path("code").asText()).isIn((Object[]) codes);
    assertThat(json(answer).path("detail").asText()).contains(":").doesNotContain("Exception");
  }

  @Test
  void namesTooLongFieldsInTheCallersLanguage() {
    String text = "---\ntitle: " + "a".repeat(301) + "\nlead: " + "b".repeat(2001) + "\n---\nMột.";
    assertThat(texts(made("bài.md", text.getBytes(UTF_8)).path("notes")))
        .contains(
            "Tiêu đề dài quá nên được đưa vào đầu bài.", "Sa-pô dài quá nên được đưa vào đầu bài.");
  }

  private static PhotoId send(String name, byte[] content) {
    PhotoId id = PhotoId.random();
    files.announce(new SentFile(id, name, content.length, NOW, "phong-vien"));
    buckets
        .client()
        .putObject(
            put -> put.bucket(buckets.name("Photos")).key(PhotoKeys.file(id)),
            RequestBody.fromBytes(content));
    return id;
  }

  private static Call call(PhotoId id) {
    return Call.to("POST /api/admin/imports")
        .by("phong-vien", "reporter")
        .at(NOW)
        .header("Accept-Language", "vi")
        .json(body(id.value()));
  }

  private static String body(String id) {
    return JSON.createObjectNode().put("file", id).toString();
  }

  private static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static String nfd(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  private static byte[] png(int width, int height) {
    return image(width, height, "png");
  }

  private static byte[] jpeg(int width, int height) {
    return image(width, height, "jpg");
  }

  private static byte[] image(int width, int height, String format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
