package bantin.doctor;

import bantin.doctor.Site.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** Fetches the newest photo. */
record PhotoFiles(Site site) implements Check {
  @Override
  public String name() {
    return "photo";
  }

  @Override
  public String look(Faults faults) {
    JsonNode article = site.newestArticleWithCover();
    String path = URI.create(article.path("cover").path("url").asText()).getRawPath();
    Answer photo = site.get(path);
    if (photo.status() != 200 || !photo.type().equals("image/jpeg") || photo.length() == 0) {
      faults.add(
          "%s answers %d %s".formatted(path, photo.status(), photo.type()),
          "look in the bucket for the file; restore it as under \"A table as it was\" in"
              + " OPERATING.md");
    }
    return "%s, %d bytes".formatted(path, photo.length());
  }
}
