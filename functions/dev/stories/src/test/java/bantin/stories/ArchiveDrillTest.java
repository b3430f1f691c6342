package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.archive.ArchiveException;
import bantin.archive.ArchivedTable;
import bantin.archive.Part;
import bantin.archive.PartReader;
import bantin.engines.SampleFiles;
import bantin.visit.Addition;
import bantin.visit.Fact;
import bantin.visit.Tally;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Drill of a move: the archive of one portal fills another, which then gives the same pages and
 * numbers.
 *
 * <p>Each run moves 60 articles, and {@code -Pnightly} moves 150. {@code -Ddrill.articles=5000}
 * sets any number.
 */
final class ArchiveDrillTest {
  private static final int ARTICLES =
      Integer.getInteger("drill.articles", Boolean.getBoolean("nightly") ? 150 : 60);
  private static final int DAYS = 31;

  /** Nearly as large as a function may answer. */
  private static final byte[] ATTACHMENT = SampleFiles.pdf(3_990_000);

  private static final String SESSION = "drill0000000000000000A";
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

  @Test
  void movesAPortalWithPagesAndNumbers(@TempDir Path folder) throws ArchiveException {
    List<byte[]> parts;
    Map<String, String> before;
    Map<ArchivedTable, Set<Map<String, AttributeValue>>> items;
    List<String> ids;
    try (Newspaper old = Newspaper.openAtNoon(folder.resolve("old"))) {
      ids = fill(old);
      before = pages(old);
      parts = export(old);
      items = items(parts);
    }
    assertThat(before).hasSizeGreaterThan(3 * ARTICLES);
    assertThat(before.get("/")).contains("Tổ 3, xã Bản Mù");
    String attachment = file(before.values(), "/photos/[0-9a-z]+/file\\.pdf");
    String logo =
        file(
            List.of(before.get("/")),
            "/photos/[0-9a-z]+/480\\.webp(?=\"><img[^>]+></picture></a></p>)");
    long bytes = parts.stream().mapToLong(part -> part.length).sum();
    System.out.printf(
        "%d articles in %d parts, %d bytes; %d answers to compare%n",
        ARTICLES, parts.size(), bytes, before.size());

    try (Newspaper fresh = Newspaper.openAtNoon(folder.resolve("new"))) {
      long start = System.nanoTime();
      // The last part comes first, and then a second time.
      importPart(fresh, parts.get(parts.size() - 1));
      parts.forEach(part -> importPart(fresh, part));
      System.out.printf("Taken in within %d s%n", (System.nanoTime() - start) / 1_000_000_000);
      assertThat(importPart(fresh, parts.get(0)).path("missing")).hasToString("[]");
      assertThat(importPart(fresh, parts.get(0)).path("written").asInt()).isZero();

      Map<String, String> after = pages(fresh);
      assertThat(after.keySet()).isEqualTo(before.keySet());
      before.forEach((path, text) -> assertThat(after.get(path)).as(path).isEqualTo(text));
      assertThat(items(export(fresh))).isEqualTo(items);
      Answer file = fresh.get(attachment).expect(200);
      assertThat(file.bytes()).isEqualTo(ATTACHMENT);
      assertThat(file.header("Content-Disposition"))
          .endsWith("UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf");
      fresh.get(logo).expect(200);
      keepsCounting(fresh, ids);
    }
  }

  /** Address of a file that the pages name. */
  private static String file(Collection<String> pages, String form) {
    Matcher link = Pattern.compile(form).matcher(String.join("", pages));
    assertThat(link.find()).as(form).isTrue();
    return link.group();
  }

