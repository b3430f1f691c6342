package bantin.editarticles;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.ArticleId;
import bantin.article.DayCounts;
import bantin.article.Headline;
import bantin.article.ListName;
import bantin.article.Lookup;
import bantin.article.PublicArticles;
import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Meter;
import bantin.engines.Meter.Reading;
import bantin.engines.Tables;
import bantin.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that take another's place at a time, and articles in the trash. */
final class ScheduleAndTrashTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(5));
  private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final String ONE = "/api/admin/articles/{id}";
  private static final ListName SECTION = ListName.section("tin-tuc");
  private static Tables tables;

  private Instant now = NOW;
  private PublicArticles published;

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
    published = new PublicArticles(tables.client(), tables.name("Articles"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void keepsThePublicVersionUntilTheScheduledOnesTime(int tags) {
    String id = create("Một", tags);
    publish(id, 1, "{}");
    now = NOW.plusSeconds(60);
    save(id, 2, text("Hai", tags));
    JsonNode copy = publish(id, 3, "{\"at\":\"" + LATER + "\"}");

    assertThat(copy.path("state").asText()).isEqualTo("scheduled");
    assertThat(copy.path("publicSince").asText()).isEqualTo("2026-11-23T03:00:00.000Z");
    for (Instant before : List.of(now, LATER.minusMillis(1))) {
      assertThat(shown(id, before)).isEqualTo("Một");
      assertThat(listed(before)).containsExactly("Một");
    }
    for (Instant after : List.of(LATER, LATER.plus(Duration.ofDays(90)))) {
      assertThat(shown(id, after)).isEqualTo("Hai");
      assertThat(listed(after)).containsExactly("Hai");
      assertThat(published.newest(ListName.tag("nhãn 0"), 10, after).headlines()).hasSize(1);
    }
    assertThat(published.lookups(List.of(new ArticleId(id)), LATER).get(new ArticleId(id)))
        .isInstanceOfSatisfying(
            Lookup.Found.class,
            found -> assertThat(found.article().headline().title()).isEqualTo("Hai"));

    // A correction after that time leaves one version alone.
    now = LATER.plusSeconds(60);
    save(id, 4, text("Ba", tags));
    publish(id, 5, "{}");
    assertThat(shown(id, now)).isEqualTo("Ba");
    assertThat(listed(now)).containsExactly("Ba");
  }

  @Test
  void sendsACorrectionOutWithAScheduledArticle() {
    String id = create("Một", 1);
    publish(id, 1, "{\"at\":\"" + LATER + "\"}");
    save(id, 2, text("Một, đã sửa", 1));
    assertThat(published.find(new ArticleId(id), now)).isInstanceOf(Lookup.Missing.class);
    assertThat(shown(id, LATER)).isEqualTo("Một, đã sửa");
    assertThat(listed(LATER)).containsExactly("Một, đã sửa");

    // A text that lacks something waits for the rest.
    save(id, 3, text("", 1));
    assertThat(shown(id, LATER)).isEqualTo("Một, đã sửa");
  }

  @Test
  void sendsACorrectionOutWithAScheduledReplacement() {
    String id = create("Một", 1);
    publish(id, 1, "{}");
    publish(id, 2, "{\"at\":\"" + LATER + "\"}");
    save(id, 3, text("Hai", 1));
    assertThat(shown(id, now)).isEqualTo("Một");
    assertThat(shown(id, LATER)).isEqualTo("Hai");
    assertThat(listed(LATER)).containsExactly("Hai");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void schedulesAThirdVersionOnceTheSecondHasTakenItsPlace(int tags) {
    String id = create("Một", tags);
    publish(id, 1, "{}");
    save(id, 2, text("Hai", 2));
    publish(id, 3, "{\"at\":\"" + LATER + "\"}");
    now = LATER.plusSeconds(60);
    save(id, 4, text("Ba", tags));
    Instant third = LATER.plus(Duration.ofDays(1));
    publish(id, 5, "{\"at\":\"" + third + "\"}");

    assertThat(shown(id, now)).isEqualTo("Hai");
    assertThat(listed(now)).containsExactly("Hai");
    assertThat(shown(id, third)).isEqualTo("Ba");
    assertThat(listed(third)).containsExactly("Ba");

    json(withdrawal(id, 6));
    assertThat(shown(id, third)).isEqualTo("Hai");
    assertThat(listed(third)).containsExactly("Hai");
  }

  @Test
  void cancelsAScheduleAndShowsReadersNothing() {
    String id = create("Một", 1);
    publish(id, 1, "{\"at\":\"" + LATER + "\"}");
    JsonNode copy = json(withdrawal(id, 2));
    assertThat(copy.path("state").asText()).isEqualTo("draft");
    assertThat(published.find(new ArticleId(id), LATER)).isInstanceOf(Lookup.Missing.class);
    assertThat(listed(LATER)).isEmpty();
  }

  @Test
  void cancelsAScheduledReplacementAndLeavesWhatWasPublic() {
    String id = create("Một", 1);
    publish(id, 1, "{}");
    now = NOW.plusSeconds(60);
    save(id, 2, text("Hai", 1));
    publish(id, 3, "{\"at\":\"" + LATER + "\"}");
    JsonNode copy = json(withdrawal(id, 4));
    assertThat(copy.path("state").asText()).isEqualTo("published");
    assertThat(copy.path("title").asText()).isEqualTo("Hai");
    assertThat(copy.path("publishedVersion").asLong()).isEqualTo(2);
    assertThat(copy.path("publishedAt").asText()).isEqualTo("2026-11-23T03:00:00.000Z");
    for (Instant time : List.of(now, LATER, LATER.plus(Duration.ofDays(1)))) {
      assertThat(shown(id, time)).isEqualTo("Một");
      assertThat(listed(time)).containsExactly("Một");
    }
    // A second request withdraws the public version.
    assertThat(json(withdrawal(id, 5)).path("state").asText()).isEqualTo("withdrawn");
    assertThat(published.find(new ArticleId(id), LATER)).isInstanceOf(Lookup.Gone.class);
    assertThat(listed(LATER)).isEmpty();
  }

  @Test
  void withdrawsAReplacementWhoseTimeHasCome() {
    String id = create("Một", 1);
    publish(id, 1, "{}");
    publish(id, 2, "{\"at\":\"" + LATER + "\"}");
    now = LATER.plusSeconds(1);
    json(withdrawal(id, 3));
    assertThat(published.find(new ArticleId(id), now)).isInstanceOf(Lookup.Gone.class);
    assertThat(listed(now)).isEmpty();
  }

  @Test
  void publishesAgainAtTheFirstDate() {
    String id = create("Một", 1);
    publish(id, 1, "{}");
    now = LATER;
    json(withdrawal(id, 2));
    save(id, 3, text("Một, đã sửa", 1));
    JsonNode copy = publish(id, 4, "{}");
    assertThat(copy.path("publishedAt").asText()).isEqualTo("2026-11-23T03:00:00.000Z");
    assertThat(published.find(new ArticleId(id), now))
        .isInstanceOfSatisfying(
            Lookup.Found.class, found -> assertThat(found.article().updatedAt()).isEqualTo(LATER));
  }

  @Test
  void tellsListsWhenACorrectionWasPublished() {
    String id = create("Một", 1);
    publish(id, 1, "{}");
    now = NOW.plusSeconds(600);
    save(id, 2, text("Một, đã sửa", 1));
    assertThat(updated()).containsExactly(NOW);
    now = LATER;
    publish(id, 3, "{}");
    assertThat(updated()).containsExactly(LATER);
    assertThat(published.newest(SECTION, 10, now).headlines())
        .extracting(headline -> headline.publication().at())
        .containsExactly(NOW);
  }

  private List<Instant> updated() {
    return published.newest(SECTION, 10, now).headlines().stream()
        .map(Headline::updatedAt)
        .toList();
  }

  @Test
  void keepsADeletedArticleInTheTrashForThirtyDays() {
    String id = create("Một", 1);
    assertThat(status(reporter("DELETE " + ONE).path("id", id).header("If-Match", "\"1\"")))
        .isEqualTo(204);
    assertThat(status(reporter("GET " + ONE).path("id", id))).isEqualTo(404);
    assertThat(titles("draft")).isEmpty();
    assertThat(titles(null)).isEmpty();
    assertThat(titles("trash")).containsExactly("Một");
    Call restoration = reporter("POST " + ONE + "/restoration").path("id", id);
    assertThat(status(restoration)).isEqualTo(428);
    assertThat(status(restoration.header("If-Match", "\"1\""))).isEqualTo(409);

    now = NOW.plus(Duration.ofDays(30));
    assertThat(titles("trash")).isEmpty();
    assertThat(status(restoration.header("If-Match", "\"2\""))).isEqualTo(404);

    now = NOW.plus(Duration.ofDays(30)).minusMillis(1);
    JsonNode copy = json(restoration.header("If-Match", "\"2\""));
    assertThat(copy.path("state").asText()).isEqualTo("draft");
    assertThat(copy.path("body").asText()).isEqualTo("<p>Thân bài.</p>");
    assertThat(titles("trash")).isEmpty();
    assertThat(titles("draft")).containsExactly("Một");
    assertThat(json(reporter("GET " + ONE + "/revisions").path("id", id)).path("revisions"))
        .extracting(revision -> revision.path("action").asText())
        .containsExactly("restored", "deleted", "created");
    // DynamoDB removes the copy of an article that nobody restores.
    assertThat(tables.client().scan(scan -> scan.tableName(tables.name("Newsroom"))).items())
        .filteredOn(item -> item.containsKey("state"))
        .noneMatch(item -> item.containsKey("expires"));
  }

  @Test
  void keepsReportersFromTheTrashOfOthers() {
    String id = create("Một", 1);
    status(editor("DELETE " + ONE).path("id", id).header("If-Match", "\"1\""));
    Call call = Call.to("POST " + ONE + "/restoration").path("id", id).by("nguoi-khac", "reporter");
    assertThat(status(call.header("If-Match", "\"2\""))).isEqualTo(403);
    Call list = Call.to("GET /api/admin/articles").query("state", "trash");
    assertThat(json(list.by("nguoi-khac", "reporter")).path("articles")).isEmpty();
  }

  @Test
  void namesTheArticlesThatStandInARemovedSection() {
    String id = create("Bài đứng chắn", 1);
    publish(id, 1, "{}");
    Answer answer =
        Call.to("PUT /api/admin/settings")
            .by("quan-tri", "administrator")
            .header("If-Match", "0")
            .json("{\"siteName\":\"Bản Tin\",\"sections\":[{\"name\":\"a\",\"title\":\"A\"}]}")
            .of(handler());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(read(answer).path("articles").path(0).path("id").asText()).isEqualTo(id);
    assertThat(read(answer).path("detail").asText()).contains("Bài đứng chắn");
  }

  @Test
  void keepsTheArchiveCheapHoweverManyArticlesHaveEnded() {
    Meter meter = new Meter(tables.client("ListArticlesFunction"));
    DayCounts archive = new DayCounts(meter.client(), tables.name("Articles"));
    for (int article = 1; article <= 60; article++) {
      publish(create("Bài " + article, 1), 1, "{\"until\":\"" + now.plusSeconds(9) + "\"}");
      assertThat(archive.all(now)).containsEntry(LocalDate.ofInstant(now, ZONE), 1);
      assertThat(meter.take())
          .as("%d articles", article)
          .extracting(Reading::units)
          .containsExactly(.5);
      now = now.plusSeconds(10);
    }
    assertThat(archive.all(now)).isEmpty();
  }

  /** Version of an article as the model has it; {@code until} null for no end. */
  private record Version(String title, Instant at, @Nullable Instant until) {
    boolean isOn(Instant time) {
      return !at.isAfter(time) && (until == null || until.isAfter(time));
    }
  }

  /** Model of one article: its text at the desk, and what readers see now and later. */
  private static final class Model {
    String title = "";
    @Nullable Version first;
    @Nullable Version next;

    /** Title that readers see; null where they see nothing. */
    @Nullable String shown(Instant time) {
      Version shown = next != null && !next.at().isAfter(time) ? next : first;
      return shown != null && shown.isOn(time) ? shown.title() : null;
    }

    void save(String title, Instant now) {
      this.title = title;
      if (next != null && next.at().isAfter(now)) {
        next = new Version(title, next.at(), next.until());
      }
    }

    void publish(@Nullable Instant at, @Nullable Instant until, Instant now) {
      if (next != null && !next.at().isAfter(now)) {
        first = next;
        next = null;
      }
      if (at == null || !at.isAfter(now)) {
        first = new Version(title, now, until);
        next = null;
      } else {
        first = first != null && first.isOn(now) ? first : null;
        next = new Version(title, at, until);
      }
    }

    void withdraw(Instant now) {
      first = next != null && next.at().isAfter(now) ? first : null;
      next = null;
    }
  }

  /**
   * Brings three articles through random changes. After each it compares what readers see at
   * several times with a model, and the archive's numbers with the list of all articles. The
   * property {@code seed} repeats a run.
   */
  @Test
  void showsAndCountsWhatIsPublicAtAnyTime() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> ids = IntStream.range(0, 3).mapToObj(article -> create("Bài", 1)).toList();
    List<Model> models = List.of(new Model(), new Model(), new Model());
    List<String> steps = new ArrayList<>(List.of("-Dseed=" + seed));
    int changes = 0;
    for (int step = 0; step < 30; step++) {
      now = now.plus(Duration.ofHours(random.nextInt(20)));
      int chosen = random.nextInt(ids.size());
      String id = ids.get(chosen);
      Model model = models.get(chosen);
      if (random.nextBoolean() || model.title.isEmpty()) {
        String title = "Bài " + step;
        save(id, version(id), text(title, 1 + random.nextInt(3)));
        model.save(title, now);
        steps.add(now + " " + id + " " + title);
      }
      int kind = random.nextInt(4);
      Instant at = kind == 0 ? null : now.plus(Duration.ofHours(random.nextInt(60) - 30));
      Instant until =
          kind == 2 && at != null ? at.plus(Duration.ofHours(31 + random.nextInt(60))) : null;
      Call call = kind == 3 ? withdrawal(id, version(id)) : publication(id, at, until);
      Answer answer = call.of(handler());
      int status = answer.status();
      steps.add("%s %s %d %s %s → %d".formatted(now, id, kind, at, until, status));
      assertThat(status).as("%s, log: %s", steps, answer.log()).isIn(200, 409);
      if (status == 200) {
        changes++;
        if (kind == 3) {
          model.withdraw(now);
        } else {
          model.publish(at, until, now);
        }
      }
      for (int hours : new int[] {0, 1, 7, 24, 31, 100}) {
        Instant time = now.plus(Duration.ofHours(hours));
        Map<String, String> shown = new HashMap<>();
        for (int index = 0; index < ids.size(); index++) {
          String title = models.get(index).shown(time);
          assertThat(shown(ids.get(index), time))
              .as("%s at %s after %s", ids.get(index), time, steps)
              .isEqualTo(title == null ? "nothing" : title);
          if (title != null) {
            shown.put(ids.get(index), title);
          }
        }
        Map<String, String> listed = new HashMap<>();
        published
            .newest(ListName.ALL, 100, time)
            .headlines()
            .forEach(headline -> listed.put(headline.id().value(), headline.title()));
        assertThat(listed).as("at %s after %s", time, steps).isEqualTo(shown);
        assertThat(counted(time)).as("at %s after %s", time, steps).isEqualTo(onShow(time));
      }
    }
    assertThat(changes).isGreaterThan(10);
  }

  private long version(String id) {
    return json(editor("GET " + ONE).path("id", id)).path("version").asLong();
  }

  private Call publication(String id, @Nullable Instant at, @Nullable Instant until) {
    String body = at == null ? "" : "\"at\":\"" + at + "\"";
    body += until == null ? "" : ",\"until\":\"" + until + "\"";
    return editor("PUT " + ONE + "/publication")
        .path("id", id)
        .header("If-Match", "\"" + version(id) + "\"")
        .json("{" + body + "}");
  }

  private void assertCounted(Instant time) {
    assertThat(counted(time)).as("archive at %s", time).isEqualTo(onShow(time));
  }

  private static Map<LocalDate, Integer> counted(Instant time) {
    return new DayCounts(tables.client(), tables.name("Articles")).all(time);
  }

  private Map<LocalDate, Integer> onShow(Instant time) {
    Map<LocalDate, Integer> days = new HashMap<>();
    published
        .newest(ListName.ALL, 100, time)
        .headlines()
        .forEach(
            headline ->
                days.merge(
                    LocalDate.ofInstant(headline.publication().at(), ZONE), 1, Integer::sum));
    return days;
  }

  private String shown(String id, Instant time) {
    return published.find(new ArticleId(id), time) instanceof Lookup.Found found
        ? found.article().headline().title()
        : "nothing";
  }

  private List<String> listed(Instant time) {
    assertCounted(time);
    return published.newest(SECTION, 10, time).headlines().stream().map(Headline::title).toList();
  }

  private List<String> titles(@Nullable String state) {
    Call list = editor("GET /api/admin/articles");
    return json(state == null ? list : list.query("state", state))
        .path("articles")
        .findValuesAsText("title");
  }

  private String create(String title, int tags) {
    Answer answer = reporter("POST /api/admin/articles").json(text(title, tags)).of(handler());
    return read(answer).path("id").asText();
  }

  private static String text(String title, int tags) {
    String names =
        IntStream.range(0, tags)
            .mapToObj(tag -> "\"Nhãn " + tag + "\"")
            .collect(Collectors.joining(","));
    String authors =
        IntStream.range(0, Math.min(tags, 20))
            .mapToObj(author -> "\"" + title + " " + author + "\"")
            .collect(Collectors.joining(","));
    return "{\"title\":\""
        + title
        + "\",\"section\":\"tin-tuc\",\"body\":\"<p>Thân bài.</p>\",\"tags\":["
        + names
        + "],\"authors\":["
        + authors
        + "]}";
  }

  private JsonNode publish(String id, long version, String json) {
    return json(
        editor("PUT " + ONE + "/publication")
            .path("id", id)
            .header("If-Match", "\"" + version + "\"")
            .json(json));
  }

  private void save(String id, long version, String json) {
    json(editor("PUT " + ONE).path("id", id).header("If-Match", "\"" + version + "\"").json(json));
  }

  private static Call withdrawal(String id, long version) {
    return editor("DELETE " + ONE + "/publication")
        .path("id", id)
        .header("If-Match", "\"" + version + "\"");
  }

  private int status(Call call) {
    return call.of(handler()).status();
  }

  private JsonNode json(Call call) {
    Answer answer = call.of(handler());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return read(answer);
  }

  private static JsonNode read(Answer answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private EditArticlesHandler handler() {
    return new EditArticlesHandler(
        tables.client("EditArticlesFunction"),
        tables.name("Newsroom"),
        tables.name("Articles"),
        "Bản Tin",
        ZONE,
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Call reporter(String route) {
    return Call.to(route).by("phong-vien", "reporter");
  }

  private static Call editor(String route) {
    return Call.to(route).by("bien-tap", "editor");
  }
}
