package bantin.importfiles;

import bantin.importfiles.Relations.Relation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.zwobble.mammoth.DocumentConverter;
import org.zwobble.mammoth.Result;

/**
 * Converts a Word document to HTML with mammoth. Before the conversion, it rewrites elements that
 * mammoth does not understand. It counts elements that mammoth would drop silently.
 */
final class WordText {
  /** Style map for mammoth, in addition to its own: styles of titles, leads and captions. */
  private static final String STYLES =
      """
      p[style-name='Title'] => p.is-title:fresh
      p[style-name='Subtitle'] => p.is-lead:fresh
      p[style-name='caption'] => p.is-caption:fresh
      p[style-name='Caption'] => p.is-caption:fresh
      p[style-name='Illustration'] => p.is-caption:fresh
      p[style-name='Figure'] => p.is-caption:fresh
      p[style-name='Quote'] => blockquote > p:fresh
      p[style-name='Intense Quote'] => blockquote > p:fresh
      p[style-name='Heading 7'] => h4:fresh
      p[style-name='heading 7'] => h4:fresh
      p.BanTinCentred => p.is-centred:fresh
      u => u
      """;

  /** Elements that mammoth does not know and that contain text. */
  private static final List<String> TEXT_WRAPPERS =
      List.of("ins", "moveTo", "fldSimple", "customXml", "dir", "bdo");

  private static final Set<String> UNREPORTED = Set.of("bookmarkStart", "bookmarkEnd", "proofErr");

  private final Notes notes;
  private final Pictures pictures;
  private int changes;
  private int comments;
  private int footnotes;
  private int textBoxes;
  private int equations;
  private int drawings;
  private int hidden;
  private int cropped;

  WordText(Notes notes, Pictures pictures) {
    this.notes = notes;
    this.pictures = pictures;
  }

  /**
   * Converts the document.
   *
   * @throws UnusableFile if the document cannot be read
   */
  org.jsoup.nodes.Element html(WordPackage word) {
    try {
      byte[] packed = word.rewrite(this::prepare);
      noteCounts();
      Result<String> html =
          new DocumentConverter()
              .addStyleMap(STYLES)
              .disableEmbeddedStyleMap()
              .imageConverter(
                  image -> {
                    try (var in = image.getInputStream()) {
                      return Map.of("src", pictures.keep(in.readAllBytes()));
                    }
                  })
              .convertToHtml(new ByteArrayInputStream(packed));
      warnings(html.getWarnings());
      Parser parser = Parser.htmlParser();
      org.jsoup.nodes.Element body = Jsoup.parse(html.getValue(), "", parser).body();
      // Links from a footnote back to its place in the text.
      body.select("a[href~=^#(foot|end)note-ref-]").remove();
      return body;
    } catch (SAXException e) {
      throw new UnusableFile(
          String.valueOf(e.getMessage()).contains("JAXP00010006")
              ? ImportNote.TOO_DEEP
              : ImportNote.DAMAGED);
    } catch (UnusableFile e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // mammoth throws various exceptions at malformed documents.
      throw new UnusableFile(ImportNote.DAMAGED);
    }
  }

  private void prepare(Document text, Relations relations) {
    oldFont(text);
    alternatives(text);
    changes(text);
    hidden(text);
    for (String wrapper : TEXT_WRAPPERS) {
      SafeXml.all(text, wrapper).forEach(SafeXml::unwrap);
    }
    for (Element line : SafeXml.all(text, "cr")) {
      text.renameNode(line, line.getNamespaceURI(), "w:br");
    }
    leftOut(text);
    crops(text);
    pictures(text, relations);
    links(text, relations);
    SafeXml.all(text, "p").forEach(WordText::centred);
  }

  /** Keeps one of two alternative forms: the fallback for older readers, which mammoth knows. */
  private void alternatives(Document text) {
    for (Element alternative : SafeXml.all(text, "AlternateContent")) {
      boolean hasFallback =
          SafeXml.children(alternative).stream()
              .anyMatch(
                  form ->
                      "Fallback".equals(form.getLocalName()) && !SafeXml.children(form).isEmpty());
      for (Element form : SafeXml.children(alternative)) {
        if ("Fallback".equals(form.getLocalName()) == hasFallback) {
          SafeXml.unwrap(form);
        } else {
          SafeXml.remove(form);
        }
      }
      SafeXml.unwrap(alternative);
    }
  }

  private void changes(Document text) {
    for (Element mark : SafeXml.all(text, "ins")) {
      changes++;
      Node parent = mark.getParentNode();
      // Here the mark means that the paragraph or the row is new. mammoth would take it for text.
      if (parent != null && Set.of("rPr", "trPr").contains(parent.getLocalName())) {
        SafeXml.remove(mark);
      }
    }
    for (String name : List.of("del", "moveFrom")) {
      for (Element mark : SafeXml.all(text, name)) {
        changes++;
        Node parent = mark.getParentNode();
        if (parent != null && "trPr".equals(parent.getLocalName())) {
          SafeXml.remove(Objects.requireNonNull(parent.getParentNode()));
        } else if (parent != null && !"rPr".equals(parent.getLocalName())) {
          SafeXml.remove(mark);
        }
      }
    }
  }

