package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the demo's form: a Word document of one page, the same each time. */
final class DemoForm {
  static final String TYPE =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /** Lines to fill in, above the signature. */
  private static final List<String> LINES =
      List.of(
          "Kính gửi:",
          "Họ và tên học sinh:",
          "Ngày sinh:",
          "Nơi cư trú (thôn, xã):",
          "Trường tiểu học đã học:",
          "Họ và tên cha, mẹ hoặc người giám hộ:",
          "Số điện thoại:",
          "Nguyện vọng:");

  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

  private static final String CONTENT_TYPES =
      HEAD
          + """
          <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
          <Override PartName="/word/document.xml" ContentType="%s.main+xml"/>
          </Types>
          """
              .formatted(TYPE);

  private static final String RELATIONS =
      HEAD
          + """
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
          </Relationships>
          """;

  private DemoForm() {}

  /**
   * Makes the form.
   *
   * @param title title in letters that XML takes as they are
   */
  static byte[] docx(String title) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      write(zip, "[Content_Types].xml", CONTENT_TYPES);
      write(zip, "_rels/.rels", RELATIONS);
      write(zip, "word/document.xml", document(title));
    } catch (IOException e) {
      throw new IllegalStateException("Memory takes every file", e);
    }
    return file.toByteArray();
  }

  private static void write(ZipOutputStream zip, String name, String text) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }

  private static String document(String title) {
    StringBuilder body = new StringBuilder();
    body.append(paragraph("center", true, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
    body.append(paragraph("center", true, "Độc lập – Tự do – Hạnh phúc"));
    body.append(paragraph("center", true, title.toUpperCase(Locale.ROOT)));
    LINES.forEach(line -> body.append(lineToFill(line)));
    body.append(paragraph("right", false, "Ngày ..... tháng ..... năm ........"));
    body.append(paragraph("right", true, "Người làm đơn"));
    return HEAD
        + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
        + body
        + "</w:body></w:document>";
  }

  private static String paragraph(String side, boolean bold, String text) {
    return "<w:p><w:pPr><w:spacing w:after=\"160\"/><w:jc w:val=\"%s\"/></w:pPr><w:r>%s<w:t>%s</w:t></w:r></w:p>"
        .formatted(side, bold ? "<w:rPr><w:b/></w:rPr>" : "", text);
  }

  /** Paragraph with a dotted line from its text to the right margin. */
  private static String lineToFill(String label) {
    return ("<w:p><w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9000\"/></w:tabs>"
            + "<w:spacing w:after=\"160\"/></w:pPr><w:r><w:t xml:space=\"preserve\">%s </w:t></w:r>"
            + "<w:r><w:tab/></w:r></w:p>")
        .formatted(label);
  }
}
