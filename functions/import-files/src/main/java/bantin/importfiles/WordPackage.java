package bantin.importfiles;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The parts of a Word document, unpacked within limits: a few kilobytes can claim to hold
 * gigabytes. Only what the text needs is kept; macros, embedded files and addresses of pictures
 * elsewhere never come further.
 */
final class WordPackage {
  private static final int MOST_PARTS = 3000;
  private static final int MOST_BYTES = 150 << 20;
  private static final int MOST_XML = 16 << 20;

  /** Text packs down to a twentieth or so; what packs down to less than a hundredth is no text. */
  private static final int RATIO = 100;

  private static final int FREE = 4 << 20;

  private static final Pattern LETTERS = Pattern.compile("<w:t(?: [^>]*)?>[^<]*\\p{L}");
  private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(UTF_16LE);

  private final Map<String, byte[]> parts;
  private final String main;
  private final Notes notes;

  private WordPackage(Map<String, byte[]> parts, String main, Notes notes) {
    this.parts = parts;
    this.main = main;
    this.notes = notes;
  }

  /**
   * @throws bantin.http.Problem 422 where it is no Word document that can be read
   */
  static WordPackage read(byte[] file, Notes notes) {
    if (file.length >= 4 && (file[0] & 0xff) == 0xD0 && (file[1] & 0xff) == 0xCF) {
      throw notes.refusal(contains(file, ENCRYPTED) ? Said.PASSWORD : Said.OLD_WORD);
    }
    if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
      throw notes.refusal(Said.NOT_WORD);
    }
    Map<String, byte[]> parts = unpack(file, notes);
    try {
      String main = main(parts);
      byte[] types = parts.get("[Content_Types].xml");
      if (main == null || types == null || !parts.containsKey(main)) {
        throw notes.refusal(Said.NOT_WORD);
      }
      if (!type(Xml.parse(types), main).contains("word")) {
        throw notes.refusal(Said.NOT_WORD);
      }
      return new WordPackage(parts, main, notes);
    } catch (SAXException e) {
      throw notes.refusal(Said.DAMAGED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean contains(byte[] file, byte[] wanted) {
    for (int i = 0; i + wanted.length <= file.length; i++) {
      int same = 0;
      while (same < wanted.length && file[i + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, byte[]> unpack(byte[] file, Notes notes) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    long left = Math.min(MOST_BYTES, FREE + (long) RATIO * file.length);
    long xml = MOST_XML;
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > MOST_PARTS) {
          throw notes.refusal(Said.INFLATES);
        }
        byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
        left -= bytes.length;
        String name = entry.getName().replace('\\', '/').replaceFirst("^/+", "");
        boolean isXml = name.endsWith(".xml") || name.endsWith(".rels");
        xml -= isXml ? bytes.length : 0;
        if (left < 0 || xml < 0) {
          throw notes.refusal(Said.INFLATES);
        }
        parts.putIfAbsent(name, bytes);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw notes.refusal(Said.DAMAGED);
    }
    return parts;
  }

  private static @Nullable String main(Map<String, byte[]> parts) throws SAXException, IOException {
    byte[] relations = parts.get("_rels/.rels");
    if (relations == null) {
      return null;
    }
    for (Element relation : Xml.all(Xml.parse(relations), "Relationship")) {
      if (relation.getAttribute("Type").endsWith("/officeDocument")) {
        return relation.getAttribute("Target").replaceFirst("^/+", "");
      }
    }
    return null;
  }

  private static String type(Document types, String part) {
    for (Element one : Xml.all(types, "Override")) {
      if (one.getAttribute("PartName").equals("/" + part)) {
        return one.getAttribute("ContentType");
      }
    }
    for (Element one : Xml.all(types, "Default")) {
      if (one.getAttribute("Extension").equals("xml")) {
        return one.getAttribute("ContentType");
      }
    }
    return "";
  }

  byte[] text() {
    return Objects.requireNonNull(parts.get(main));
  }

  private String folder() {
    return main.substring(0, main.lastIndexOf('/') + 1);
  }

  /**
   * A package with this text and nothing that is not needed to read it.
   *
   * @param prepare what becomes of every other part of text
   */
  byte[] pack(byte[] text, Prepare prepare) throws SAXException, IOException {
    tellOfTheRest();
    Map<String, byte[]> packed = new HashMap<>();
    packed.put("[Content_Types].xml", types());
    packed.put("_rels/.rels", relations("_rels/.rels"));
    packed.put(main, text);
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      String name = part.getKey();
      if (packed.containsKey(name)) {
        continue;
      }
      if (name.startsWith(folder() + "_rels/")) {
        packed.put(name, relations(name));
      } else if (name.matches(".*/(footnotes|endnotes)[0-9]*\\.xml")) {
        packed.put(name, prepare.of(part.getValue()));
      } else if (name.matches(".*/(styles|numbering)[0-9]*\\.xml")) {
        packed.put(name, checked(name));
      } else if (name.matches(".*/media/[^/]+")) {
        packed.put(name, part.getValue());
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> part : packed.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }

  /** What becomes of a part of text. */
  interface Prepare {
    byte[] of(byte[] part) throws SAXException, IOException;
  }

  private void tellOfTheRest() {
    boolean headers = false;
    for (Map.Entry<String, byte[]> part : parts.entrySet()) {
      String name = part.getKey().substring(part.getKey().lastIndexOf('/') + 1);
      if (name.startsWith("vbaProject")) {
        notes.add(Said.MACROS);
      }
      headers |=
          name.matches("(header|footer)[0-9]*\\.xml")
              && LETTERS.matcher(new String(part.getValue(), UTF_8)).find();
    }
    if (headers) {
      notes.add(Said.HEADERS);
    }
  }

  /** With a type for every kind of picture: one without is dropped, and nobody told. */
  private byte[] types() throws SAXException, IOException {
    Document types = Xml.parse(Objects.requireNonNull(parts.get("[Content_Types].xml")));
    Element root = types.getDocumentElement();
    Set<String> endings = new TreeSet<>();
    for (String name : parts.keySet()) {
      if (name.contains("/media/")) {
        endings.add(name.substring(name.lastIndexOf('.') + 1));
      }
    }
    Xml.all(types, "Default").forEach(one -> endings.remove(one.getAttribute("Extension")));
    for (String ending : endings) {
      Element one = types.createElementNS(root.getNamespaceURI(), "Default");
      one.setAttribute("Extension", ending);
      one.setAttribute("ContentType", "image/x-unknown");
      root.appendChild(one);
    }
    return Xml.write(types);
  }

  /** Written anew: what is read again is what was checked. */
  private byte[] checked(String name) throws SAXException, IOException {
    return Xml.write(Xml.parse(Objects.requireNonNull(parts.get(name))));
  }

  /** Without those that lead out of the file, but for links. */
  private byte[] relations(String name) throws SAXException, IOException {
    Document document = Xml.parse(Objects.requireNonNull(parts.get(name)));
    for (Element relation : Xml.all(document, "Relationship")) {
      boolean out = relation.getAttribute("TargetMode").equalsIgnoreCase("External");
      if (out && !relation.getAttribute("Type").endsWith("/hyperlink")) {
        Xml.remove(relation);
      }
    }
    return Xml.write(document);
  }
}
