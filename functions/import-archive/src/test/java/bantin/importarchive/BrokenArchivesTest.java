package bantin.importarchive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.archive.ArchiveException;
import bantin.archive.ArchivedTable;
import bantin.archive.Part;
import bantin.archive.PartReader;
import bantin.archive.PartWriter;
import bantin.article.ListName;
import bantin.article.PublicArticles;
import bantin.article.SiteSettings;
import bantin.engines.Call;
import bantin.engines.Tables;
import bantin.visit.Fact;
import bantin.visit.Tallies;
import bantin.visit.Tally;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Imports of an exported archive, whole and tampered with. Each run tries 50 random changes of
 * items; {@code -Pnightly} tries 500.
 */
final class BrokenArchivesTest {
  private static final int MUTATIONS =
      Integer.getInteger("mutations", Boolean.getBoolean("nightly") ? 500 : 50);
  private static final Instant NOW = Instant.parse("2026-11-28T05:00:00Z");

  /** Id of an article with a picture of another site, which an import replaces by a link. */
  private static final String FOREIGN = "e1czn6z0w4";

  private static final String LINKED = "articles article#" + FOREIGN + " article";
  private static final String WITH_PHOTO = "zxrgfxkdcp";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static EmptyPortal portal;
  private static Tables tables;
  private static byte[] exported;
  private static Part whole;
  private ImportArchiveHandler handler;

