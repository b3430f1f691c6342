package bantin.article;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Article as JSON for programs. It lists every field that is public. Times are UTC. */
public final class ArticleJson {
  private ArticleJson() {}

  /** Headline as {@code {id, url, title, lead, section, authors, tags, cover, publishedAt}}. */
  public static ObjectNode of(Headline headline) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", headline.id().value());
    json.put("url", headline.url());
    json.put("title", headline.title());
    json.put("lead", headline.lead());
    json.put("section", headline.section());
    json.set("authors", strings(headline.authors()));
    json.set("tags", strings(headline.tags()));
    json.set("cover", cover(headline.cover()));
    json.put("publishedAt", Publication.sortable(headline.publication().at()));
    return json;
  }

  /** Article as the headline's fields with {@code body}, {@code source} and {@code updatedAt}. */
  public static ObjectNode of(Article article) {
    ObjectNode json = of(article.headline());
    json.put("body", article.body());
    json.put("source", article.source());
    json.put("updatedAt", Publication.sortable(article.updatedAt()));
    return json;
  }

  private static @Nullable ObjectNode cover(@Nullable Cover cover) {
    return cover == null
        ? null
        : JsonNodeFactory.instance.objectNode().put("url", cover.url()).put("alt", cover.alt());
  }

  private static ArrayNode strings(List<String> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