  /**
   * Fills a portal with published, scheduled, withdrawn and unfinished articles, a logo, a photo, a
   * gallery, an attachment, and the numbers of a month.
   */
  private static List<String> fill(Newspaper portal) {
    writeSettings(portal, photo(portal, "biểu trưng.jpg", 900, 300));
    String photo = figure(portal);
    String file = attachment(portal);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<Callable<String>> writes = new ArrayList<>();
    for (int i = 0; i < ARTICLES; i++) {
      int number = i;
      writes.add(
          () -> publish(portal, number, photo, file, now.minus(6L * number, ChronoUnit.HOURS)));
    }
    List<String> ids = all(writes);
    portal.publish(Newspaper.article("Sẽ đăng"), now.plus(30, ChronoUnit.DAYS));
    portal.withdraw(portal.publish(Newspaper.article("Đã gỡ")), "Gỡ theo đề nghị");
    portal.draft(Newspaper.article("Còn dở"));
    count(portal, ids);
    return ids;
  }

  private static void writeSettings(Newspaper portal, String logo) {
    String token = portal.token(Newspaper.ADMINISTRATOR);
    String path = "/api/admin/settings";
    Answer now = portal.send("GET", path, token, null).expect(200);
    ObjectNode settings = now.json().put("contact", "Tổ 3, xã Bản Mù");
    settings.putObject("logo").put("photo", logo);
    portal.send("PUT", path, token, settings, "If-Match", now.header("ETag")).expect(200);
  }

  private static String publish(
      Newspaper portal, int number, String photo, String file, Instant at) {
    ObjectNode article = Newspaper.article("Bản tin số " + number);
    article.withArray("tags").add("đợt " + number % 7);
    String body =
        "<p>Đoạn mở đầu của bài "
            + number
            + ".</p><p>"
            + "Mưa xuống, lúa lên. ".repeat(60)
            + "</p>";
    article.put("body", number % 10 == 0 ? photo + body : body);
    if (number % 10 == 2) {
      article.put("body", body + "<figure>" + photo + photo + "</figure>" + file);
    }
    if (number % 10 == 1) {
      String video = "<figure><a href=\"https://youtu.be/dQw4w9WgXcQ\">Hội làng</a></figure>";
      article.put("slug", "hoi-lang").put("cardTitle", "Thẻ " + number).put("body", body + video);
    }
    return portal.publish(article, at).path("id").asText();
  }

  private static String photo(Newspaper portal, String name, int width, int height) {
    return upload(portal, "photo", name, "image/jpeg", Camera.jpeg(width, height, Camera.UPRIGHT));
  }

  private static String figure(Newspaper portal) {
    String id = photo(portal, "nương.jpg", 1700, 900);
    return "<figure><img src=\"/photos/"
        + id
        + "/720.jpg\" alt=\"Nương ngô\" width=\"1700\" height=\"900\"><figcaption>Nương ngô"
        + "</figcaption></figure>";
  }

  private static String attachment(Newspaper portal) {
    String id = upload(portal, "attachment", "Kế hoạch.pdf", "application/pdf", ATTACHMENT);
    return "<figure><a href=\"/photos/"
        + id
        + "/file.pdf\">Kế hoạch</a><figcaption>PDF, 3,9 MB</figcaption></figure>";
  }