  @BeforeAll
  static void start() throws IOException, ArchiveException {
    portal = new EmptyPortal();
    tables = portal.tables();
    try (InputStream in = BrokenArchivesTest.class.getResourceAsStream("/exported.zip")) {
      exported = Objects.requireNonNull(in).readAllBytes();
    }
    whole = PartReader.read(exported);
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @BeforeEach
  void empty() {
    portal.clear();
    handler = portal.handler(1);
  }

  @Test
  void importsExportedPortalItemByItem() throws JsonProcessingException {
    JsonNode answer = taken(exported);

    // The exported photo states its width as readers' pages did when it was exported.
    assertThat(answer.path("cleaned"))
        .hasToString("[\"articles article#" + WITH_PHOTO + " article\",\"" + LINKED + "\"]");
    assertThat(answer.has("dropped")).as(answer.toString()).isFalse();
    whole
        .items()
        .forEach(
            (table, items) -> {
              Set<Map<String, AttributeValue>> expected =
                  items.stream().filter(item -> !isCleaned(item)).collect(Collectors.toSet());
              Set<Map<String, AttributeValue>> stored =
                  tables.client().scan(scan -> scan.tableName(name(table))).items().stream()
                      .filter(item -> !fromS("import").equals(item.get("article")))
                      .filter(item -> !isCleaned(item))
                      .map(BrokenArchivesTest::withoutMark)
                      .collect(Collectors.toSet());
              assertThat(stored).as(table.word()).isEqualTo(expected);
            });
    assertPagesWork();
  }

  private static boolean isCleaned(Map<String, AttributeValue> item) {
    return fromS("article#" + FOREIGN).equals(item.get("list"))
        || fromS("article#" + WITH_PHOTO).equals(item.get("list"));
  }

  private static Map<String, AttributeValue> withoutMark(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> own = new HashMap<>(item);
    own.remove(Fact.IMPORTED);
    return own;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example/\">",
        "<script>alert(1)</script>",
        "<iframe src=\"https://evil.example/\"></iframe>",
        "<p><img src=\"/a.jpg\" alt=\"\" onerror=\"alert(1)\"></p>",
        "<p><a href=\"javascript:alert(1)\">Đọc</a></p>",
        "<base href=\"https://evil.example/\">",
        "<form action=\"https://evil.example/\"><input name=\"p\"></form>",
      })
  void refusesBodiesThatSaveWouldRefuse(String body) {
    for (String kind : List.of("copy", "revision#00000001")) {
      byte[] part =
          changed(
              ArchivedTable.NEWSROOM,
              item -> kind.equals(text(item, "part")),
              item -> with(item, "body", fromS(body)));
      assertThat(refused(part)).contains("\"table\":\"newsroom\"").contains(kind);
    }
    byte[] part =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("article#" + WITH_PHOTO),
            item -> with(item, "body", fromS(body)));
    assertThat(refused(part)).contains("articles article#" + WITH_PHOTO);
    assertTablesAreEmpty();
  }

  @Test
  void cleansBodiesOfOlderPortalsAndNamesThem() throws JsonProcessingException {
    byte[] part =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("article#" + WITH_PHOTO),
            item ->
                with(item, "body", fromS("<div class=\"x\"><p style=\"color:red\">Chữ</p></div>")));

    JsonNode answer = taken(part);

    assertThat(answer.path("cleaned"))
        .hasToString("[\"articles article#" + WITH_PHOTO + " article\",\"" + LINKED + "\"]");
    assertThat(answer.path("cleanedCount").asInt()).isEqualTo(2);
    assertThat(
            tables
                .client()
                .getItem(
                    get ->
                        get.tableName("Articles")
                            .key(
                                Map.of(
                                    "list", fromS("article#" + WITH_PHOTO),
                                    "at", fromS("article"))))
                .item())
        .containsEntry("body", fromS("<p>Chữ</p>"));
  }

  @Test
  void dropsUnknownAttributesAndNamesThem() throws JsonProcessingException {
    byte[] part =
        changed(
            ArchivedTable.NEWSROOM,
            item -> text(item, "part").equals("photo"),
            item -> with(item, "colour", fromS("red")));

    assertThat(taken(part).path("dropped").path(0).asText()).endsWith(" photo: colour");
  }

  @ParameterizedTest
  @CsvSource({
    "site#all#0, visits, -5",
    "site#all#0, visits, NaN",
    "site#all#0, visits, Infinity",
    "site#all#0, visits, 1e400",
    "site#all#0, visits, 99999999999999999999",
    "site#all#0, visits, 1.5",
    "baseline, visits, -1",
    "baseline, before, 9223372036854775807",
  })
  void refusesImpossibleNumbers(String tally, String attribute, String number) {
    byte[] part =
        changed(
            ArchivedTable.TALLIES,
            item -> text(item, "tally").equals(tally),
            item -> with(item, attribute, fromN(number)));
    assertThat(refused(part)).contains("\"item\":\"" + tally + "\"").contains(attribute);
    assertTablesAreEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"title", "section", "id", "publishedAt"})
  void refusesListEntriesWithoutTheirFields(String attribute) {
    byte[] part =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("all"),
            item -> without(item, attribute));
    assertThat(refused(part)).contains("\"item\":\"all 20").contains(attribute);
    assertTablesAreEmpty();
  }

  @Test
  void refusesListEntriesThatDifferFromArticle() {
    byte[] part =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("all"),
            item -> with(item, "title", fromS("Khác")));
    assertThat(refused(part)).contains("something else than its article");
    byte[] missing =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("article#" + WITH_PHOTO),
            item -> Map.of());
    assertThat(refused(missing)).contains("holds no such article");
  }

  @Test
  void takesTheLastChangeFromListEntriesIfItIsTheirArticles() throws JsonProcessingException {
    byte[] other =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("all"),
            item -> with(item, "updatedAt", fromS("2027-01-01T00:00:00.000Z")));
    assertThat(refused(other)).contains("something else than its article");

    Map<ArchivedTable, List<Map<String, AttributeValue>>> items = copy();
    List<Map<String, AttributeValue>> all =
        Objects.requireNonNull(items.get(ArchivedTable.ARTICLES));
    Map<String, AttributeValue> updates =
        all.stream()
            .filter(item -> text(item, "list").startsWith("article#"))
            .filter(item -> text(item, "publishedAt").compareTo(text(item, "updatedAt")) < 0)
            .collect(
                Collectors.toMap(
                    item -> text(item, "id"),
                    item -> Objects.requireNonNull(item.get("updatedAt"))));
    assertThat(updates).isNotEmpty();
    all.replaceAll(
        item -> {
          AttributeValue updated = updates.get(text(item, "id"));
          return updated == null ? item : with(item, "updatedAt", updated);
        });
    Set<Map<String, AttributeValue>> entries =
        all.stream().filter(item -> text(item, "list").equals("all")).collect(Collectors.toSet());

    assertThat(taken(written(items, whole.photos())).has("dropped")).isFalse();
    assertThat(
            Set.copyOf(
                tables
                    .client()
                    .query(
                        query ->
                            query
                                .tableName("Articles")
                                .keyConditionExpression("#list = :list")
                                .expressionAttributeNames(Map.of("#list", "list"))
                                .expressionAttributeValues(Map.of(":list", fromS("all"))))
                    .items()))
        .isEqualTo(entries);
  }

  @ParameterizedTest
  @CsvSource({
    "accent, #ffff00",
    "accent, red",
    "siteName, ''",
  })
  void refusesSettingsThatDeskWouldRefuse(String attribute, String value) {
    byte[] part =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("site"),
            item -> with(item, attribute, fromS(value)));
    assertThat(refused(part)).contains("\"item\":\"site settings\"").contains(attribute);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "tag", "/evil.example", "Tin Tức"})
  void refusesSectionsNamedLikeRoutesOrInvalidly(String name) {
    AttributeValue sections =
        AttributeValue.fromL(
            List.of(AttributeValue.fromM(Map.of("name", fromS(name), "title", fromS("Tin")))));
    byte[] part =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("site"),
            item -> with(item, "sections", sections));
    assertThat(refused(part)).contains("sections");
  }

  @Test
  void refusesInvalidPhotos() {
    for (String key : whole.photos().keySet()) {
      byte[] photo = Objects.requireNonNull(whole.photos().get(key));
      byte[] end = new byte[] {(byte) 0xff, (byte) 0xd9};
      byte[] cut = Arrays.copyOf(photo, photo.length / 2);
      byte[] closed = Arrays.copyOf(cut, cut.length + 2);
      System.arraycopy(end, 0, closed, cut.length, 2);
      for (byte[] wrong :
          List.of(
              new byte[0],
              "<html><script>alert(1)</script></html>".getBytes(UTF_8),
              "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(UTF_8),
              cut,
              closed)) {
        Map<String, byte[]> photos = new LinkedHashMap<>(whole.photos());
        photos.put(key, wrong);
        assertThat(refused(written(whole.items(), photos))).contains(key);
      }
    }
    assertTablesAreEmpty();
  }

  @Test
  void refusesDuplicateItem() {
    Map<ArchivedTable, List<Map<String, AttributeValue>>> items = copy();
    List<Map<String, AttributeValue>> tallies =
        Objects.requireNonNull(items.get(ArchivedTable.TALLIES));
    tallies.add(tallies.get(0));
    assertThat(refused(written(items, whole.photos()))).contains("it comes twice");
  }

  @Test
  void refusesItemsAboveDynamoDbsLimit() {
    byte[] part =
        changed(
            ArchivedTable.RECOUNTS,
            item -> true,
            item -> with(item, "note", fromS("x".repeat(410_000))));
    assertThat(refused(part)).contains("\"table\":\"recounts\"").contains("more than 409600");
    assertTablesAreEmpty();
  }

  @Test
  void refusesDamagedZipFiles() {
    for (int at = 0; at < exported.length; at += 97) {
      byte[] damaged = exported.clone();
      damaged[at] ^= 0x55;
      Call.Answer answer = post(damaged);
      assertThat(answer.status()).as("byte %d", at).isIn(200, 409, 422);
      if (answer.status() == 200) {
        // The byte belongs to a time, or to data that the zip's directory repeats.
        assertPagesWork();
        tables.clear();
      }
    }
  }

  @Test
  void refusesFilesInVietnameseAlone() throws JsonProcessingException {
    assertThat(detail(post("vi", "no zip".getBytes(UTF_8))))
        .isEqualTo(
            "Không đọc được tệp này. Đây không phải một phần của bản lưu trữ: hãy gửi nguyên các"
                + " tệp zip mà lần xuất đã cho.");
    assertThat(detail(post("vi", Arrays.copyOf(exported, exported.length + 1))))
        .isEqualTo(
            "Không đọc được tệp này. Tệp bị cắt mất phần cuối, hoặc có dữ liệu thừa phía sau: hãy"
                + " tải lại phần này.");
    String photo = whole.photos().keySet().iterator().next();
    byte[] damaged = written(copy(), Map.of(photo, new byte[] {1}));
    assertThat(detail(post("vi", damaged)))
        .startsWith("Phần 1 chứa dữ liệu")
        .contains(photo + ": không phải tệp ", " nguyên vẹn. Chưa có gì");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title | '' | title: it is empty | thuộc tính title: để trống",
        "publishedAt | 2026 | publishedAt: it is no time such as 2026-11-24T03:00:00Z"
            + " | thuộc tính publishedAt: không phải thời điểm như 2026-11-24T03:00:00Z",
        "section | 'Tin Tức' | section: it is no section's name"
            + " | thuộc tính section: không phải tên chuyên mục",
        "source | 'Báo \u202E' | source: It holds the character U+202E"
            + " | thuộc tính source: Có ký tự",
      })
  void tellsTheFaultOfAnItemInBothLanguages(
      String attribute, String value, String english, String vietnamese)
      throws JsonProcessingException {
    byte[] part =
        changed(
            ArchivedTable.ARTICLES,
            item -> text(item, "list").equals("article#" + WITH_PHOTO),
            item -> with(item, attribute, fromS(value)));
    assertThat(detail(post("en", part))).contains(english);
    assertThat(detail(post("vi", part))).contains(vietnamese);
    assertTablesAreEmpty();
  }

  private static String detail(Call.Answer answer) throws JsonProcessingException {
    assertThat(answer.status()).isEqualTo(422);
    return JSON.readTree(answer.body()).path("detail").asText();
  }

  /** Each change is refused with its item's name, or leaves everything that pages read. */
  @Test
  void refusesTamperedArchivesOrKeepsPagesWorking() throws JsonProcessingException {
    Random random = new Random(20261128);
    Map<Integer, Integer> statuses = new HashMap<>();
    for (int i = 0; i < MUTATIONS; i++) {
      Map<ArchivedTable, List<Map<String, AttributeValue>>> items = copy();
      ArchivedTable table = List.copyOf(items.keySet()).get(random.nextInt(items.size()));
      List<Map<String, AttributeValue>> all = Objects.requireNonNull(items.get(table));
      int number = random.nextInt(all.size());
      Map<String, AttributeValue> item = new HashMap<>(all.get(number));
      List<String> names = List.copyOf(new TreeSet<>(item.keySet()));
      String name = names.get(random.nextInt(names.size()));
      AttributeValue value = mutated(random);
      if (value == null) {
        item.remove(name);
      } else {
        item.put(name, value);
      }
      all.set(number, item);
      String change = table + " " + all.get(number) + " " + name + " := " + value;

      Call.Answer answer = post("vi", written(items, whole.photos()));

      statuses.merge(answer.status(), 1, Integer::sum);
      assertThat(answer.status()).as(change).isIn(200, 422);
      if (answer.status() == 422) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("detail").asText())
            .as(change)
            .contains(table.word())
            .doesNotContainPattern("\\b(the|it|its|is|which|that|has)\\b");
      } else {
        assertPagesWork();
        tables.clear();
      }
    }
    assertThat(statuses.keySet()).containsExactlyInAnyOrder(200, 422);
  }

  private static @Nullable AttributeValue mutated(Random random) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> null;
      case 2 -> fromS("");
      case 3 -> fromS("<meta http-equiv=\"refresh\" content=\"0;url=//evil.example\">");
      case 4 -> fromS("<script>alert(1)</script>");
      case 5 -> fromN("1e125");
      case 6 -> fromN("-1");
      case 7 -> fromN("NaN");
      case 8 -> fromN("9223372036854775807");
      case 9 -> AttributeValue.fromBool(true);
      case 10 -> AttributeValue.fromL(List.of(fromN("1")));
      case 11 -> AttributeValue.fromM(Map.of());
      case 12 -> AttributeValue.fromSs(List.of("x", "x"));
      default -> fromS("\u0000\uD800".repeat(1 + random.nextInt(3)));
    };
  }

  /** Reads the items that pages, lists and numbers need. */
  private static void assertPagesWork() {
    PublicArticles articles = new PublicArticles(tables.client(), "Articles");
    for (String list : List.of("all", "section#tin-tuc", "tag#giao-thong", "author#lu-a-su")) {
      articles
          .newest(new ListName(list), 50, NOW)
          .headlines()
          .forEach(headline -> articles.find(headline.id(), NOW));
    }
    new SiteSettings(tables.client(), "Articles", "Tin").at(NOW);
    new Tallies(tables.client(), "Tallies", 1).read(List.of(Tally.SITE_ALL), true);
  }

  private static void assertTablesAreEmpty() {
    for (ArchivedTable table : ArchivedTable.values()) {
      assertThat(tables.client().scan(scan -> scan.tableName(name(table))).items()).isEmpty();
    }
  }

  private static String name(ArchivedTable table) {
    return table.word().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
        + table.word().substring(1);
  }

  private static Map<ArchivedTable, List<Map<String, AttributeValue>>> copy() {
    Map<ArchivedTable, List<Map<String, AttributeValue>>> items =
        new EnumMap<>(ArchivedTable.class);
    whole.items().forEach((table, some) -> items.put(table, new ArrayList<>(some)));
    return items;
  }

  /** Returns the archive with a change to the first matching item. An empty item is removed. */
  private static byte[] changed(
      ArchivedTable table,
      java.util.function.Predicate<Map<String, AttributeValue>> wanted,
      UnaryOperator<Map<String, AttributeValue>> change) {
    Map<ArchivedTable, List<Map<String, AttributeValue>>> items = copy();
    List<Map<String, AttributeValue>> all = Objects.requireNonNull(items.get(table));
    for (int i = 0; i < all.size(); i++) {
      if (wanted.test(all.get(i))) {
        Map<String, AttributeValue> item = change.apply(all.remove(i));
        if (!item.isEmpty()) {
          all.add(i, item);
        }
        return written(items, whole.photos());
      }
    }
    throw new AssertionError("No such item in the archive");
  }

  private static byte[] written(
      Map<ArchivedTable, List<Map<String, AttributeValue>>> items, Map<String, byte[]> photos) {
    PartWriter writer = new PartWriter();
    items.forEach((table, all) -> all.forEach(item -> writer.add(table, item)));
    photos.forEach(writer::add);
    return writer.finish(whole.manifest());
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    changed.put(name, value);
    return changed;
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> item, String name) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    changed.remove(name);
    return changed;
  }

  private Call.Answer post(byte[] part) {
    return post("en", part);
  }

  private Call.Answer post(String language, byte[] part) {
    return Call.to("POST /api/admin/import")
        .by("quan-tri", "administrator")
        .header("Accept-Language", language)
        .body("application/zip", part)
        .of(handler);
  }

  private JsonNode taken(byte[] part) throws JsonProcessingException {
    Call.Answer answer = post(part);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void namesItemsWithHugeKeysShortly() {
    Map<ArchivedTable, List<Map<String, AttributeValue>>> items =
        Map.of(
            ArchivedTable.NEWSROOM,
            List.of(Map.of("article", fromS("x".repeat(1_000_000)), "part", fromS("copy"))));
    assertThat(refused(written(items, Map.of()))).hasSizeLessThan(2000).contains("xxx");
  }

  private String refused(byte[] part) {
    Call.Answer answer = post(part);
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    return answer.body();
  }
}
