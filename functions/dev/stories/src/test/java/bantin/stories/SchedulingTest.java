package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An article is in no answer while it is not public, and in every answer from its publication on.
 */
@ExtendWith(SharedNewspaper.class)
final class SchedulingTest {
  private final Newspaper newspaper;

  SchedulingTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  /**
   * Addresses at which readers and programs would find an article, each with a text that shows it.
   */
  private Map<String, String> places(ObjectNode copy, ObjectNode older) {
    String id = copy.path("id").asText();
    Map<String, String> places = new LinkedHashMap<>();
    places.put("/", id);
    places.put("/tin-tuc", id);
    places.put("/tag/" + copy.path("tags").get(0).asText(), id);
    places.put("/tin-tuc/" + copy.path("title").asText() + "-" + id, "<h1");
    places.put("/api/articles", id);
    places.put("/api/articles?section=tin-tuc", id);
    places.put("/api/articles?tag=" + copy.path("tags").get(0).asText(), id);
    places.put("/api/articles?author=" + copy.path("authors").get(0).asText(), id);
    places.put("/api/articles/" + id, "publishedAt");
    places.put("/feed.xml", id);
    places.put("/sitemap.xml", id);
    places.put("/api/most-read?period=day", id);
    places.put("/api/most-read?period=week", id);
    places.put(older.path("url").asText(), id);
    return places;
  }

  private boolean isAt(String path, String text) {
    Answer answer = newspaper.get(path);
    assertThat(answer.status()).as(path).isIn(200, 404, 410);
    return answer.status() == 200 && answer.text().contains(text);
  }

  private static ObjectNode article(String name) {
    ObjectNode article = Newspaper.article(name);
    article.putArray("tags").add("nhan-" + name);
    article.putArray("authors").add("tac-gia-" + name);
    return article;
  }

  /** Sends a hit. Before the article is public the hit carries no token, and is dropped. */
  private void read(ObjectNode copy) {
    newspaper.hit(copy.path("id").asText()).expect(204);
  }

  /** No assertion depends on the speed of the machine: an answer is judged by its arrival. */
  @Test
  void showsAScheduledArticleEverywhereFromItsTimeOn() {
    Answer draft = newspaper.draft(article("hen-gio"));
    Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    Answer waiting = newspaper.publish(draft, tomorrow).expect(200);
    // The page of a newer article links to older ones.
    Answer newerDraft = newspaper.draft(article("moi-hon"));
    Answer newerWaiting = newspaper.publish(newerDraft, tomorrow.plusMillis(1)).expect(200);
    read(waiting.json());
    Map<String, String> places = places(waiting.json(), newerWaiting.json());
    places.forEach(
        (path, text) -> assertThat(isAt(path, text)).as(path + " before its time").isFalse());

    Instant at = Instant.now().plusSeconds(3).truncatedTo(ChronoUnit.MILLIS);
    ObjectNode copy = newspaper.publish(waiting, at).expect(200).json();
    newspaper.publish(newerWaiting, at.plusMillis(1)).expect(200);
    while (Instant.now().isBefore(at.plusMillis(1))) {
      places.forEach(
          (path, text) -> {
            boolean found = isAt(path, text);
            if (Instant.now().isBefore(at)) {
              assertThat(found).as(path + " before its time").isFalse();
            }
          });
    }
    places.forEach(
        (path, text) -> {
          if (!path.startsWith("/api/most-read")) {
            assertThat(isAt(path, text)).as(path + " after its time").isTrue();
          }
        });
    // Eleven views are more than other stories give any article; the most read have ten places.
    for (int reader = 0; reader < 11; reader++) {
      read(copy);
    }
    // After many requests, as above, the function keeps an answer for ten seconds.
    for (String period : List.of("day", "week")) {
      String path = "/api/most-read?period=" + period;
      Newspaper.await(path, Duration.ofSeconds(15), () -> isAt(path, copy.path("id").asText()));
    }
  }

  @Test
  void hidesDraftsAndWithdrawnAndEndedArticles() {
    ObjectNode draft = newspaper.draft(article("ban-nhap")).json();
    ObjectNode withdrawn = newspaper.publish(article("bi-go"));
    newspaper.withdraw(withdrawn, "");
    Answer copy = newspaper.draft(article("het-han"));
    Instant end = Instant.now().plusSeconds(3);
    ObjectNode ended =
        newspaper
            .send(
                "PUT",
                Newspaper.ARTICLES + "/" + copy.json().path("id").asText() + "/publication",
                newspaper.token(Newspaper.EDITOR),
                Answer.JSON
                    .createObjectNode()
                    .put("at", end.minusSeconds(10).toString())
                    .put("until", end.toString()),
                "If-Match",
                "\"1\"")
            .expect(200)
            .json();
    ObjectNode newer = newspaper.publish(article("con-do"));
    Newspaper.await("end time", Duration.ofSeconds(5), () -> Instant.now().isAfter(end));
    for (ObjectNode article : List.of(draft, withdrawn, ended)) {
      read(article);
      for (Map.Entry<String, String> place : places(article, newer).entrySet()) {
        assertThat(isAt(place.getKey(), place.getValue()))
            .as(article.path("title").asText() + " at " + place.getKey())
            .isFalse();
      }
    }
  }

  @Test
  void hidesAnArticleWithdrawnBeforeItsTime() {
    Instant at = Instant.now().plusSeconds(2);
    ObjectNode copy = newspaper.publish(article("rut-lai"), at);
    newspaper.withdraw(copy, "");
    ObjectNode newer = newspaper.publish(article("sau-do"));
    Newspaper.await("publication time", Duration.ofSeconds(4), () -> Instant.now().isAfter(at));
    for (Map.Entry<String, String> place : places(copy, newer).entrySet()) {
      assertThat(isAt(place.getKey(), place.getValue())).as(place.getKey()).isFalse();
    }
  }
}
