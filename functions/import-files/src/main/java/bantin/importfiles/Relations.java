package bantin.importfiles;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Relations of one part of a Word package (ECMA-376, part 2), in order. Of two relations with one
 * id the first counts.
 */
final class Relations {
  /** Prefixes of the types of relations, in transitional and in strict documents. */
  private static final List<String> OFFICE =
      List.of(
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
          "http://purl.oclc.org/ooxml/officeDocument/relationships/");

  /**
   * Relation from one part to a target.
   *
   * @param kind the last part of one of Office's types, such as {@code image}; empty for other
   *     types
   * @param target as the file spells it: an address, or a path from the part's folder
   * @param part name of the target part; null if the target is outside the package or missing
   */
  record Relation(String id, String kind, String target, @Nullable String part) {}

  private final Map<String, Relation> byId = new LinkedHashMap<>();

  private Relations() {}

  /**
   * Reads the relations of a part.
   *
   * @param parts all parts of the package by name
   * @param part name of the part, such as {@code word/document.xml}; empty for the package itself
   * @throws SAXException if the list of relations is not XML
   */
  static Relations of(Map<String, byte[]> parts, String part) throws SAXException, IOException {
    Relations relations = new Relations();
    int slash = part.lastIndexOf('/') + 1;
    String folder = part.substring(0, slash);
    byte[] xml = parts.get(folder + "_rels/" + part.substring(slash) + ".rels");
    if (xml == null) {
      return relations;
    }
    for (Element element : SafeXml.all(SafeXml.parse(xml), "Relationship")) {
      String id = element.getAttribute("Id");
      String target = element.getAttribute("Target");
      boolean external = element.getAttribute("TargetMode").strip().equalsIgnoreCase("External");
      String inside = external ? null : inside(folder, target);
      relations.byId.putIfAbsent(
          id,
          new Relation(
              id,
              kind(element.getAttribute("Type")),
              target,
              inside != null && parts.containsKey(inside) ? inside : null));
    }
    return relations;
  }

  private static String kind(String type) {
    for (String prefix : OFFICE) {
      if (type.startsWith(prefix)) {
        return type.substring(prefix.length());
      }
    }
    return "";
  }

  /** Returns the name of the part that a target leads to, or null if it leaves the package. */
  private static @Nullable String inside(String folder, String target) {
    String path = target.replace('\\', '/');
    if (path.contains(":") || path.startsWith("//")) {
      return null;
    }
    try {
      path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
    Deque<String> names = new ArrayDeque<>();
    for (String name : (path.startsWith("/") ? path : folder + path).split("/")) {
      if (name.equals("..")) {
        if (names.pollLast() == null) {
          return null;
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    return String.join("/", names);
  }

  /** Returns the relation's id in this attribute of an element, or an empty text. */
  static String id(Element element, String attribute) {
    for (String prefix : OFFICE) {
      String id = element.getAttributeNS(prefix.substring(0, prefix.length() - 1), attribute);
      if (!id.isEmpty()) {
        return id;
      }
    }
    return "";
  }

  Iterable<Relation> all() {
    return byId.values();
  }

  /**
   * Finds a relation by its id.
   *
   * @return null if there is none of this kind
   */
  @Nullable Relation find(String id, String kind) {
    Relation relation = byId.get(id);
    return relation != null && relation.kind().equals(kind) ? relation : null;
  }

  /**
   * Finds the first part that a relation of this kind leads to.
   *
   * @return null if there is none
   */
  @Nullable String part(String kind) {
    for (Relation relation : byId.values()) {
      if (relation.kind().equals(kind) && relation.part() != null) {
        return relation.part();
      }
    }
    return null;
  }
}
