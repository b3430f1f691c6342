package bantin.importfiles;

import static bantin.engines.WordFile.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import bantin.engines.WordFile;
import bantin.http.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Word files that want the converter to open an address. A server on loopback and a picture on the
 * disk notice every attempt. Each run makes up 60 random files; {@code -Pnightly} makes up 500.
 */
final class HostileWordTest {
  private static final String W =
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
  private static final String R =
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  private static final int FILES = Boolean.getBoolean("nightly") ? 500 : 60;
  private static final long SEED = Long.getLong("word.seed", 20261128);

  private final AtomicInteger connections = new AtomicInteger();

  @TempDir private Path folder;
  private byte[] secret = new byte[0];
  private final ServerSocket server;
  private final Thread accepting;

  private HostileWordTest() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    accepting = new Thread(this::accept);
  }

  @BeforeEach
  void listen() throws IOException {
    accepting.start();
    secret = png(31, 17);
    Files.write(folder.resolve("secret.png"), secret);
  }

  @AfterEach
  void close() throws IOException, InterruptedException {
    server.close();
    accepting.join();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        socket.close();
      } catch (IOException e) {
        return;
      }
    }
  }

  static Stream<Arguments> linkedPictures() {
    List<Arguments> cases = new ArrayList<>();
    for (String kind : List.of("footnotes", "endnotes")) {
      for (String part : List.of("numbering5.xml", "styles5.xml", "footnotes.xml", "../x.xml")) {
        for (String mode : List.of("", " TargetMode=\"External \"", " TargetMode=\"external\"")) {
          cases.add(Arguments.of(kind, part, mode));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} in {1} {2}")
  @MethodSource("linkedPictures")
  void opensNoAddressFromNotes(String kind, String part, String mode) {
    for (String address : addresses()) {
      for (String attribute : List.of("link", "embed")) {
        WordFile word = new WordFile();
        word.paragraph("Tiu", "Tựa");
        String note = kind.equals("footnotes") ? "footnote" : "endnote";
        word.paragraph("", "", run("", "Chữ") + "<w:r><w:" + note + "Reference w:id=\"2\"/></w:r>");
        word.related(kind, part, notes(note, picture(attribute, "rId5")));
        String name = part.replaceFirst("^.*/", "");
        String place = part.startsWith("../") ? "_rels/" : "word/_rels/";
        word.part(place + name + ".rels", relations(relation("rId5", "image", address, mode)));
        Element body = html(word.bytes());
        assertThat(body.select("img")).isEmpty();
        assertThat(body.text()).contains("Chữ");
      }
    }
    assertThat(connections).hasValue(0);
  }

  @Test
  void readsHeaderOfUnclosedTagsInTime() {
    WordFile word = new WordFile();
    word.paragraph("", "Chữ.");
    String tags = "<w:t ".repeat(150_000);
    word.related("header", "header1.xml", "<w:hdr " + W + "><![CDATA[" + tags + "]]></w:hdr>");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(html(word.bytes()).text()).contains("Chữ."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"footnotes.png", "endnotes.bin", "footnotes"})
  void limitsXmlUnderAnyName(String name) {
    WordFile word = new WordFile();
    word.paragraph("", "Chữ.");
    String kind = name.replaceFirst("[.].*", "");
    // Large pictures allow that much: only the ratio of the whole file is limited.
    byte[] picture = new byte[500_000];
    new Random(SEED).nextBytes(picture);
    word.part("word/media/a.png", picture);
    word.related(
        kind, name, "<w:" + kind + " " + W + ">" + " ".repeat(17 << 20) + "</w:" + kind + ">");
    assertInflates(word);
  }

  @Test
  void limitsTagsOfDocument() {
    WordFile word = new WordFile();
    word.xml("<w:p/>".repeat(300_001));
    assertInflates(word);
  }

  private void assertInflates(WordFile word) {
    assertThatThrownBy(() -> html(word.bytes()))
        .isInstanceOf(UnusableFile.class)
        .hasMessage(ImportNote.INFLATES.code());
  }

  @Test
  void opensNoAddressFromRandomFiles() {
    Random random = new Random(SEED);
    int read = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] file = hostile(random);
      try {
        List<byte[]> pictures = new ArrayList<>();
        html(file, pictures);
        assertThat(pictures)
            .as("file %s of seed %s", i, SEED)
            .noneMatch(bytes -> HexFormat.of().formatHex(bytes).equals(hex(secret)));
        read++;
      } catch (Problem refused) {
        assertThat(refused.status()).isEqualTo(422);
      }
    }
    assertThat(connections).hasValue(0);
    assertThat(read).as("number of readable files").isGreaterThan(FILES / 4);
  }

  /** Creates a package with relations of all kinds to many targets, and pictures that use them. */
  private byte[] hostile(Random random) {
    String ids = random.nextBoolean() ? OFFICE : STRICT;
    StringBuilder relations = new StringBuilder();
    StringBuilder text = new StringBuilder();
    Map<String, byte[]> parts = new LinkedHashMap<>();
    List<String> kinds =
        List.of(
            "image",
            "footnotes",
            "endnotes",
            "styles",
            "numbering",
            "comments",
            "hyperlink",
            "oleObject",
            "subDocument",
            "attachedTemplate",
            "aFChunk",
            "glossaryDocument");
    List<String> names =
        List.of("styles.xml", "numbering7.xml", "notes/a.xml", "media/b.xml", "document9.xml");
    List<String> targets = new ArrayList<>(addresses());
    targets.addAll(names);
    targets.addAll(
        List.of("/word/styles.xml", "..\\word\\styles.xml", "%2e%2e/%2e%2e/a", "../..", ""));
    for (int i = 0; i < 12; i++) {
      String id = "rId" + random.nextInt(8);
      String kind = kinds.get(random.nextInt(kinds.size()));
      String target = targets.get(random.nextInt(targets.size()));
      String mode =
          List.of("", " TargetMode=\"External\"", " TargetMode=\"EXTERNAL\"", " TargetMode=\" \"")
              .get(random.nextInt(4));
      relations.append(relation(id, kind, target, mode).replace(OFFICE, ids));
      text.append("<w:p>").append(run("", "Đoạn " + i)).append(use(random, id)).append("</w:p>");
    }
    String body = "<w:document " + W + " " + R + "><w:body>" + text + "</w:body></w:document>";
    String main = random.nextInt(3) == 0 ? "word/document9.xml" : "word/document.xml";
    parts.put(
        "[Content_Types].xml",
        ("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"xml\" ContentType=\"application/vnd.ms-word.document.main+xml\"/>"
                + "</Types>")
            .getBytes(UTF_8));
    parts.put(
        "_rels/.rels", relations(relation("rId1", "officeDocument", main, "")).getBytes(UTF_8));
    parts.put(main, body.getBytes(UTF_8));
    String own = relations(relations.toString());
    parts.put(rels(main), own.getBytes(UTF_8));
    for (String name : names) {
      String part = "word/" + name;
      String note = random.nextBoolean() ? "footnote" : "endnote";
      parts.putIfAbsent(part, notes(note, use(random, "rId" + random.nextInt(8))).getBytes(UTF_8));
      parts.putIfAbsent(rels(part), own.getBytes(UTF_8));
    }
    return WordFile.zip(parts);
  }

  private static String rels(String part) {
    int slash = part.lastIndexOf('/') + 1;
    return part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
  }

  private static String use(Random random, String id) {
    return switch (random.nextInt(6)) {
      case 0 -> picture("link", id);
      case 1 -> picture("embed", id);
      case 2 ->
          "<w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:imagedata r:id=\""
              + id
              + "\" r:href=\""
              + id
              + "\"/></v:shape></w:pict></w:r>";
      case 3 -> "<w:hyperlink r:id=\"" + id + "\">" + run("", "nối") + "</w:hyperlink>";
      case 4 -> "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
      default -> "<w:r><w:endnoteReference w:id=\"2\"/></w:r>";
    };
  }

  @Test
  void notesPictureOutsidePackage() {
    WordFile word = new WordFile();
    word.paragraph("", "Chữ.");
    word.paragraph(
        "", "", word.pictureAt("http://anh.example/a.png?x=1", "A").replace("r:link", "r:embed"));
    Notes notes = new Notes(true);
    html(word.bytes(), notes, new ArrayList<>());
    assertThat(notes.all())
        .containsExactly(
            "1 ảnh không nằm trong tệp (http://anh.example/a.png): hãy thêm bằng nút Ảnh.");
  }

  @Test
  void notesPictureWithMissingPart() {
    WordFile word = new WordFile();
    word.paragraph("", "Chữ.");
    String picture = word.picture(png(9, 9), "png", "A");
    word.paragraph("", "", picture);
    word.paragraph("", "", picture.replaceFirst("rId[0-9]+", "rId99"));
    Map<String, byte[]> parts = WordFile.unzip(word.bytes());
    parts.keySet().removeIf(name -> name.startsWith("word/media/"));
    Notes notes = new Notes(true);
    assertThat(html(WordFile.zip(parts), notes, new ArrayList<>()).text()).isEqualTo("Chữ.");
    assertThat(notes.all()).singleElement().asString().startsWith("2 ảnh không nằm trong tệp");
  }

  @Test
  void findsPartsByRelationsUnderAnyName() {
    WordFile word = new WordFile();
    word.paragraph("Tiu", "Tựa");
    word.paragraph("", "", run("", "Chữ") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>");
    word.paragraph("", "", word.picture(png(9, 9), "png", "A"));
    word.related("footnotes", "fn/ghi-chú.xml", notes("footnote", run("", "Chú thích.")));
    Map<String, byte[]> renamed = new LinkedHashMap<>();
    WordFile.unzip(word.bytes())
        .forEach(
            (name, bytes) ->
                renamed.put(
                    name.replace("document.xml", "văn bản.xml").replace("styles.xml", "kiểu.bin"),
                    name.contains("media")
                        ? bytes
                        : new String(bytes, UTF_8)
                            .replace(
                                "document.xml",
                                name.endsWith("/.rels")
                                    ? "v%C4%83n%20b%E1%BA%A3n.xml"
                                    : "văn bản.xml")
                            .replace("\"styles.xml\"", "\"/word/kiểu.bin\"")
                            .replace("\"media/", "\"..\\word\\media/")
                            .replace(OFFICE, STRICT)
                            .getBytes(UTF_8)));
    List<byte[]> pictures = new ArrayList<>();
    Element body = html(WordFile.zip(renamed), new Notes(true), pictures);
    assertThat(body.select("p.is-title").text()).isEqualTo("Tựa");
    assertThat(body.text()).contains("Chú thích.");
    assertThat(pictures).hasSize(1);
  }

  private List<String> addresses() {
    String port = ":" + server.getLocalPort() + "/a.png";
    return List.of(
        "http://127.0.0.1" + port,
        "HTTP://127.0.0.1" + port,
        "ftp://127.0.0.1" + port,
        "jar:http://127.0.0.1" + port + "!/a.png",
        "//127.0.0.1" + port,
        folder.resolve("secret.png").toUri().toString(),
        folder.resolve("secret.png").toString());
  }

  private static String notes(String note, String runs) {
    return "<w:%1$ss %2$s %3$s><w:%1$s w:id=\"2\"><w:p>%4$s</w:p></w:%1$s></w:%1$ss>"
        .formatted(note, W, R, runs);
  }

  private static String picture(String attribute, String id) {
    return ("<w:r><w:drawing><wp:inline"
            + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
            + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
            + " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
            + "<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:%s=\"%s\"/></pic:blipFill>"
            + "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>")
        .formatted(attribute, id);
  }

  private static String relation(String id, String kind, String target, String mode) {
    return "<Relationship Id=\"%s\" Type=\"%s\" Target=\"%s\"%s/>"
        .formatted(id, OFFICE + kind, target, mode);
  }

  private static String relations(String relations) {
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + relations
        + "</Relationships>";
  }

  private static Element html(byte[] file) {
    return html(file, new ArrayList<>());
  }

  private static Element html(byte[] file, List<byte[]> pictures) {
    return html(file, new Notes(true), pictures);
  }

  /** Converts a file, and adds the pictures of its text to the list. */
  private static Element html(byte[] file, Notes notes, List<byte[]> pictures) {
    Pictures kept = new Pictures(notes);
    Element body = new WordText(notes, kept).html(WordPackage.read(file, notes));
    body.select("img")
        .forEach(
            image -> {
              Picture picture = kept.take(image.attr("src"));
              if (picture != null) {
                pictures.add(picture.bytes());
              }
            });
    kept.tell();
    return body;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] png(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