  /** Uploads a file and waits until the portal has checked it. Returns its id. */
  private static String upload(
      Newspaper portal, String kind, String name, String type, byte[] file) {
    ObjectNode announcement = Answer.JSON.createObjectNode();
    announcement.put("name", name).put("type", type).put("size", file.length);
    String token = portal.token(Newspaper.REPORTER);
    ObjectNode announced =
        portal.send("POST", "/api/admin/" + kind + "s", token, announcement).expect(201).json();
    HttpRequest.Builder put =
        HttpRequest.newBuilder(URI.create(announced.path("upload").path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(file));
    announced
        .path("upload")
        .path("headers")
        .properties()
        .forEach(header -> put.header(header.getKey(), header.getValue().asText()));
    portal.send(put).expect(200);
    String id = announced.path(kind).path("id").asText();
    Newspaper.await(
        "the file is checked",
        Duration.ofSeconds(60),
        () ->
            portal
                .send("GET", "/api/admin/photos/" + id, token, null)
                .json()
                .path("state")
                .asText()
                .equals("ready"));
    return id;
  }

  /** Writes the tallies of past days directly, and sends hits for today. */
  private static void count(Newspaper portal, List<String> ids) {
    LocalDate today = Newspaper.today();
    for (int back = 1; back < DAYS; back++) {
      LocalDate day = today.minusDays(back);
      Map<Tally, Map<String, Long>> sums = new LinkedHashMap<>();
      sums.put(Tally.siteDay(day), Map.of(Tally.VISITS, 300L + back, Tally.VIEWS, 20L));
      sums.put(Tally.SITE_ALL, Map.of(Tally.VISITS, 300L + back, Tally.VIEWS, 20L));
      for (int i = 0; i < 20; i++) {
        String id = ids.get((back * 20 + i) % ids.size());
        sums.computeIfAbsent(Tally.views(day, id), key -> new HashMap<>()).put(id, 1L);
        sums.put(Tally.article(id), Map.of(Tally.VIEWS, 1L));
      }
      List<TransactWriteItem> writes =
          sums.entrySet().stream()
              .map(
                  sum ->
                      Addition.of(portal.tables().name("Tallies"), sum.getKey(), 0, sum.getValue())
                          .build())
              .map(update -> TransactWriteItem.builder().update(update).build())
              .toList();
      portal.tables().client().transactWriteItems(write -> write.transactItems(writes));
    }
    ObjectNode baseline = Answer.JSON.createObjectNode();
    baseline.put("visits", 677_985).put("asOf", today.minusDays(40).toString());
    portal
        .send("PUT", "/api/admin/baseline", portal.token(Newspaper.ADMINISTRATOR), baseline)
        .expect(200);
    for (int i = 0; i < 30; i++) {
      portal.hit("drill00000000000000000".substring(0, 20) + (10 + i), ids.get(i % 5)).expect(204);
    }
    portal.hit(SESSION, ids.get(0)).expect(204);
    Newspaper.settles(
        "the hits are folded", () -> numbers(portal, ids.get(0)).path("today").asLong(), 31L);
  }

  private static ObjectNode numbers(Newspaper portal, String id) {
    return portal.get("/api/visits?article=" + id).expect(200).json();
  }

  private static List<byte[]> export(Newspaper portal) {
    List<byte[]> parts = new ArrayList<>();
    String path = "/api/admin/export";
    while (true) {
      Answer part =
          portal.send("GET", path, portal.token(Newspaper.ADMINISTRATOR), null).expect(200);
      parts.add(part.bytes());
      Matcher next = NEXT.matcher(part.header("Link"));
      if (!next.matches()) {
        return parts;
      }
      path = next.group(1);
    }
  }

  private static JsonNode importPart(Newspaper portal, byte[] part) {
    return portal
        .send(
            HttpRequest.newBuilder(portal.at("/api/admin/import"))
                .header("Authorization", "Bearer " + portal.token(Newspaper.ADMINISTRATOR))
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(part)))
        .expect(200)
        .json();
  }

  private static Map<ArchivedTable, Set<Map<String, AttributeValue>>> items(List<byte[]> parts)
      throws ArchiveException {
    Map<ArchivedTable, Set<Map<String, AttributeValue>>> items = new EnumMap<>(ArchivedTable.class);
    for (byte[] bytes : parts) {
      Part part = PartReader.read(bytes);
      part.items()
          .forEach(
              (table, tableItems) -> {
                for (Map<String, AttributeValue> item : tableItems) {
                  Map<String, AttributeValue> plainItem = new HashMap<>(item);
                  plainItem.remove(Fact.IMPORTED);
                  assertThat(items.computeIfAbsent(table, key -> new HashSet<>()).add(plainItem))
                      .isTrue();
                }
              });
    }
    return items;
  }

