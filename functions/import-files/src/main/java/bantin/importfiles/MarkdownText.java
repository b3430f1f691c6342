package bantin.importfiles;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Converts Markdown to HTML, which is then cleaned like a web page. */
final class MarkdownText {
  private static final int NESTING = 60;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .maxOpenBlockParsers(NESTING)
          .maxInlineNesting(NESTING)
          .build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();

  private MarkdownText() {}

  static String html(String markdown) {
    return RENDERER.render(PARSER.parse(markdown));
  }
}
