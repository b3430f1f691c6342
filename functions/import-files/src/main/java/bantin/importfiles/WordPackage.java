package bantin.importfiles;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.importfiles.Relations.Relation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Parts of a Word document, unpacked within limits, because a small file can unpack to gigabytes.
 * Relations choose the parts, never names.
 */
final class WordPackage {
  private static final int MAX_PARTS = 3000;
  private static final int MAX_BYTES = 150 << 20;
  private static final int MAX_XML_BYTES = 16 << 20;

  /** Largest ratio of unpacked to packed bytes. Text packs to about a twentieth. */
  private static final int MAX_RATIO = 100;

  private static final int FREE_BYTES = 4 << 20;

  /** Signs {@code <} in all XML. A long article has 100,000; each tag costs memory and time. */
  private static final int MAX_TAGS = 300_000;

  /** Text with a letter. Stops at every {@code <}: a header of unclosed tags takes no longer. */
  private static final Pattern LETTERS = Pattern.compile("<w:t(?: [^<>]*+)?>[^<]*\\p{L}");

  private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(UTF_16LE);

  private final Map<String, byte[]> parts;
  private final String main;
  private final Notes notes;

  /** XML of parts that are not named as such. */
  private final Xml others = new Xml();

  private WordPackage(Map<String, byte[]> parts, String main, Notes notes) {
    this.parts = parts;
    this.main = main;
    this.notes = notes;
  }

  /**
   * Unpacks a Word document.
   *
   * @throws UnusableFile if the file is not a readable Word document
   */
  static WordPackage read(byte[] file, Notes notes) {
    if (file.length >= 4 && (file[0] & 0xff) == 0xD0 && (file[1] & 0xff) == 0xCF) {
      throw new UnusableFile(contains(file, ENCRYPTED) ? ImportNote.PASSWORD : ImportNote.OLD_WORD);
    }
    if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
      throw new UnusableFile(ImportNote.NOT_WORD);
    }
    Map<String, byte[]> parts = unpack(file);
    try {
      String main = Relations.of(parts, "").part("officeDocument");
      byte[] types = parts.get("[Content_Types].xml");
      if (main == null || types == null) {
        throw new UnusableFile(ImportNote.NOT_WORD);
      }
      if (!type(SafeXml.parse(types), main).contains("word")) {
        throw new UnusableFile(ImportNote.NOT_WORD);
      }
      return new WordPackage(parts, main, notes);
    } catch (SAXException e) {
      throw new UnusableFile(ImportNote.DAMAGED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] file, byte[] wanted) {
    for (int i = 0; i + wanted.length <= file.length; i++) {
      int matched = 0;
      while (matched < wanted.length && file[i + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, byte[]> unpack(byte[] file) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    long left = Math.min(MAX_BYTES, FREE_BYTES + (long) MAX_RATIO * file.length);
    Xml xml = new Xml();
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MAX_PARTS) {
          throw new UnusableFile(ImportNote.INFLATES);
        }
        byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
        left -= bytes.length;
        String name = entry.getName().replace('\\', '/').replaceFirst("^/+", "");
        if (left < 0) {
          throw new UnusableFile(ImportNote.INFLATES);
        }
        if (isXml(name)) {
          xml.add(bytes);
        }
        parts.putIfAbsent(name, bytes);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableFile(ImportNote.DAMAGED);
    }
    return parts;
  }

  private static boolean isXml(String name) {
    return name.endsWith(".xml") || name.endsWith(".rels");
  }

  /** Sum of XML so far. */
  private static final class Xml {
    private long bytes;
    private long tags;

    /**
     * Adds a part.
     *
     * @throws UnusableFile if it is too much
     */
    void add(byte[] part) {
      bytes += part.length;
      for (byte sign : part) {
        if (sign == '<') {
          tags++;
        }
      }
      if (bytes > MAX_XML_BYTES || tags > MAX_TAGS) {
        throw new UnusableFile(ImportNote.INFLATES);
      }
    }
  }

  private static String type(Document types, String part) {
    for (Element override : SafeXml.all(types, "Override")) {
      if (override.getAttribute("PartName").equals("/" + part)) {
        return override.getAttribute("ContentType");
      }
    }
    for (Element fallback : SafeXml.all(types, "Default")) {
      if (fallback.getAttribute("Extension").equals("xml")) {
        return fallback.getAttribute("ContentType");
      }
    }
    return "";
  }

  /**
   * Rewrites the package with its text only. See {@link CleanPackage}.
   *
   * @param prepare changes the document and each part of notes
   * @throws SAXException if a necessary part is not XML
   */
  byte[] rewrite(Prepare prepare) throws SAXException, IOException {
    Relations relations = Relations.of(parts, main);
    noteOmissions(relations);
    CleanPackage clean = new CleanPackage(parts);
    Document text = xml(main);
    for (String kind : List.of("footnote", "endnote")) {
      String part = relations.part(kind + "s");
      Document notesText = part == null ? null : xml(part);
      removeLostReferences(text, kind, notesText);
      if (part != null && notesText != null) {
        Relations own = Relations.of(parts, part);
        prepare.change(notesText, own);
        clean.notes(kind + "s", notesText, own);
      }
    }
    prepare.change(text, relations);
    clean.document(text, relations);
    for (String kind : List.of("styles", "numbering")) {
      String part = relations.part(kind);
      if (part != null) {
        clean.part(kind, xml(part));
      }
    }
    return clean.zip();
  }

  /** Removes references to missing notes, at which mammoth would fail. */
  private static void removeLostReferences(Document text, String kind, @Nullable Document notes) {
    Set<String> ids = new HashSet<>();
    if (notes != null) {
      SafeXml.all(notes, kind).forEach(note -> ids.add(SafeXml.attribute(note, "id")));
    }
    for (Element reference : SafeXml.all(text, kind + "Reference")) {
      if (!ids.contains(SafeXml.attribute(reference, "id"))) {
        SafeXml.remove(reference);
      }
    }
  }

  /** Parses a part. Relations may lead to parts of any name, which were not counted as XML yet. */
  private Document xml(String part) throws SAXException, IOException {
    byte[] bytes = Objects.requireNonNull(parts.get(part));
    if (!isXml(part)) {
      others.add(bytes);
    }
    return SafeXml.parse(bytes);
  }

  /** Prepares a part with text for mammoth. */
  interface Prepare {
    void change(Document text, Relations relations) throws SAXException, IOException;
  }

  private void noteOmissions(Relations relations) {
    if (parts.keySet().stream().anyMatch(name -> name.contains("vbaProject"))) {
      notes.add(ImportNote.MACROS);
    }
    for (Relation relation : relations.all()) {
      String part = relation.part();
      if (part != null
          && Set.of("header", "footer").contains(relation.kind())
          && LETTERS.matcher(new String(parts.getOrDefault(part, new byte[0]), UTF_8)).find()) {
        notes.add(ImportNote.HEADERS);
      }
    }
  }
}
