package bantin.importfiles;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Builds a body of a stranger's HTML: one block beneath the other, of the elements that a body may
 * hold and no others, pictures as figures of their own. What is lost on the way is counted.
 */
final class Blocks {
  /** On a paragraph, until the article is put together: what it may be besides. */
  static final String IS = "data-is";

  private static final Map<String, String> INLINE =
      Map.ofEntries(
          Map.entry("a", "a"),
          Map.entry("strong", "strong"),
          Map.entry("b", "strong"),
          Map.entry("em", "em"),
          Map.entry("i", "em"),
          Map.entry("u", "u"),
          Map.entry("ins", "u"),
          Map.entry("s", "s"),
          Map.entry("del", "s"),
          Map.entry("strike", "s"),
          Map.entry("mark", "mark"),
          Map.entry("small", "small"),
          Map.entry("sub", "sub"),
          Map.entry("sup", "sup"),
          Map.entry("cite", "cite"),
          Map.entry("q", "q"),
          Map.entry("code", "code"),
          Map.entry("kbd", "code"),
          Map.entry("samp", "code"),
          Map.entry("tt", "code"),
          Map.entry("abbr", "abbr"));

  private static final Map<String, String> HEADINGS =
      Map.of("h1", "h1", "h2", "h2", "h3", "h3", "h4", "h4", "h5", "h4", "h6", "h4");

  /** Beside what is named here, elements that nobody knows are read as if they were not there. */
  private static final String BLOCKS =
      "p,div,h1,h2,h3,h4,h5,h6,ul,ol,dl,table,blockquote,pre,figure,img,hr,section,article,main,"
          + "header,footer,nav,aside,address,center,form,fieldset,details,summary,li,tr,td,th,dt,dd";

  /** Never seen: their text is none. */
  private static final Set<String> UNSEEN =
      Set.of(
          "style", "link", "meta", "title", "head", "base", "template", "param", "source", "track");

  private static final Set<String> EMBEDDED =
      Set.of(
          "script",
          "iframe",
          "frame",
          "frameset",
          "object",
          "embed",
          "applet",
          "video",
          "audio",
          "canvas",
          "svg",
          "math",
          "input",
          "select",
          "textarea",
          "button",
          "map",
          "noframes",
          "noembed",
          "xmp",
          "plaintext",
          "marquee",
          "portal",
          "dialog");