  /** Reads every public answer except cursors, and the newsroom's answers. */
  private static Map<String, String> pages(Newspaper portal) {
    Map<String, String> pages = new ConcurrentSkipListMap<>();
    List<String> paths = new ArrayList<>();
    String cursor = "";
    for (int page = 0; !cursor.equals("null"); page++) {
      ObjectNode list = portal.get("/api/articles?limit=50" + cursor(cursor)).expect(200).json();
      for (JsonNode article : list.path("articles")) {
        paths.add(article.path("url").asText());
        paths.add("/api/articles/" + article.path("id").asText());
        paths.add("/api/visits?article=" + article.path("id").asText());
      }
      cursor = list.path("next").asText();
      list.remove("next");
      pages.put("list page " + page, plain(portal, list.toString()));
    }
    List<Callable<String>> reads = new ArrayList<>();
    for (String path : paths) {
      reads.add(() -> pages.put(path, answer(portal, path)));
    }
    all(reads);
    for (String path :
        List.of(
            "/",
            "/tin-tuc",
            "/tag/dot-3",
            "/feed.xml",
            "/sitemap.xml",
            "/robots.txt",
            "/api/most-read?period=day",
            "/api/most-read?period=week",
            "/api/visits",
            "/nowhere-at-all")) {
      pages.put(path, answer(portal, path));
    }
    readNewsroom(portal, pages);
    return new TreeMap<>(pages);
  }

  private static void readNewsroom(Newspaper portal, Map<String, String> pages) {
    String token = portal.token(Newspaper.ADMINISTRATOR);
    LocalDate today = Newspaper.today();
    for (String path :
        List.of(
            "/api/admin/articles?state=draft",
            "/api/admin/articles?state=scheduled",
            "/api/admin/articles?state=withdrawn",
            "/api/admin/articles?state=published&limit=50",
            "/api/admin/settings",
            "/api/admin/bylines",
            "/api/admin/baseline",
            "/api/admin/visits?format=csv&from=" + today.minusDays(40) + "&to=" + today,
            "/api/admin/visits?from=" + today.minusDays(40) + "&to=" + today)) {
      Answer answer = portal.send("GET", path, token, null).expect(200);
      pages.put(path, plain(portal, answer.text()));
      if (path.contains("/articles")) {
        for (JsonNode row : answer.json().path("articles")) {
          String articlePath = "/api/admin/articles/" + row.path("id").asText();
          pages.put(articlePath, portal.send("GET", articlePath, token, null).expect(200).text());
          String history = articlePath + "/revisions";
          pages.put(history, portal.send("GET", history, token, null).expect(200).text());
        }
      }
    }
  }

  private static String cursor(String cursor) {
    return cursor.isEmpty() ? "" : "&cursor=" + Newspaper.encode(cursor);
  }

  private static String answer(Newspaper portal, String path) {
    Answer answer = portal.get(path);
    return answer.status() + "\n" + plain(portal, answer.text());
  }

  /** Removes the portal's own address, also from links to share, and cursors and tokens of hits. */
  private static String plain(Newspaper portal, String text) {
    return text.replace(portal.at("").toString(), "https://portal")
        .replaceAll("(share_external\\?d|sharer.php\\?u)=[^\"]+", "$1=…")
        .replaceAll("cursor=[^\"&]+", "cursor=…")
        .replaceAll("\"next\":\"[^\"]+\"", "\"next\":\"…\"")
        .replaceAll("hit-token\" content=\"[^\"]+", "hit-token\" content=\"…")
        .replaceAll("\"online\":\\d+", "\"online\":…");
  }

  /** Checks that an imported session is not counted again, and that new sessions are counted. */
  private static void keepsCounting(Newspaper portal, List<String> ids) {
    long all = numbers(portal, ids.get(0)).path("all").asLong();
    long views = numbers(portal, ids.get(0)).path("views").asLong();
    portal.hit(SESSION, ids.get(0)).expect(204);
    portal.hit(SESSION, ids.get(9)).expect(204);
    portal.hit("drill0000000000000000B", ids.get(0)).expect(204);
    Newspaper.settles(
        "one more visit and one more view",
        () ->
            List.of(
                numbers(portal, ids.get(0)).path("all").asLong(),
                numbers(portal, ids.get(0)).path("views").asLong()),
        List.of(all + 1, views + 1));
  }

  private static <T> List<T> all(List<Callable<T>> calls) {
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<T> results = new ArrayList<>();
      for (Future<T> call : threads.invokeAll(calls)) {
        results.add(call.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the portal answers", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
