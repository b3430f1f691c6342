package bantin.importfiles;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Builder of a body from a stranger's HTML: blocks in a row, made of the elements that a body may
 * hold. Pictures become figures of their own, and lost parts are counted.
 */
final class Blocks {
  private static final Map<String, String> HEADINGS =
      Map.of("h1", "h1", "h2", "h2", "h3", "h3", "h4", "h4", "h5", "h4", "h6", "h4");

  /** Elements that end a paragraph. Unknown elements are read as if only their content stood. */
  private static final String BLOCKS =
      "p,div,h1,h2,h3,h4,h5,h6,ul,ol,dl,table,blockquote,pre,figure,img,hr,section,article,main,"
          + "header,footer,nav,aside,address,center,form,fieldset,details,summary,li,tr,td,th,dt,dd";

  private final Roles roles = new Roles();
  private final ShownElements shown = new ShownElements();
  private final InlineText inline;
  private final Figures figures;

  Blocks(Pictures pictures) {
    this.inline = new InlineText(shown, pictures);
    this.figures = new Figures(pictures, roles);
  }

  /** Blocks of a source, within an element of their own. */
  Element of(Element source) {
    Element body = new Element("body");
    Paragraph line = new Paragraph(body, roles);
    children(source, line, Role.NONE);
    line.end();
    figures.captions(body);
    return body;
  }

  /** Roles of the paragraphs. */
  Roles roles() {
    return roles;
  }

  void tell(Notes notes) {
    inline.tell(notes);
    shown.tell(notes);
  }

