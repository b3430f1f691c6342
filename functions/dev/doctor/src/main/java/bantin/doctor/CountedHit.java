package bantin.doctor;

import bantin.doctor.Site.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one hit as the page's script does, and waits until the numbers show it. The session is
 * random, so the hit is one visit and one view.
 */
record CountedHit(Site site, Duration patience) implements Check {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Override
  public String name() {
    return "counting";
  }

  @Override
  public String look(Faults faults) {
    JsonNode article = site.newestArticle();
    String id = article.path("id").asText();
    long before = views(id);
    ObjectNode hit = Site.JSON.createObjectNode();
    hit.put("session", session());
    hit.put("article", id);
    hit.put("kind", "view");
    hit.put("token", token(URI.create(article.path("url").asText()).getRawPath()));
    Answer answer = site.post("/api/hits", hit);
    String dropped = answer.header("x-not-counted");
    if (answer.status() != 204) {
      faults.add(
          "a reader's hit is answered with " + answer.status(), "read the log of CountHitFunction");
      return "";
    }
    if (!dropped.isEmpty()) {
      faults.add(
          "a reader's hit is dropped as \"" + dropped + "\"",
          "deploy again: the functions must hold the same key; the table under \"Floods\" in"
              + " OPERATING.md lists the reasons");
      return "";
    }
    long start = System.nanoTime();
    long end = start + patience.toNanos();
    long after = views(id);
    while (after <= before && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE.toNanos());
      after = views(id);
    }
    if (after <= before) {
      faults.add(
          "a hit was taken, and is not counted after %d seconds".formatted(patience.toSeconds()),
          "read the log of TallyHitsFunction; the doctor's line \"work behind\" says if it is off");
    }
    return "views of \"%s\" went from %d to %d in %d seconds"
        .formatted(
            article.path("title").asText(),
            before,
            after,
            Duration.ofNanos(System.nanoTime() - start).toSeconds());
  }

  private long views(String id) {
    Answer answer = site.getAgain("/api/visits?article=" + id);
    JsonNode views = answer.json().path("views");
    if (answer.status() != 200 || !views.isIntegralNumber()) {
      throw new NotThere("the numbers of readers answer " + answer.status() + " without views");
    }
    return views.asLong();
  }

  /** Reads the token in the article's page. */
  private String token(String path) {
    return site.getAgain(path).html().select("meta[name=hit-token]").attr("content");
  }

  private static String session() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
