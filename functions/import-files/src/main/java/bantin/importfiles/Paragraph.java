package bantin.importfiles;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Paragraph that is being written into its parent, where one is begun. */
final class Paragraph {
  private final Element parent;
  private final Roles roles;
  private @Nullable Element open;

  Paragraph(Element parent, Roles roles) {
    this.parent = parent;
    this.roles = roles;
  }

  Element parent() {
    return parent;
  }

  void text(TextNode node, Role role) {
    String text = Texts.tidy(node.getWholeText());
    if (open != null || !text.isBlank()) {
      append(new TextNode(text), role);
    }
  }

  void append(Node node, Role role) {
    Element line = open;
    if (line == null) {
      line = new Element("p");
      roles.set(line, role);
      open = line;
    }
    line.appendChild(node);
  }

  /** Breaks the line. A second break in a row ends the paragraph. */
  void lineBreak() {
    Element line = open;
    if (line == null) {
      return;
    }
    Element last = line.lastElementChild();
    boolean second = last != null && last.is("br") && isBlankAfter(last);
    if (second) {
      end();
    } else {
      line.appendElement("br");
    }
  }

  private static boolean isBlankAfter(Node node) {
    for (Node next = node.nextSibling(); next != null; next = next.nextSibling()) {
      if (!(next instanceof TextNode text && text.isBlank())) {
        return false;
      }
    }
    return true;
  }

  /** Ends the paragraph, and drops it where it shows nothing. */
  void end() {
    Element line = open;
    open = null;
    if (line == null) {
      return;
    }
    trim(line);
    if (line.hasText()) {
      parent.appendChild(line);
    }
  }

  private static void trim(Element line) {
    while (line.childNodeSize() > 0 && isBlank(line.childNode(0))) {
      line.childNode(0).remove();
    }
    while (line.childNodeSize() > 0 && isBlank(line.childNode(line.childNodeSize() - 1))) {
      line.childNode(line.childNodeSize() - 1).remove();
    }
    if (line.childNodeSize() > 0 && line.childNode(0) instanceof TextNode first) {
      first.text(first.getWholeText().stripLeading());
    }
    if (line.childNodeSize() > 0
        && line.childNode(line.childNodeSize() - 1) instanceof TextNode last) {
      last.text(last.getWholeText().stripTrailing());
    }
  }

  private static boolean isBlank(Node node) {
    return node instanceof TextNode text
        ? text.isBlank()
        : node instanceof Element element && (element.is("br") || !element.hasText());
  }
}
