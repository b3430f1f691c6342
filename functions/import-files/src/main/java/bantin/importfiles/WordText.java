package bantin.importfiles;

import bantin.http.Problem;
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
 * The text of a Word document as HTML. mammoth translates; before it, the document is put into a
 * state that mammoth understands whole, and what it would drop without a word is counted.
 */
final class WordText {
  /** Beside mammoth's own: what becomes a title, a lead, a caption. */
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

  /** What mammoth does not know by itself, and what in it is text. */
  private static final List<String> FRAMES =
      List.of("ins", "moveTo", "fldSimple", "customXml", "dir", "bdo");

  private static final Set<String> UNTOLD = Set.of("bookmarkStart", "bookmarkEnd", "proofErr");

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
   * @throws Problem 422 where it cannot be read
   */
  org.jsoup.nodes.Element html(WordPackage word) {
    try {
      byte[] packed = word.rewrite(this::prepare);
      tell();
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
      // The arrows that lead from a footnote back to its place.
      body.select("a[href~=^#(foot|end)note-ref-]").remove();
      return body;
    } catch (SAXException e) {
      throw notes.refusal(
          String.valueOf(e.getMessage()).contains("JAXP00010006") ? Said.TOO_DEEP : Said.DAMAGED);
    } catch (StackOverflowError e) {
      throw notes.refusal(Said.TOO_DEEP);
    } catch (Problem e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // mammoth throws all kinds of things at documents that are none.
      throw notes.refusal(Said.DAMAGED);
    }
  }

  private void prepare(Document text, Relations relations) {
    oldFont(text);
    alternatives(text);
    changes(text);
    hidden(text);
    for (String frame : FRAMES) {
      Xml.all(text, frame).forEach(Xml::unwrap);
    }
    for (Element line : Xml.all(text, "cr")) {
      text.renameNode(line, line.getNamespaceURI(), "w:br");
    }
    leftOut(text);
    crops(text);
    pictures(text, relations);
    links(text, relations);
    Xml.all(text, "p").forEach(WordText::centred);
  }

  /** The same thing for newer and older readers: mammoth knows the older form. */
  private void alternatives(Document text) {
    for (Element one : Xml.all(text, "AlternateContent")) {
      boolean hasFallback =
          Xml.children(one).stream()
              .anyMatch(
                  form -> "Fallback".equals(form.getLocalName()) && !Xml.children(form).isEmpty());
      for (Element form : Xml.children(one)) {
        if ("Fallback".equals(form.getLocalName()) == hasFallback) {
          Xml.unwrap(form);
        } else {
          Xml.remove(form);
        }
      }
      Xml.unwrap(one);
    }
  }

  private void changes(Document text) {
    for (Element one : Xml.all(text, "ins")) {
      changes++;
      Node parent = one.getParentNode();
      // There it says that the paragraph, or the row, is new: mammoth takes it for text.
      if (parent != null && Set.of("rPr", "trPr").contains(parent.getLocalName())) {
        Xml.remove(one);
      }
    }
    for (String name : List.of("del", "moveFrom")) {
      for (Element one : Xml.all(text, name)) {
        changes++;
        Node parent = one.getParentNode();
        if (parent != null && "trPr".equals(parent.getLocalName())) {
          Xml.remove(Objects.requireNonNull(parent.getParentNode()));
        } else if (parent != null && !"rPr".equals(parent.getLocalName())) {
          Xml.remove(one);
        }
      }
    }
  }

  private void hidden(Document text) {
    for (Element one : Xml.all(text, "vanish")) {
      Node properties = one.getParentNode();
      Node run = properties == null ? null : properties.getParentNode();
      boolean off = Set.of("0", "false", "off").contains(Xml.attribute(one, "val"));
      if (!off && run != null && "r".equals(run.getLocalName())) {
        hidden += run.getTextContent().isBlank() ? 0 : 1;
        Xml.remove(run);
      }
    }
  }

  private void leftOut(Document text) {
    comments += Xml.all(text, "commentReference").size();
    footnotes += Xml.all(text, "footnoteReference").size();
    footnotes += Xml.all(text, "endnoteReference").size();
    textBoxes += Xml.all(text, "txbxContent").size();
    for (Element one : Xml.all(text, "oMath")) {
      equations++;
      Xml.remove(one);
    }
    Xml.all(text, "oMathPara").forEach(Xml::remove);
    drawings += Xml.all(text, "chart").size() + Xml.all(text, "relIds").size();
  }

