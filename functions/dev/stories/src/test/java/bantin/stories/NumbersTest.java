package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The newsroom's numbers and their proof. */
@ExtendWith(SharedNewspaper.class)
final class NumbersTest {
  private final Newspaper newspaper;

  NumbersTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @Test
  void reportsVisitsAndProvesThemByARecount() {
    String id = newspaper.publish(Newspaper.article("Đường về bản")).path("id").asText();
    long before = visits().path("days").path(0).path("visits").asLong();
    for (char c = 'a'; c < 'f'; c++) {
      newspaper.hit("numbers00000000000000" + c, id).expect(204);
    }
    Newspaper.await(
        "five visits in the report",
        Duration.ofSeconds(30),
        () -> visits().path("days").path(0).path("visits").asLong() == before + 5);
    JsonNode line =
        StreamSupport.stream(visits().path("articles").spliterator(), false)
            .filter(article -> article.path("id").asText().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(line.path("views").asLong()).isEqualTo(5);
    assertThat(line.path("title").asText()).isEqualTo("Đường về bản");

    ObjectNode day = Answer.JSON.createObjectNode().put("day", today());
    String path =
        newspaper
            .send("POST", "/api/admin/recounts", newspaper.token(Newspaper.ADMINISTRATOR), day)
            .expect(202)
            .header("Location");
    Newspaper.await(
        "the recount", Duration.ofSeconds(60), () -> !recount(path).path("finishedAt").isNull());
    assertThat(recount(path).path("differences")).as("%s", recount(path)).isEmpty();
    assertThat(recount(path).path("items").asLong()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void showsABaselineInTheVisitBox() {
    ObjectNode baseline = Answer.JSON.createObjectNode();
    baseline.put("visits", 677_985).put("asOf", today());
    newspaper
        .send("PUT", "/api/admin/baseline", newspaper.token(Newspaper.ADMINISTRATOR), baseline)
        .expect(200);
    Newspaper.await(
        "the baseline in the box",
        Duration.ofSeconds(20),
        () -> newspaper.get("/api/visits").json().path("all").asLong() >= 677_985);
  }

  private ObjectNode recount(String path) {
    return newspaper.send("GET", path, newspaper.token(Newspaper.EDITOR), null).expect(200).json();
  }

  private ObjectNode visits() {
    String path = "/api/admin/visits?from=" + today() + "&to=" + today();
    return newspaper
        .send("GET", path, newspaper.token(Newspaper.REPORTER), null)
        .expect(200)
        .json();
  }

  private static String today() {
    return Newspaper.today().toString();
  }
}
