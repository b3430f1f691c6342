package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Word document for tests: a package of XML parts in Word's own layout. */
public final class WordFile {
  private static final String NAMESPACES =
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
          + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
          + " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\""
          + " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
          + " xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
          + " xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\""
          + " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
          + " xmlns:v=\"urn:schemas-microsoft-com:vml\"";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  private static final String RELATIONS =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder relations = new StringBuilder();
  private int count;

  public WordFile() {
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\""
            + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + "<Default Extension=\"png\" ContentType=\"image/png\"/>"
            + "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
            + "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
            + "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
    part(
        "_rels/.rels",
        RELATIONS
            + "<Relationship Id=\"rId1\" Type=\""
            + OFFICE
            + "officeDocument\" Target=\"word/document.xml\"/></Relationships>");
    related("styles", "styles.xml", styles());
    related("numbering", "numbering.xml", numbering());
  }

  private static String styles() {
    StringBuilder styles = new StringBuilder("<w:styles" + NAMESPACES + ">");
    // Style ids are local and style names English, also in Vietnamese Word.
    Map.of(
            "Tiu", "Title",
            "Tiuphu", "Subtitle",
            "u1", "heading 1",
            "u2", "heading 2",
            "Chuthich", "caption",
            "oancuaDanhsach", "List Paragraph")
        .forEach(
            (id, name) ->
                styles.append(
                    "<w:style w:type=\"paragraph\" w:styleId=\""
                        + id
                        + "\"><w:name w:val=\""
                        + name
                        + "\"/></w:style>"));
    return styles.append("</w:styles>").toString();
  }

  private static String numbering() {
    return "<w:numbering"
        + NAMESPACES
        + "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/>"
        + "</w:lvl></w:abstractNum>"
        + "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
  }

  /** Sets a part of the package, and replaces one of the same name. */
  public WordFile part(String name, String xml) {
    return part(name, xml.getBytes(UTF_8));
  }

  /** Sets a part of the package, and replaces one of the same name. */
  public WordFile part(String name, byte[] bytes) {
    parts.put(name, bytes);
    return this;
  }

  /** Adds a part with a relation from the document to it. */
  public WordFile related(String type, String name, String xml) {
    relation(type, name, false);
    return part("word/" + name, xml.replace("<w:ns", "<w:ns" + NAMESPACES));
  }

  private String relation(String type, String target, boolean external) {
    String id = "rId" + ++count;
    relations.append(
        "<Relationship Id=\""
            + id
            + "\" Type=\""
            + OFFICE
            + type
            + "\" Target=\""
            + target
            + "\""
            + (external ? " TargetMode=\"External\"" : "")
            + "/>");
    return id;
  }

  /** Adds XML to the document's {@code <w:body>}. */
  public WordFile xml(String xml) {
    text.append(xml);
    return this;
  }

  /**
   * Adds a paragraph of plain text.
   *
   * @param style the style's id, or empty for none
   */
  public WordFile paragraph(String style, String words) {
    return paragraph(style, "", run("", words));
  }

  /**
   * Adds a paragraph.
   *
   * @param style the style's id, or empty for none
   * @param properties more properties of the paragraph, as XML
   * @param runs the paragraph's runs, as XML
   */
  public WordFile paragraph(String style, String properties, String runs) {
    String own = style.isEmpty() ? "" : "<w:pStyle w:val=\"" + style + "\"/>";
    return xml("<w:p><w:pPr>" + own + properties + "</w:pPr>" + runs + "</w:p>");
  }

  /** Returns a run of text with these properties, such as {@code <w:b/>}. */
  public static String run(String properties, String words) {
    return "<w:r><w:rPr>"
        + properties
        + "</w:rPr><w:t xml:space=\"preserve\">"
        + escaped(words)
        + "</w:t></w:r>";
  }

  public WordFile bullet(String words) {
    return paragraph(
        "oancuaDanhsach",
        "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>",
        run("", words));
  }

  /** Returns a link for use in a paragraph. */
  public String link(String address, String words) {
    return "<w:hyperlink r:id=\""
        + relation("hyperlink", escaped(address), true)
        + "\">"
        + run("", words)
        + "</w:hyperlink>";
  }

  /** Adds a picture's file, and returns the picture for use in a paragraph. */
  public String picture(byte[] bytes, String ending, String description) {
    String name = "media/image" + count + "." + ending;
    part("word/" + name, bytes);
    return drawing("r:embed=\"" + relation("image", name, false) + "\"", description);
  }

  /** Returns a linked picture from another address, for use in a paragraph. */
  public String pictureAt(String address, String description) {
    return drawing("r:link=\"" + relation("image", escaped(address), true) + "\"", description);
  }

  private static String drawing(String source, String description) {
    return "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"Picture 1\" descr=\""
        + escaped(description)
        + "\"/><a:graphic><a:graphicData"
        + " uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:blipFill>"
        + "<a:blip "
        + source
        + "/><a:stretch><a:fillRect/></a:stretch></pic:blipFill></pic:pic></a:graphicData>"
        + "</a:graphic></wp:inline></w:drawing></w:r>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  public byte[] bytes() {
    part(
        "word/document.xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document"
            + NAMESPACES
            + "><w:body>"
            + text
            + "</w:body></w:document>");
    part("word/_rels/document.xml.rels", RELATIONS + relations + "</Relationships>");
    return zip(parts);
  }

  /** Packs files into a zip, in their order. */
  public static byte[] zip(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Unpacks the files of a zip, in their order. */
  public static Map<String, byte[]> unzip(byte[] zip) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