  private void crops(Document text) {
    for (Element crop : Xml.all(text, "srcRect")) {
      boolean cut =
          List.of("l", "t", "r", "b").stream()
              .map(crop::getAttribute)
              .anyMatch(side -> side.matches("[0-9]*[1-9][0-9]*%?"));
      cropped += cut ? 1 : 0;
    }
  }

  /**
   * Removes pictures that the package does not hold, and tells of them. Addresses of linked
   * pictures go as well: mammoth would open them.
   */
  private void pictures(Document text, Relations relations) {
    for (Element blip : Xml.all(text, "blip")) {
      String link = Relations.id(blip, "link");
      Xml.removeAttributes(blip, "link");
      String embedded = Relations.id(blip, "embed");
      requirePicture(blip, embedded.isEmpty() ? link : embedded, !embedded.isEmpty(), relations);
    }
    for (Element data : Xml.all(text, "imagedata")) {
      requirePicture(data, Relations.id(data, "id"), true, relations);
    }
  }

  private void requirePicture(Element element, String id, boolean embedded, Relations relations) {
    Relation relation = relations.find(id, "image");
    if (!embedded || relation == null || relation.part() == null) {
      pictures.missing(relation == null ? "Word" : relation.target().replaceFirst("[?#].*$", ""));
      Xml.remove(element);
    }
  }

  /** Keeps the text alone of links whose relation is missing: mammoth would give up at them. */
  private static void links(Document text, Relations relations) {
    for (Element link : Xml.all(text, "hyperlink")) {
      String id = Relations.id(link, "id");
      if (!id.isEmpty() && relations.find(id, "hyperlink") == null) {
        Xml.unwrap(link);
      }
    }
  }

  /** Centred text is no heading, but beneath a picture it is a caption. */
  private static void centred(Element paragraph) {
    Element properties =
        Xml.children(paragraph).stream()
            .filter(one -> "pPr".equals(one.getLocalName()))
            .findFirst()
            .orElse(null);
    if (properties == null) {
      return;
    }
    boolean isCentred = false;
    boolean isPlain = true;
    for (Element one : Xml.children(properties)) {
      isCentred |= "jc".equals(one.getLocalName()) && "center".equals(Xml.attribute(one, "val"));
      isPlain &= !Set.of("pStyle", "numPr").contains(String.valueOf(one.getLocalName()));
    }
    if (isCentred && isPlain) {
      String namespace = properties.getNamespaceURI();
      Document document = paragraph.getOwnerDocument();
      Element style = document.createElementNS(namespace, "w:pStyle");
      style.setAttributeNS(namespace, "w:val", "BanTinCentred");
      properties.insertBefore(style, properties.getFirstChild());
    }
  }

  /** Before Unicode, letters with marks were typed as other letters in fonts that drew them so. */
  private void oldFont(Document text) {
    for (Element fonts : Xml.all(text, "rFonts")) {
      String font = Xml.attribute(fonts, "ascii");
      if (font.startsWith(".Vn") || font.startsWith("VNI-")) {
        notes.add(Said.OLD_FONT, font);
        return;
      }
    }
  }

  private void tell() {
    notes.count(Said.CHANGES, changes);
    notes.count(Said.COMMENTS, comments);
    notes.count(Said.FOOTNOTES, footnotes);
    notes.count(Said.TEXT_BOXES, textBoxes);
    notes.count(Said.EQUATIONS, equations);
    notes.count(Said.DRAWINGS, drawings);
    notes.count(Said.HIDDEN, hidden);
    notes.count(Said.CROPPED, cropped);
  }

  private void warnings(Set<String> warnings) {
    String unknown = "An unrecognised element was ignored: ";
    List<String> names = new ArrayList<>();
    for (String warning : warnings) {
      if (warning.startsWith(unknown)) {
        String name = warning.substring(unknown.length()).replaceFirst("^(\\{.*\\}|.*:)", "");
        if (!UNTOLD.contains(name)) {
          names.add(name);
        }
      } else if (warning.startsWith("Could not find image file")) {
        pictures.missing("Word");
      }
    }
    if (!names.isEmpty()) {
      notes.add(Said.OTHER_PARTS, Notes.names(names));
    }
  }
}