  private void hidden(Document text) {
    for (Element mark : SafeXml.all(text, "vanish")) {
      Node properties = mark.getParentNode();
      Node run = properties == null ? null : properties.getParentNode();
      boolean off = Set.of("0", "false", "off").contains(SafeXml.attribute(mark, "val"));
      if (!off && run != null && "r".equals(run.getLocalName())) {
        hidden += run.getTextContent().isBlank() ? 0 : 1;
        SafeXml.remove(run);
      }
    }
  }

  private void leftOut(Document text) {
    comments += SafeXml.all(text, "commentReference").size();
    footnotes += SafeXml.all(text, "footnoteReference").size();
    footnotes += SafeXml.all(text, "endnoteReference").size();
    textBoxes += SafeXml.all(text, "txbxContent").size();
    for (Element equation : SafeXml.all(text, "oMath")) {
      equations++;
      SafeXml.remove(equation);
    }
    SafeXml.all(text, "oMathPara").forEach(SafeXml::remove);
    drawings += SafeXml.all(text, "chart").size() + SafeXml.all(text, "relIds").size();
  }

  private void crops(Document text) {
    for (Element crop : SafeXml.all(text, "srcRect")) {
      boolean cut =
          List.of("l", "t", "r", "b").stream()
              .map(crop::getAttribute)
              .anyMatch(side -> side.matches("[0-9]*[1-9][0-9]*%?"));
      cropped += cut ? 1 : 0;
    }
  }

  /**
   * Removes pictures that the package does not contain, and notes them. Also removes addresses of
   * linked pictures, which mammoth would open.
   */
  private void pictures(Document text, Relations relations) {
    for (Element blip : SafeXml.all(text, "blip")) {
      String link = Relations.id(blip, "link");
      SafeXml.removeAttributes(blip, "link");
      String embedded = Relations.id(blip, "embed");
      requirePicture(blip, embedded.isEmpty() ? link : embedded, !embedded.isEmpty(), relations);
    }
    for (Element data : SafeXml.all(text, "imagedata")) {
      requirePicture(data, Relations.id(data, "id"), true, relations);
    }
  }

  private void requirePicture(Element element, String id, boolean embedded, Relations relations) {
    Relation relation = relations.find(id, "image");
    if (!embedded || relation == null || relation.part() == null) {
      pictures.missing(relation == null ? "Word" : relation.target().replaceFirst("[?#].*$", ""));
      SafeXml.remove(element);
    }
  }

  /** Reduces links without a relation to their text, because mammoth would fail at them. */
  private static void links(Document text, Relations relations) {
    for (Element link : SafeXml.all(text, "hyperlink")) {
      String id = Relations.id(link, "id");
      if (!id.isEmpty() && relations.find(id, "hyperlink") == null) {
        SafeXml.unwrap(link);
      }
    }
  }

  /** Marks centred text, which is a caption if it follows a picture. */
  private static void centred(Element paragraph) {
    Element properties =
        SafeXml.children(paragraph).stream()
            .filter(child -> "pPr".equals(child.getLocalName()))
            .findFirst()
            .orElse(null);
    if (properties == null) {
      return;
    }
    boolean isCentred = false;
    boolean isPlain = true;
    for (Element property : SafeXml.children(properties)) {
      isCentred |=
          "jc".equals(property.getLocalName())
              && "center".equals(SafeXml.attribute(property, "val"));
      isPlain &= !Set.of("pStyle", "numPr").contains(String.valueOf(property.getLocalName()));
    }
    if (isCentred && isPlain) {
      String namespace = properties.getNamespaceURI();
      Document document = paragraph.getOwnerDocument();
      Element style = document.createElementNS(namespace, "w:pStyle");
      style.setAttributeNS(namespace, "w:val", "BanTinCentred");
      properties.insertBefore(style, properties.getFirstChild());
    }
  }

  /** Notes fonts from before Unicode, which draw other letters in place of accented ones. */
  private void oldFont(Document text) {
    for (Element fonts : SafeXml.all(text, "rFonts")) {
      String font = SafeXml.attribute(fonts, "ascii");
      if (font.startsWith(".Vn") || font.startsWith("VNI-")) {
        notes.add(ImportNote.OLD_FONT, font);
        return;
      }
    }
  }

  private void noteCounts() {
    notes.count(ImportNote.CHANGES, changes);
    notes.count(ImportNote.COMMENTS, comments);
    notes.count(ImportNote.FOOTNOTES, footnotes);
    notes.count(ImportNote.TEXT_BOXES, textBoxes);
    notes.count(ImportNote.EQUATIONS, equations);
    notes.count(ImportNote.DRAWINGS, drawings);
    notes.count(ImportNote.HIDDEN, hidden);
    notes.count(ImportNote.CROPPED, cropped);
  }

  private void warnings(Set<String> warnings) {
    String unknown = "An unrecognised element was ignored: ";
    List<String> names = new ArrayList<>();
    for (String warning : warnings) {
      if (warning.startsWith(unknown)) {
        String name = warning.substring(unknown.length()).replaceFirst("^(\\{.*\\}|.*:)", "");
        if (!UNREPORTED.contains(name)) {
          names.add(name);
        }
      } else if (warning.startsWith("Could not find image file")) {
        pictures.missing("Word");
      }
    }
    if (!names.isEmpty()) {
      notes.add(ImportNote.OTHER_PARTS, Notes.names(names));
    }
  }
}
