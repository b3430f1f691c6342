package peer;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.Map;

@Controller("/api/articles")
public class ArticleController {
  private final Articles articles = new Articles();

  @Get("/{id}")
  public Map<String, Object> article(String id) {
    return articles.find(id);
  }
}
