package peer;

import jakarta.inject.Singleton;
import java.util.Map;

@Singleton
public class ArticleService {
  private final Articles articles = new Articles();

  public Map<String, Object> find(String id) {
    return articles.find(id);
  }
}
