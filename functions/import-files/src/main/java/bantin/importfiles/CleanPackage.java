package bantin.importfiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.importfiles.Relations.Relation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Word package rewritten for mammoth: the text, its notes, styles, numbering and pictures, under
 * new names. Each relation leads to a part of the package, except links, which mammoth only copies.
 *
 * <p>mammoth 1.7.0 opens addresses of pictures (CVE-2025-11849); this package contains none.
 */
final class CleanPackage {
  private static final String FOLDER = "word/";
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String TYPES =
      "http://schemas.openxmlformats.org/package/2006/content-types";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

  private final Map<String, byte[]> source;
  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  /** New names of pictures by old names. */
  private final Map<String, String> pictures = new HashMap<>();

  private final Document documentRelations = SafeXml.create(PACKAGE, "Relationships");

  /**
   * Starts an empty package.
   *
   * @param source all parts of the file by name
   */
  CleanPackage(Map<String, byte[]> source) {
    this.source = source;
    Document relations = SafeXml.create(PACKAGE, "Relationships");
    relate(relations, "rId1", "officeDocument", FOLDER + "document.xml", false);
    parts.put("_rels/.rels", SafeXml.write(relations));
  }

  /**
   * Adds the document's text.
   *
   * @param relations the text's relations in the file
   */
  void document(Document text, Relations relations) {
    copyRelations(relations, documentRelations);
    parts.put(FOLDER + "document.xml", SafeXml.write(text));
  }

  /**
   * Adds a part with text, such as footnotes.
   *
   * @param kind the kind of its relation to the document: {@code footnotes} or {@code endnotes}
   * @param relations the part's relations in the file
   */
  void notes(String kind, Document text, Relations relations) {
    part(kind, text);
    Document own = SafeXml.create(PACKAGE, "Relationships");
    copyRelations(relations, own);
    parts.put(FOLDER + "_rels/" + kind + ".xml.rels", SafeXml.write(own));
  }

  /**
   * Adds a part without relations.
   *
   * @param kind the kind of its relation to the document, such as {@code styles}
   */
  void part(String kind, Document xml) {
    // An id that no relation of the file can have, because ids contain no slash.
    relate(documentRelations, "bantin/" + kind, kind, kind + ".xml", false);
    parts.put(FOLDER + kind + ".xml", SafeXml.write(xml));
  }

  private void copyRelations(Relations from, Document to) {
    for (Relation relation : from.all()) {
      String part = relation.part();
      if (relation.kind().equals("image") && part != null) {
        relate(to, relation.id(), "image", picture(part), false);
      } else if (relation.kind().equals("hyperlink")) {
        relate(to, relation.id(), "hyperlink", relation.target(), true);
      }
    }
  }

  private String picture(String part) {
    return pictures.computeIfAbsent(
        part,
        name -> {
          String copy = "media/picture-" + (pictures.size() + 1);
          parts.put(FOLDER + copy, source.getOrDefault(name, new byte[0]));
          return copy;
        });
  }

  private static void relate(
      Document relations, String id, String kind, String target, boolean external) {
    Element element = relations.createElementNS(PACKAGE, "Relationship");
    element.setAttribute("Id", id);
    element.setAttribute("Type", OFFICE + kind);
    element.setAttribute("Target", target);
    if (external) {
      element.setAttribute("TargetMode", "External");
    }
    relations.getDocumentElement().appendChild(element);
  }

  /** Returns the list of the parts' types. mammoth silently drops pictures without a type. */
  private byte[] types() {
    Document types = SafeXml.create(TYPES, "Types");
    type(types, "Default", "Extension", "rels", "application/xml");
    type(types, "Default", "Extension", "xml", "application/xml");
    for (String picture : pictures.values()) {
      type(types, "Override", "PartName", "/" + FOLDER + picture, "image/x-unknown");
    }
    return SafeXml.write(types);
  }

  private static void type(Document types, String rule, String key, String value, String type) {
    Element element = types.createElementNS(TYPES, rule);
    element.setAttribute(key, value);
    element.setAttribute("ContentType", type);
    types.getDocumentElement().appendChild(element);
  }

  /** Returns the package as the bytes of a zip. */
  byte[] zip() throws IOException {
    parts.put(FOLDER + "_rels/document.xml.rels", SafeXml.write(documentRelations));
    parts.put("[Content_Types].xml", types());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      zip.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }
}
