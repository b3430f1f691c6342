package bantin.editarticles;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Call;
import bantin.engines.Call.Answer;
import bantin.engines.Meter;
import bantin.engines.Tables;
import bantin.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads and parses that a change of an article takes. */
final class CostOfChangesTest {
  private static final String ONE = "/api/admin/articles/{id}";
  private static final String BODY =
      "<figure><img src=\\\"/photos/0123456789abcdefghjk/960.jpg\\\" alt=\\\"Chợ\\\"></figure>"
          + "<p>Sáng nay xe đã chạy.</p>";

  private static Tables tables;
  private static Meter meter;
  private static EditArticlesHandler handler;

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
    meter = new Meter(tables.client("EditArticlesFunction"));
    handler =
        new EditArticlesHandler(
            meter.client(),
            "Newsroom",
            "Articles",
            "Bản Tin",
            ZoneId.of("Asia/Ho_Chi_Minh"),
            Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneOffset.UTC));
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @Test
  void readsTheWorkingCopyOncePerChange() {
    String id = create();
    meter.take();

    change("PUT", "/publication", id, 1, "{}");
    assertThat(gets()).as("publish").isEqualTo(1);
    change("PUT", "", id, 2, article("Hai"));
    assertThat(gets()).as("save, where the settings are remembered").isEqualTo(1);
    change("PUT", "/publication", id, 3, "{}");
    assertThat(gets()).as("publish anew").isEqualTo(1);
    change("DELETE", "/publication", id, 4, "{}");
    assertThat(gets()).as("withdraw").isEqualTo(1);
  }

  @Test
  void parsesABodyOncePerChange(@TempDir Path folder) throws IOException {
    String id = create();
    change("PUT", "/publication", id, 1, "{}");

    assertThat(parses(folder, () -> change("PUT", "", id, 2, article("Hai"))))
        .as("the given text and the clean body, each once")
        .isEqualTo(2);
    assertThat(parses(folder, () -> change("PUT", "/publication", id, 3, "{}")))
        .as("the stored body")
        .isEqualTo(1);
    assertThat(parses(folder, () -> call("GET", "/api/admin/articles").of(handler)))
        .as("rows of a list")
        .isZero();
  }

  private static long gets() {
    List<Meter.Reading> readings = meter.take();
    return readings.stream().filter(reading -> reading.operation().equals("getItem")).count();
  }

  private static int parses(Path folder, Runnable change) throws IOException {
    Path file = folder.resolve("parses.jfr");
    try (Recording recording = new Recording()) {
      recording
          .enable("jdk.MethodTrace")
          .with("filter", "org.jsoup.parser.Parser::parseBodyFragment")
          .withThreshold(Duration.ZERO);
      recording.start();
      change.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).size();
  }

  private static String create() {
    Answer answer = call("POST", "/api/admin/articles").json(article("Một")).of(handler);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return json(answer).path("id").asText();
  }

  private static String article(String title) {
    return "{\"title\":\"" + title + "\",\"section\":\"tin-tuc\",\"body\":\"" + BODY + "\"}";
  }

  private static void change(String method, String what, String id, long version, String json) {
    Answer answer =
        call(method, ONE + what)
            .path("id", id)
            .header("If-Match", "\"" + version + "\"")
            .json(json)
            .of(handler);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static Call call(String method, String path) {
    return Call.to(method + " " + path).by("bien-tap", "editor");
  }

  private static JsonNode json(Answer answer) {
    return Json.parse(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
