package bantin.doctor;

import bantin.doctor.Site.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.jsoup.nodes.Element;

/** Reads the newest article, as a page and as JSON. */
record ArticlePages(Site site) implements Check {
  @Override
  public String name() {
    return "article";
  }

  @Override
  public String look(Faults faults) {
    JsonNode article = site.newestArticle();
    String title = article.path("title").asText();
    String remedy = "read the log of ShowArticleFunction";
    Answer page = site.get(URI.create(article.path("url").asText()).getRawPath());
    if (page.status() != 200) {
      faults.add("the page of \"%s\" answers %d".formatted(title, page.status()), remedy);
    } else if (!page.html().select("h1").text().equals(new Element("h1").text(title).text())) {
      faults.add("the page of \"%s\" has another heading".formatted(title), remedy);
    }
    Answer json = site.get("/api/articles/" + article.path("id").asText());
    if (json.status() != 200
        || !json.json().path("title").asText().equals(title)
        || !json.json().path("body").isTextual()) {
      faults.add(
          "the API answers %d for \"%s\" without its text".formatted(json.status(), title), remedy);
    }
    return "\"%s\", %d bytes".formatted(title, page.length());
  }
}
