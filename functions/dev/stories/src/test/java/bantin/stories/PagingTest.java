package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Paging through articles while more are published shows each article once and in order.
 *
 * <p>Each run pages through 260 articles, which are six of the largest pages. {@code -Pnightly}
 * pages through a thousand.
 */
@ExtendWith(SharedNewspaper.class)
final class PagingTest {
  private static final int ARTICLES = Boolean.getBoolean("nightly") ? 1000 : 260;
  private static final Instant FIRST = Instant.parse("2011-01-01T00:00:00Z");

  private final Newspaper newspaper;

  PagingTest(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  @Test
  void listsEachArticleOnceAndInOrder() throws Exception {
    List<String> newestFirst = publish();
    AtomicBoolean paging = new AtomicBoolean(true);
    AtomicInteger published = new AtomicInteger();
    ExecutorService press = Executors.newSingleThreadExecutor();
    try {
      Future<?> publishing =
          press.submit(
              () -> {
                while (paging.get()) {
                  // New articles alternate between the newest of all and one amid the paged
                  // articles.
                  int i = published.getAndIncrement();
                  ObjectNode more = Newspaper.article("Mới " + i);
                  if (i % 2 == 0) {
                    newspaper.publish(more);
                  } else {
                    newspaper.publish(more, FIRST.plusSeconds(60L * (i * 37 % ARTICLES)));
                  }
                }
              });
      for (int limit : List.of(1, 7, 20, 49, 50)) {
        String filter = limit == 1 ? "&tag=phan-trang" : "";
        List<String> found = new ArrayList<>();
        String cursor = "";
        int maxFound = limit == 1 ? 120 : Integer.MAX_VALUE;
        do {
          ObjectNode page =
              newspaper.get("/api/articles?limit=" + limit + filter + cursor).expect(200).json();
          assertThat(page.path("articles").size()).isLessThanOrEqualTo(limit);
          for (JsonNode article : page.path("articles")) {
            found.add(article.path("id").asText());
          }
          JsonNode next = page.path("next");
          cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty() && found.size() < maxFound);
        assertThat(found).as("limit " + limit).doesNotHaveDuplicates();
        found.retainAll(newestFirst);
        assertThat(found)
            .as("limit " + limit)
            .isEqualTo(newestFirst.subList(0, Math.min(maxFound, ARTICLES)));
      }
      paging.set(false);
      publishing.get();
    } finally {
      paging.set(false);
      press.shutdown();
    }
    assertThat(published.get()).isPositive();
    pageAsAReader(newestFirst);
  }

  /** Follows the links of a list to its end and back, as a reader would. */
  private void pageAsAReader(List<String> newestFirst) {
    List<String> down = new ArrayList<>();
    String path = "/tag/phan-trang";
    String last = path;
    while (!path.isEmpty()) {
      last = path;
      path = page(path, "older", down);
    }
    assertThat(down).isEqualTo(newestFirst);
    List<List<String>> pages = new ArrayList<>();
    path = last;
    while (!path.isEmpty()) {
      List<String> page = new ArrayList<>();
      path = page(path, "newer", page);
      pages.add(page);
    }
    Collections.reverse(pages);
    List<String> up = new ArrayList<>();
    pages.forEach(up::addAll);
    assertThat(up).containsAll(newestFirst);
    assertThat(new ArrayList<>(new java.util.LinkedHashSet<>(up))).isEqualTo(newestFirst);
  }

  private String page(String path, String direction, List<String> into) {
    var html = newspaper.get(path).expect(200).html();
    html.select("main .headline h2 a, main .headline h3 a")
        .forEach(link -> into.add(link.attr("href").replaceAll(".*-", "")));
    return html.select("nav.pages a." + direction).attr("href");
  }

  /** Publishes articles a minute apart, except ten that share a minute. */
  private List<String> publish() throws InterruptedException, ExecutionException {
    ExecutorService press = Executors.newFixedThreadPool(4);
    try {
      List<Future<ObjectNode>> jobs = new ArrayList<>();
      for (int i = 0; i < ARTICLES; i++) {
        int minute = i < 10 ? 0 : i;
        ObjectNode article = Newspaper.article("Bài số " + i);
        article.putArray("tags").add("phan-trang");
        jobs.add(press.submit(() -> newspaper.publish(article, FIRST.plusSeconds(60L * minute))));
      }
      List<ObjectNode> articles = new ArrayList<>();
      for (Future<ObjectNode> job : jobs) {
        articles.add(job.get());
      }
      articles.sort(
          (a, b) -> {
            int byTime = b.path("publishedAt").asText().compareTo(a.path("publishedAt").asText());
            return byTime != 0 ? byTime : b.path("id").asText().compareTo(a.path("id").asText());
          });
      return articles.stream().map(article -> article.path("id").asText()).toList();
    } finally {
      press.shutdown();
    }
  }
}
