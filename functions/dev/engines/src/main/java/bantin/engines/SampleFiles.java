package bantin.engines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of the types that articles carry as attachments. */
public final class SampleFiles {
  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

  /** Content type of a Word document's main part. */
  public static final String WORD = OFFICE + "wordprocessingml.document.main+xml";

  /** Content type of a workbook's main part. */
  public static final String WORKBOOK = OFFICE + "spreadsheetml.sheet.main+xml";

  /** Content type of the main part of a Word document with macros. */
  public static final String WORD_WITH_MACROS =
      "application/vnd.ms-word.document.macroEnabled.main+xml";

  private SampleFiles() {}

  public static byte[] docx() {
    return office("word/document.xml", WORD, Map.of());
  }

  public static byte[] xlsx() {
    return office("xl/workbook.xml", WORKBOOK, Map.of());
  }

  /**
   * Office file of one main part.
   *
   * @param type content type of the main part
   * @param more further parts by their names
   */
  public static byte[] office(String main, String type, Map<String, String> more) {
    Map<String, String> parts = new TreeMap<>(more);
    parts.put(
        "[Content_Types].xml",
        "<?xml version=\"1.0\"?><Types"
            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
            + " Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/"
            + main
            + "\" ContentType=\""
            + type
            + "\"/></Types>");
    parts.put(main, "<a/>");
    return zip(parts);
  }

  /** Zip file of texts by their names. */
  public static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** PDF of exactly so many bytes, which do not pack. */
  public static byte[] pdf(int size) {
    byte[] file = new byte[size];
    new Random(size).nextBytes(file);
    byte[] head = "%PDF-1.7\n".getBytes(ISO_8859_1);
    byte[] end = "\n%%EOF\n".getBytes(ISO_8859_1);
    System.arraycopy(head, 0, file, 0, head.length);
    System.arraycopy(end, 0, file, size - end.length, end.length);
    return file;
  }
}