  private static final Pattern HIDDEN =
      Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden|mso-hide\\s*:\\s*all");
  private static final Pattern CENTRED = Pattern.compile("text-align\\s*:\\s*center");
  private static final Pattern CAPTION = Pattern.compile("(^|[\\s_-])(mso)?caption");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(https?://[^\\s\\p{Cntrl}]+|mailto:[^\\s\\p{Cntrl}]+|tel:[0-9+ ().-]+)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AUTOMATIC =
      Pattern.compile(
          "(?s)\\s*(Description automatically generated|Mô tả được tạo tự động|AI-generated content"
              + " may be incorrect\\.?).*$");
  private static final Pattern NO_WORDS =
      Pattern.compile(
          "(?i)\\S+\\.(jpe?g|png|gif|bmp|webp|tiff?|emf|wmf)|(picture|image|hình ảnh|hình|ảnh) ?\\d*");

  private final Pictures pictures;
  private final List<String> embedded = new ArrayList<>();
  private int links;
  private int hidden;

  Blocks(Pictures pictures) {
    this.pictures = pictures;
  }

  /** The blocks, within an element that means nothing. */
  Element of(Element source) {
    Element body = new Element("body");
    Line line = new Line(body);
    children(source, line, "");
    line.end();
    return body;
  }

  void tell(Notes notes) {
    notes.count(Said.LINKS, links);
    notes.count(Said.HIDDEN, hidden);
    if (!embedded.isEmpty()) {
      notes.add(Said.EMBEDDED, embedded.size(), Notes.names(embedded));
    }
  }

  private void children(Element parent, Line line, String is) {
    for (Node child : parent.childNodes()) {
      if (child instanceof TextNode text) {
        line.text(text, is);
      } else if (child instanceof Element element && isShown(element)) {
        element(element, line, is);
      }
    }
  }

  /** Also counts what is left out because it is not. */
  private boolean isShown(Element element) {
    String name = element.normalName();
    if (UNSEEN.contains(name)) {
      return false;
    }
    if (EMBEDDED.contains(name)) {
      embedded.add(name);
      return false;
    }
    String style = element.attr("style").toLowerCase(Locale.ROOT);
    if (element.hasAttr("hidden") || HIDDEN.matcher(style).find()) {
      hidden += element.hasText() ? 1 : 0;
      return false;
    }
    return true;
  }

  private void element(Element element, Line line, String is) {
    String name = element.normalName();
    String its = is(element, is);
    if (name.equals("br")) {
      line.lineBreak();
    } else if (name.equals("img")) {
      line.end();
      figure(element, line.parent);
    } else if (name.equals("figure")) {
      line.end();
      figures(element, line, its);
    } else if (HEADINGS.containsKey(name)) {
      heading(element, HEADINGS.getOrDefault(name, "h2"), line);
    } else if (name.equals("ul") || name.equals("ol") || name.equals("menu")) {
      line.end();
      list(element, line.parent);
    } else if (name.equals("table")) {
      line.end();
      table(element, line, its);
    } else if (name.equals("blockquote")) {
      line.end();
      within(new Element("blockquote"), element, line.parent, "");
    } else if (name.equals("pre")) {
      line.end();
      Element pre = new Element("pre");
      pre.appendText(Texts.tidyLines(element.wholeText()));
      addIfSeen(line.parent, pre);
    } else if (name.equals("hr")) {
      line.end();
      line.parent.appendElement("hr");
    } else if (name.equals("dt")) {
      line.end();
      inlineOrBlocks(new Element("strong"), element, line, its);
      line.end();
    } else if (INLINE.containsKey(name)) {
      inlineOrBlocks(new Element(INLINE.getOrDefault(name, name)), element, line, its);
    } else if (element.is(BLOCKS)) {
      line.end();
      children(element, line, its);
      line.end();
    } else {
      children(element, line, its);
    }
  }

  private static String is(Element element, String is) {
    String classes = element.className().toLowerCase(Locale.ROOT);
    String style = element.attr("style").toLowerCase(Locale.ROOT);
    if (classes.contains("is-title") || classes.contains("msotitle")) {
      return "title";
    } else if (classes.matches(".*(is-lead|msosubtitle|\\bsapo\\b|\\blead\\b).*")) {
      return "lead";
    } else if (CAPTION.matcher(classes).find()) {
      return "caption";
    } else if (classes.contains("is-centred")
        || element.normalName().equals("center")
        || element.attr("align").equalsIgnoreCase("center")
        || CENTRED.matcher(style).find()) {
      return "centred";
    }
    return is;
  }

  /** Inline where all in it is; otherwise its blocks stand for themselves, without it. */
  private void inlineOrBlocks(Element wanted, Element element, Line line, String is) {
    if (element.selectFirst(BLOCKS) == null
        || (element.is(BLOCKS) && element.select(BLOCKS).size() == 1)) {
      Element copy = inline(wanted, element);
      if (copy != null) {
        line.append(copy, is);
      } else {
        children(element, line, is);
      }
    } else {
      links += element.normalName().equals("a") && element.hasText() && isAddress(element) ? 1 : 0;
      children(element, line, is);
    }
  }

  /** Null where nothing is left of the element but what stands in it. */
  private @Nullable Element inline(Element copy, Element element) {
    if (element.normalName().equals("a")) {
      String href = element.attr("href").strip();
      if (!isAddress(element)) {
        links += href.isEmpty() || href.startsWith("#") ? 0 : 1;
        return null;
      }
      copy.attr("href", href);
    }
    if (copy.normalName().equals("abbr") && element.hasAttr("title")) {
      copy.attr("title", Texts.tidy(element.attr("title")));
    }
    inlineChildren(copy, element);
    return copy;
  }

  private static boolean isAddress(Element link) {
    return ADDRESS.matcher(link.attr("href").strip()).matches();
  }

  private void inlineChildren(Element copy, Element element) {
    for (Node child : element.childNodes()) {
      if (child instanceof TextNode text) {
        copy.appendChild(new TextNode(Texts.tidy(text.getWholeText())));
      } else if (child instanceof Element inner && isShown(inner)) {
        String name = INLINE.get(inner.normalName());
        if (inner.normalName().equals("br")) {
          copy.appendElement("br");
        } else if (inner.normalName().equals("img")) {
          figureInText(inner, copy);
        } else {
          Element own =
              name == null || copy.normalName().equals(name)
                  ? null
                  : inline(new Element(name), inner);
          if (own == null) {
            inlineChildren(copy, inner);
          } else if (own.hasText() || own.selectFirst("br") != null) {
            copy.appendChild(own);
          } else {
            copy.appendText(own.wholeText());
          }
        }
      }
    }
  }

  /** Where a picture cannot stand (in a term, a heading), it is told of. */
  private void figureInText(Element image, Element copy) {
    pictures.missing(image.attr("alt").isBlank() ? "?" : image.attr("alt"));
    copy.appendText(" ");
  }

  private void heading(Element element, String name, Line line) {
    line.end();
    List<Element> images = element.select("img");
    Element heading = new Element(name);
    Element plain = element.clone();
    plain.select("img").remove();
    inlineChildren(heading, plain);
    // A heading is bold already.
    heading.select("strong").unwrap();
    addIfSeen(line.parent, heading);
    images.forEach(image -> figure(image, line.parent));
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
        if (isShown(item)) {
          within(new Element("li"), item, list, "");
        }
      } else if (isShown(item)) {
        // Some nest a list beside the item that it belongs to.
        Line line = new Line(last);
        element(item, line, "");
        line.end();
      }
    }
    addIfSeen(parent, list);
  }

  /** A cell's or an item's own blocks; a single paragraph in it needs none around it. */
  private void within(Element wanted, Element element, Element parent, String is) {
    Line line = new Line(wanted);
    if (element.normalName().equals("li") || element.is("td,th,blockquote")) {
      children(element, line, is);
    } else {
      element(element, line, is);
    }
    line.end();
    if (wanted.normalName().equals("blockquote")) {
      addIfSeen(parent, wanted);
      return;
    }
    captions(wanted);
    List<Element> lines = wanted.children().stream().filter(one -> one.is("p")).toList();
    if (lines.size() == 1 && lines.get(0).equals(wanted.firstElementChild())) {
      lines.get(0).unwrap();
    }
    parent.appendChild(wanted);
  }

  private void table(Element element, Line line, String is) {
    List<Element> rows =
        element.select("tr").stream().filter(row -> element.equals(row.closest("table"))).toList();
    boolean isFrame =
        element.select("table").size() > 1
            || rows.stream().allMatch(row -> row.select("td,th").size() <= 1);
    Element caption = element.selectFirst("> caption");
    if (caption != null) {
      children(caption, line, "");
      line.end();
    }
    if (isFrame) {
      for (Element row : rows) {
        for (Element cell : row.select("> td, > th")) {
          children(cell, line, is(cell, is));
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
        Element one = new Element(cell.normalName());
        span("colspan", cell, one);
        span("rowspan", cell, one);
        within(one, cell, copy, "");
      }
      if (copy.childrenSize() == 0) {
        copy.remove();
      }
    }
    addIfSeen(line.parent, table);
  }

  private static void span(String name, Element from, Element to) {
    String value = from.attr(name);
    if (value.matches("[0-9]{1,3}") && !value.matches("0*1?")) {
      to.attr(name, value);
    }
  }

  private void figures(Element element, Line line, String is) {
    Element caption = element.selectFirst("figcaption");
    Element rest = element.clone();
    rest.select("img, figcaption").remove();
    Element last = null;
    for (Element image : element.select("img")) {
      Element figure = figure(image, line.parent);
      last = figure == null ? last : figure;
    }
    if (rest.hasText()) {
      children(rest, line, is);
      line.end();
    }
    if (caption != null && last != null) {
      inlineChildren(last.appendElement("figcaption"), caption);
    } else if (caption != null) {
      children(caption, line, "");
      line.end();
    }
  }

  /** Null where there is no picture that can be shown; that is told of. */
  private @Nullable Element figure(Element image, Element parent) {
    // Whoever wants to know who reads it.
    if (image.attr("width").equals("1") || image.attr("height").equals("1")) {
      return null;
    }
    Picture picture = pictures.take(image.attr("src"));
    if (picture == null) {
      return null;
    }
    Element figure = parent.appendElement("figure");
    Element shown = figure.appendElement("img");
    shown.attr("src", picture.id().url());
    shown.attr("alt", alternative(image.hasAttr("alt") ? image.attr("alt") : image.attr("title")));
    if (picture.width() > 0) {
      shown.attr("width", String.valueOf(picture.width()));
      shown.attr("height", String.valueOf(picture.height()));
    }
    return figure;
  }

  /**
   * What a program made up, or the name of a file, describes nothing: the desk asks for it then.
   */
  private static String alternative(String text) {
    String own = AUTOMATIC.matcher(Texts.tidyLines(text)).replaceFirst("");
    String tidy = Texts.tidy(own).strip();
    return NO_WORDS.matcher(tidy).matches() ? "" : tidy;
  }

  private static void addIfSeen(Element parent, Element block) {
    if (block.hasText() || block.selectFirst("img") != null) {
      parent.appendChild(block);
    }
  }

  /** A paragraph beneath a picture that plainly speaks of it. */
  static void captions(Element parent) {
    for (Element figure : parent.children()) {
      Element next = figure.nextElementSibling();
      boolean isBare = figure.is("figure") && figure.selectFirst("figcaption") == null;
      if (isBare && next != null && next.is("p") && isCaption(next)) {
        Element caption = figure.appendElement("figcaption");
        caption.appendChildren(next.childNodesCopy());
        next.remove();
        if (caption.childNodeSize() == 1
            && caption.childrenSize() == 1
            && caption.child(0).is("em")) {
          caption.child(0).unwrap();
        }
      }
    }
  }

  private static boolean isCaption(Element line) {
    String is = line.attr(IS);
    if (is.equals("caption")) {
      return true;
    }
    boolean isShort = Texts.length(line.text()) <= 300;
    return isShort && (is.equals("centred") || isWhole(line, "em"));
  }

  /** Whether all that is written in it stands in one such element. */
  static boolean isWhole(Element line, String... names) {
    Element only = line.childrenSize() == 1 ? line.child(0) : null;
    return only != null && only.is(String.join(",", names)) && only.text().equals(line.text());
  }

  /** The paragraph that is being written, if there is one. */
  private static final class Line {
    final Element parent;
    private @Nullable Element open;

    Line(Element parent) {
      this.parent = parent;
    }

    void text(TextNode node, String is) {
      String text = Texts.tidy(node.getWholeText());
      if (open != null || !text.isBlank()) {
        append(new TextNode(text), is);
      }
    }

    void append(Node node, String is) {
      Element line = open;
      if (line == null) {
        line = new Element("p");
        if (!is.isEmpty()) {
          line.attr(IS, is);
        }
        open = line;
      }
      line.appendChild(node);
    }

    /** Two of them end a paragraph. */
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
}
