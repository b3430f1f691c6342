package bantin.photo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Check of an attachment by its bytes, because its name and its declared type may be wrong. */
public final class AttachmentFile {
  /** Bytes at the end of a PDF among which its end mark stands. */
  private static final int PDF_END = 1024;

  private static final int MAX_TYPES_BYTES = 1 << 20;

  private static final String TYPES = "[Content_Types].xml";

  private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

  /** Stream in the compound file that Office writes around a document with a password. */
  private static final String ENCRYPTED =
      new String("EncryptedPackage".getBytes(UTF_16LE), ISO_8859_1);

  private AttachmentFile() {}

  /**
   * Reason for which a file is refused, with a sentence in both languages. The type replaces {0}.
   */
  public enum Fault implements UploadFault {
    TYPE(
        "type",
        "This is no {0} file, whatever its name says.",
        "Đây không phải tệp {0}, dù tên tệp thế nào."),
    BROKEN(
        "broken",
        "The file is damaged or cut off: save it again and upload it anew.",
        "Tệp bị hỏng hoặc thiếu phần cuối: hãy lưu lại rồi tải lên lần nữa."),
    MACROS(
        "macros",
        "The file holds macros, which can harm readers: save it without macros.",
        "Tệp có macro, có thể gây hại cho người đọc: hãy lưu lại không kèm macro."),
    PASSWORD(
        "password",
        "The file has a password: remove the password and save it again.",
        "Tệp có mật khẩu: hãy gỡ mật khẩu rồi lưu lại.");

    private final String code;
    private final String english;
    private final String vietnamese;

    Fault(String code, String english, String vietnamese) {
      this.code = code;
      this.english = english;
      this.vietnamese = vietnamese;
    }

    @Override
    public String code() {
      return code;
    }

    @Override
    public String english() {
      return english;
    }

    @Override
    public String vietnamese() {
      return vietnamese;
    }
  }

  /** Fault of a file; null where it is sound and of the type. */
  public static @Nullable Fault find(AttachmentType type, byte[] file) {
    return type == AttachmentType.PDF ? inPdf(file) : inPackage(type, file);
  }

  private static @Nullable Fault inPdf(byte[] file) {
    if (!startsWith(file, '%', 'P', 'D', 'F', '-')) {
      return Fault.TYPE;
    }
    int from = Math.max(0, file.length - PDF_END);
    String end = new String(file, from, file.length - from, ISO_8859_1);
    return end.contains("%%EOF") ? null : Fault.BROKEN;
  }

  private static @Nullable Fault inPackage(AttachmentType type, byte[] file) {
    if (startsWith(file, 0xd0, 0xcf, 0x11, 0xe0)) {
      boolean isEncrypted = new String(file, ISO_8859_1).contains(ENCRYPTED);
      return isEncrypted ? Fault.PASSWORD : Fault.TYPE;
    }
    if (!startsWith(file, 'P', 'K', 3, 4)) {
      return Fault.TYPE;
    }
    try {
      // Office reads the directory at the end of the file, as ZipFile does.
      Path copy = Files.createTempFile("attachment", ".zip");
      try {
        Files.write(copy, file);
        try (ZipFile zip = new ZipFile(copy.toFile())) {
          return inParts(type, zip);
        }
      } finally {
        Files.delete(copy);
      }
    } catch (IOException | XMLStreamException | IllegalArgumentException e) {
      return Fault.BROKEN;
    }
  }

  private static @Nullable Fault inParts(AttachmentType type, ZipFile zip)
      throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(TYPES);
    if (entry == null) {
      return Fault.TYPE;
    }
    byte[] xml;
    try (InputStream in = zip.getInputStream(entry)) {
      xml = in.readNBytes(MAX_TYPES_BYTES + 1);
    }
    if (xml.length > MAX_TYPES_BYTES) {
      return Fault.BROKEN;
    }
    Map<String, String> types = types(xml);
    boolean hasMacros =
        types.values().stream().anyMatch(AttachmentFile::isMacros)
            || zip.stream().anyMatch(part -> isVisualBasic(part.getName()));
    if (hasMacros) {
      return Fault.MACROS;
    }
    boolean hasMainPart =
        types.entrySet().stream()
            .anyMatch(
                part ->
                    part.getValue().equals(mainPart(type))
                        && zip.getEntry(part.getKey().replaceFirst("^/", "")) != null);
    return hasMainPart ? null : Fault.TYPE;
  }

  private static String mainPart(AttachmentType type) {
    return OFFICE
        + (type == AttachmentType.DOCX ? "wordprocessingml.document" : "spreadsheetml.sheet")
        + ".main+xml";
  }

  private static boolean isMacros(String contentType) {
    String small = contentType.toLowerCase(Locale.ROOT);
    return small.contains("macroenabled")
        || small.contains("vbaproject")
        || small.contains("macrosheet");
  }

  private static boolean isVisualBasic(String part) {
    return part.toLowerCase(Locale.ROOT).endsWith("vbaproject.bin");
  }

  /** Content types by the part, or by the ending that has the type where no part names another. */
  private static Map<String, String> types(byte[] xml) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    Map<String, String> types = new HashMap<>();
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        String type = reader.getAttributeValue(null, "ContentType");
        String part = reader.getAttributeValue(null, "PartName");
        String ending = reader.getAttributeValue(null, "Extension");
        if (type != null) {
          types.put(part == null ? "." + ending : part, type);
        }
      }
    }
    return types;
  }

  private static boolean startsWith(byte[] file, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (file.length <= i || (file[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
