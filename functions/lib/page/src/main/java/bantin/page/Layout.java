package bantin.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.http.Json;
import bantin.page.templates.JtelayoutGenerated;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.function.Consumer;

/** Layout of all pages: header, content, footer. */
public final class Layout {
  private static final int USUAL_SIZE = 32 * 1024;

  private Layout() {}

  /**
   * @param content writes the part between header and footer
   * @return the whole document
   */
  public static String render(Frame frame, Meta meta, Consumer<HtmlTemplateOutput> content) {
    StringOutput text = new StringOutput(USUAL_SIZE);
    OwaspHtmlTemplateOutput html = new OwaspHtmlTemplateOutput(text);
    Content middle = out -> content.accept((HtmlTemplateOutput) out);
    JtelayoutGenerated.render(html, null, frame, frame.words(), meta, middle);
    return text.toString();
  }

  /**
   * Structured data of the way to a page, as <a
   * href="https://schema.org/BreadcrumbList">BreadcrumbList</a>.
   */
  public static JsonNode trail(Frame frame, Meta meta) {
    ObjectNode list = Json.object();
    list.put("@context", "https://schema.org");
    list.put("@type", "BreadcrumbList");
    ArrayNode steps = list.putArray("itemListElement");
    step(steps, frame.words().home(), frame.absolute("/"));
    meta.trail().forEach(link -> step(steps, link.text(), frame.absolute(link.path())));
    if (meta.article() != null) {
      step(steps, meta.title(), frame.absolute(meta.path()));
    }
    return list;
  }

  private static void step(ArrayNode steps, String name, String address) {
    ObjectNode step = Json.object();
    step.put("@type", "ListItem");
    step.put("position", steps.size() + 1);
    step.put("name", name);
    step.put("item", address);
    steps.add(step);
  }

  /** JSON for a script element, escaped so that it cannot end the element or open a comment. */
  public static String script(JsonNode json) {
    return new String(Json.bytes(json), UTF_8)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }
}
