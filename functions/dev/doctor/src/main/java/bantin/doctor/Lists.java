package bantin.doctor;

import bantin.doctor.Site.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads the lists of the API. */
record Lists(Site site) implements Check {
  private static final List<String> FIELDS = List.of("id", "url", "title", "publishedAt");

  @Override
  public String name() {
    return "lists";
  }

  @Override
  public String look(Faults faults) {
    JsonNode articles = list("/api/articles?limit=50", faults);
    list("/api/most-read?period=week", faults);
    for (JsonNode article : articles) {
      if (!FIELDS.stream().allMatch(field -> article.path(field).isTextual())) {
        faults.add(
            "an article in the list lacks one of " + FIELDS,
            "search the logs for \"An item cannot be read\"");
        break;
      }
    }
    Answer refused = site.get("/api/articles?limit=0");
    if (refused.status() != 400
        || !refused.json().path("type").asText().startsWith("urn:bantin:problem:")) {
      faults.add(
          "a wrong limit is answered with %d, not with a problem".formatted(refused.status()),
          "look at whatever stands before the portal: it must not replace answers");
    }
    return articles.size() + " articles in the first list";
  }

  private JsonNode list(String path, Faults faults) {
    Answer answer = site.get(path);
    JsonNode articles = answer.json().path("articles");
    if (answer.status() != 200 || !articles.isArray()) {
      faults.add(
          "%s answers %d without a list".formatted(path, answer.status()),
          "read the log of ListArticlesFunction or ShowVisitsFunction");
    }
    return articles;
  }
}