  private void children(Element parent, Paragraph line, Role role) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        line.text(text, role);
      } else if (child instanceof Element element && shown.isShown(element)) {
        element(element, line, role);
      }
    }
  }

  private void element(Element element, Paragraph line, Role role) {
    String name = element.normalName();
    Role own = Role.of(element, role);
    Element copy = InlineText.copyOf(element);
    if (name.equals("br")) {
      line.lineBreak();
    } else if (name.equals("img")) {
      line.end();
      figures.append(element, line.parent());
    } else if (name.equals("figure")) {
      line.end();
      figuresOf(element, line, own);
    } else if (HEADINGS.containsKey(name)) {
      heading(element, HEADINGS.getOrDefault(name, "h2"), line);
    } else if (name.equals("ul") || name.equals("ol") || name.equals("menu")) {
      line.end();
      list(element, line.parent());
    } else if (name.equals("table")) {
      line.end();
      table(element, line, own);
    } else if (name.equals("blockquote")) {
      line.end();
      within(new Element("blockquote"), element, line.parent(), Role.NONE);
    } else if (name.equals("pre")) {
      line.end();
      Element pre = new Element("pre");
      pre.appendText(Texts.tidyLines(element.wholeText()));
      addIfSeen(line.parent(), pre);
    } else if (name.equals("hr")) {
      line.end();
      line.parent().appendElement("hr");
    } else if (name.equals("dt")) {
      line.end();
      inlineOrBlocks(new Element("strong"), element, line, own);
      line.end();
    } else if (copy != null) {
      inlineOrBlocks(copy, element, line, own);
    } else if (element.is(BLOCKS)) {
      line.end();
      children(element, line, own);
      line.end();
    } else {
      children(element, line, own);
    }
  }

  /** Appends an element as inline text; where blocks stand in it, only those. */
  private void inlineOrBlocks(Element wanted, Element element, Paragraph line, Role role) {
    if (element.selectFirst(BLOCKS) == null
        || (element.is(BLOCKS) && element.select(BLOCKS).size() == 1)) {
      Element copy = inline.fill(wanted, element);
      if (copy != null) {
        line.append(copy, role);
      } else {
        children(element, line, role);
      }
    } else {
      inline.countLost(element);
      children(element, line, role);
    }
  }

  private void heading(Element element, String name, Paragraph line) {
    line.end();
    List<Element> images = element.select("img");
    Element heading = new Element(name);
    Element plain = element.clone();
    plain.select("img").remove();
    inline.inlineChildren(heading, plain);
    // A heading is bold already.
    heading.select("strong").unwrap();
    addIfSeen(line.parent(), heading);
    images.forEach(image -> figures.append(image, line.parent()));
  }

  private void list(Element element, Element parent) {
    boolean ordered = element.normalName().equals("ol");
    Element list = new Element(ordered ? "ol" : "ul");
    if (ordered && element.attr("start").matches("-?[0-9]{1,6}")) {
      list.attr("start", element.attr("start"));
    }
    for (Element item : element.children()) {
      Element last = list.lastElementChild();
      if (item.normalName().equals("li") || last == null) {
        if (shown.isShown(item)) {
          within(new Element("li"), item, list, Role.NONE);
        }
      } else if (shown.isShown(item)) {
        // A list may stand beside the item that it belongs to.
        Paragraph line = new Paragraph(last, roles);
        element(item, line, Role.NONE);
        line.end();
      }
    }
    addIfSeen(parent, list);
  }

  /**
   * Appends the blocks of a cell or an item. A single paragraph is appended without its element.
   */
  private void within(Element wanted, Element element, Element parent, Role role) {
    Paragraph line = new Paragraph(wanted, roles);
    if (element.normalName().equals("li") || element.is("td,th,blockquote")) {
      children(element, line, role);
    } else {
      element(element, line, role);
    }
    line.end();
    if (wanted.normalName().equals("blockquote")) {
      addIfSeen(parent, wanted);
      return;
    }
    figures.captions(wanted);
    List<Element> lines = wanted.children().stream().filter(child -> child.is("p")).toList();
    if (lines.size() == 1 && lines.get(0).equals(wanted.firstElementChild())) {
      lines.get(0).unwrap();
    }
    parent.appendChild(wanted);
  }

  private void table(Element element, Paragraph line, Role role) {
    List<Element> rows =
        element.select("tr").stream().filter(row -> element.equals(row.closest("table"))).toList();
    boolean isFrame =
        element.select("table").size() > 1
            || rows.stream().allMatch(row -> row.select("td,th").size() <= 1);
    Element caption = element.selectFirst("> caption");
    if (caption != null) {
      children(caption, line, Role.NONE);
      line.end();
    }
    if (isFrame) {
      for (Element row : rows) {
        for (Element cell : row.select("> td, > th")) {
          children(cell, line, Role.of(cell, role));
          line.end();
        }
      }
      return;
    }
    Element table = new Element("table");
    Element body = table.appendElement("tbody");
    for (Element row : rows) {
      Element copy = body.appendElement("tr");
      for (Element cell : row.select("> td, > th")) {
        Element cellCopy = new Element(cell.normalName());
        span("colspan", cell, cellCopy);
        span("rowspan", cell, cellCopy);
        within(cellCopy, cell, copy, Role.NONE);
      }
      if (copy.childrenSize() == 0) {
        copy.remove();
      }
    }
    addIfSeen(line.parent(), table);
  }

  private static void span(String name, Element from, Element to) {
    String value = from.attr(name);
    if (value.matches("[0-9]{1,3}") && !value.matches("0*1?")) {
      to.attr(name, value);
    }
  }

  /** Appends figures that stand in a figure as a gallery. The words around them follow it. */
  private void gallery(Element element, Paragraph line, Role role) {
    Element gallery = new Element("figure");
    Paragraph within = new Paragraph(gallery, roles);
    for (Element figure : element.select("> figure")) {
      figuresOf(figure, within, role);
      within.end();
    }
    boolean isWhole =
        gallery.childrenSize() > 1 && gallery.children().stream().allMatch(Blocks::isPhoto);
    line.parent().appendChildren(isWhole ? List.of(gallery) : List.copyOf(gallery.children()));
    Element rest = element.clone();
    rest.select("> figure").remove();
    children(rest, line, role);
    line.end();
  }

  private static boolean isPhoto(Element block) {
    return block.is("figure:has(> img)");
  }

  private void figuresOf(Element element, Paragraph line, Role role) {
    if (element.select("> figure").size() > 1) {
      gallery(element, line, role);
      return;
    }
    Element caption = element.selectFirst("figcaption");
    Element rest = element.clone();
    rest.select("img, figcaption").remove();
    Element last = null;
    for (Element image : element.select("img")) {
      Element figure = figures.append(image, line.parent());
      last = figure == null ? last : figure;
    }
    if (rest.hasText()) {
      children(rest, line, role);
      line.end();
    }
    if (caption != null && last != null) {
      inline.inlineChildren(last.appendElement("figcaption"), caption);
    } else if (caption != null) {
      children(caption, line, Role.NONE);
      line.end();
    }
  }

  private static void addIfSeen(Element parent, Element block) {
    if (block.hasText() || block.selectFirst("img") != null) {
      parent.appendChild(block);
    }
  }
}
