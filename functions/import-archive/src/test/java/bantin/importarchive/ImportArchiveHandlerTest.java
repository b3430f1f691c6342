package bantin.importarchive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.archive.ArchivedTable;
import bantin.archive.Manifest;
import bantin.archive.PartWriter;
import bantin.article.ArticleId;
import bantin.article.Settings;
import bantin.article.SiteSettings;
import bantin.engines.Call;
import bantin.engines.SampleFiles;
import bantin.engines.Tables;
import bantin.manuscript.Body;
import bantin.manuscript.Manuscript;
import bantin.newsroom.CopyItems;
import bantin.newsroom.State;
import bantin.newsroom.WorkingCopy;
import bantin.photo.Download;
import bantin.visit.Fact;
import bantin.visit.Recount;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

final class ImportArchiveHandlerTest {
  private static final String ARCHIVE = "5f1d6c1e-2b8a-4a55-9f6e-0c1d2e3f4a5b";
  private static final String OTHER = "00000000-2b8a-4a55-9f6e-0c1d2e3f4a5b";

  /** Lossy WebP file of one pixel. */
  private static final byte[] WEBP =
      Base64.getDecoder().decode("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=");

  private static final String ATTACHMENT = "0123456789012345678a";
  private static final Instant AT = Instant.parse("2026-11-24T03:00:00Z");
  private static final Map<String, AttributeValue> COPY = copy("7q2m4x9k1c");

  private static EmptyPortal portal;
  private static Tables tables;
  private static S3Client bucket;
  private ImportArchiveHandler handler;

  @BeforeAll
  static void start() throws IOException {
    portal = new EmptyPortal();
    tables = portal.tables();
    bucket = portal.s3().client();
  }

  @AfterAll
  static void stop() {
    bucket.close();
    portal.close();
  }

  @BeforeEach
  void empty() {
    portal.clear();
    attachments()
        .forEach(
            key ->
                bucket.deleteObject(delete -> delete.bucket(portal.s3().name("Photos")).key(key)));
    handler = portal.handler(2);
  }

  @Test
  void importsWholePortalInOnePart() throws JsonProcessingException {
    PartWriter part = new PartWriter();
    part.add(ArchivedTable.NEWSROOM, COPY);
    part.add(
        ArchivedTable.ARTICLES,
        SiteSettings.item(new Settings("Tin", Settings.initial("Tin").sections(), "", "", "", 1)));
    part.add(
        ArchivedTable.VISITS,
        Map.of(
            "session", fromS("2026-11-24#0000000000000000000000"),
            "seen", fromN("1795500000000"),
            "expires", fromN("1795700000")));
    part.add(ArchivedTable.TALLIES, Map.of("tally", fromS("site#all#0"), "visits", fromN("7")));
    part.add(
        ArchivedTable.RECOUNTS,
        Recount.begun(LocalDate.parse("2026-11-22"), "run", "quan-tri", false, AT).item());
    byte[] photo = photo();
    part.add("photos/01234567890123456789/960.jpg", photo);
    part.add("photos/01234567890123456789/720.webp", WEBP);

    JsonNode answer = taken(part.finish(manifest(ARCHIVE, 1, true)));

    assertThat(answer)
        .hasToString("{\"part\":1,\"written\":5,\"there\":0,\"photos\":2,\"missing\":[]}");
    assertThat(rows("Newsroom")).contains(COPY).hasSize(3);
    assertThat(rows("Articles")).hasSize(1);
    assertThat(rows("Tallies"))
        .containsExactly(Map.of("tally", fromS("site#all#0"), "visits", fromN("7")));
    assertThat(rows("Recounts")).hasSize(1);
    assertThat(rows("Visits"))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item)
                    .containsKey(Fact.IMPORTED)
                    .containsEntry("seen", fromN("1795500000000")));
    assertThat(
            bucket
                .getObjectAsBytes(
                    get ->
                        get.bucket(portal.s3().name("Photos"))
                            .key("photos/01234567890123456789/960.jpg"))
                .asByteArray())
        .isEqualTo(photo);
    var webp =
        bucket.getObjectAsBytes(
            get ->
                get.bucket(portal.s3().name("Photos")).key("photos/01234567890123456789/720.webp"));
    assertThat(webp.asByteArray()).isEqualTo(WEBP);
    assertThat(webp.response().contentType()).isEqualTo("image/webp");
  }

  @Test
  void joinsAttachmentWhosePiecesComeInAnyOrderAndTwice() throws JsonProcessingException {
    byte[] file = SampleFiles.pdf(3000);
    byte[] first = piece(ARCHIVE, 1, "Kế hoạch.pdf/1of3", Arrays.copyOf(file, 1000));
    byte[] second = piece(ARCHIVE, 2, "Kế hoạch.pdf/2of3", Arrays.copyOfRange(file, 1000, 2000));
    byte[] third = piece(ARCHIVE, 3, "Kế hoạch.pdf/3of3", Arrays.copyOfRange(file, 2000, 3000));
    taken(third);
    taken(first);
    taken(first);
    assertThat(attachments()).hasSize(2).noneMatch(key -> key.endsWith(".pdf"));
    taken(second);
    taken(third);
    assertThat(attachments()).containsExactly("photos/" + ATTACHMENT + "/file.pdf");
    var joined =
        bucket.getObjectAsBytes(
            get ->
                get.bucket(portal.s3().name("Photos")).key("photos/" + ATTACHMENT + "/file.pdf"));
    assertThat(joined.asByteArray()).isEqualTo(file);
    assertThat(joined.response().contentType()).isEqualTo("application/pdf");
    assertThat(joined.response().contentDisposition())
        .isEqualTo(Download.disposition("Kế hoạch.pdf"));
  }

  @ParameterizedTest
  @CsvSource({
    "a.docx/1of1, holds macros",
    "a.pdf/1of1, no PDF file",
    "a.exe/1of1, a.exe",
    "a.pdf/2of1, 2of1",
    "a.pdf/1of99, 1of99",
    "file.pdf, file.pdf",
    "a:b.pdf/1of1, a:b.pdf"
  })
  void refusesAttachmentThatNoPortalTakes(String entry, String why) {
    byte[] macros = SampleFiles.office("word/document.xml", SampleFiles.WORD_WITH_MACROS, Map.of());
    assertThat(refused(piece(ARCHIVE, 1, entry, macros), 422)).contains(why);
    assertThat(attachments()).isEmpty();
  }

  private static byte[] piece(String archive, int number, String entry, byte[] bytes) {
    PartWriter part = new PartWriter();
    part.add("photos/" + ATTACHMENT + "/" + entry, bytes);
    return part.finish(manifest(archive, number, false));
  }

  private static List<String> attachments() {
    return bucket
        .listObjectsV2(
            list -> list.bucket(portal.s3().name("Photos")).prefix("photos/" + ATTACHMENT))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  @Test
  void findsFaultsOfWebPFiles() throws IOException {
    String key = "photos/01234567890123456789/720.webp";
    assertThat(PhotoFile.fault(key, WEBP)).isNull();
    assertThat(fault(key, Arrays.copyOf(WEBP, WEBP.length - 2))).contains("no whole");
    assertThat(fault(key, photo())).contains("no whole");
    assertThat(fault("photos/01234567890123456789/960.jpg", WEBP)).contains("no whole");
    byte[] wide = WEBP.clone();
    wide[26] = (byte) 0xd1; // 721 pixels
    wide[27] = 2;
    assertThat(fault(key, wide)).contains("larger");
    byte[] damaged = WEBP.clone();
    damaged[24] = 0;
    assertThat(fault(key, damaged)).contains("no whole");
    byte[] longer = WEBP.clone();
    longer[16]++;
    longer[17]++;
    assertThat(fault(key, longer)).contains("no whole");
  }

  private static String fault(String key, byte[] file) {
    return Objects.requireNonNull(PhotoFile.fault(key, file)).english();
  }

  @Test
  void acceptsPartsInAnyOrderAndRepeatedly() throws JsonProcessingException {
    assertThat(taken(part(ARCHIVE, 2, false, "b")).path("missing").isNull()).isTrue();
    assertThat(taken(part(ARCHIVE, 4, true, "d")).path("missing")).hasToString("[1,3]");
    assertThat(taken(part(ARCHIVE, 1, false, "a")).path("missing")).hasToString("[3]");

    JsonNode again = taken(part(ARCHIVE, 2, false, "b"));
    assertThat(again.path("written").asInt()).isZero();
    assertThat(again.path("there").asInt()).isOne();

    assertThat(taken(part(ARCHIVE, 3, false, "c")).path("missing")).hasToString("[]");
    assertThat(rows("Newsroom")).hasSize(9);
  }

  @Test
  void importsArchivesWrittenBeforeArticlesHadAddressesOfTheirOwn() throws JsonProcessingException {
    Map<String, AttributeValue> older = new HashMap<>(COPY);
    assertThat(older.keySet()).contains("slug", "cardTitle", "cardDescription");
    List.of("slug", "cardTitle", "cardDescription").forEach(older::remove);
    PartWriter part = new PartWriter();
    part.add(ArchivedTable.NEWSROOM, older);
    taken(part.finish(manifest(ARCHIVE, 1, true)));
    assertThat(rows("Newsroom")).contains(older);
  }

  @Test
  void keepsItemsWrittenAfterImport() throws JsonProcessingException {
    byte[] part = part(ARCHIVE, 1, false, "a");
    taken(part);
    Map<String, AttributeValue> edited =
        Map.of("article", fromS("000000000a"), "part", fromS("copy"), "title", fromS("Sửa lại"));
    tables.client().putItem(put -> put.tableName("Newsroom").item(edited));

    taken(part);

    assertThat(rows("Newsroom")).contains(edited);
  }

  @ParameterizedTest
  @CsvSource({"Newsroom, article, part", "Articles, list, at"})
  void refusesPortalWithContent(String table, String hash, String range) {
    tables
        .client()
        .putItem(put -> put.tableName(table).item(Map.of(hash, fromS("x"), range, fromS("y"))));

    assertThat(refused(part(ARCHIVE, 1, true, "a"), 409)).contains("content already");

    assertThat(rows("Newsroom").size() + rows("Articles").size()).isOne();
  }

  @Test
  void refusesPartOfAnotherArchive() throws JsonProcessingException {
    taken(part(ARCHIVE, 1, false, "a"));

    assertThat(refused(part(OTHER, 1, false, "b"), 409)).contains("another archive");

    assertThat(rows("Newsroom")).hasSize(3);
  }

  @Test
  void closesAfterAllParts() throws JsonProcessingException {
    byte[] first = part(ARCHIVE, 1, false, "a");
    byte[] last = part(ARCHIVE, 2, true, "b");
    taken(first);
    taken(last);
    tables
        .client()
        .deleteItem(
            delete ->
                delete
                    .tableName("Newsroom")
                    .key(Map.of("article", fromS("000000000b"), "part", fromS("copy"))));
    List<Map<String, AttributeValue>> before = rows("Newsroom");

    JsonNode again = taken(last);
    assertThat(again)
        .hasToString("{\"part\":2,\"written\":0,\"there\":1,\"photos\":0,\"missing\":[]}");
    assertThat(refused(part(ARCHIVE, 2, true, "c"), 409)).contains("the import is closed");
    assertThat(refused(part(ARCHIVE, 3, false, "d"), 409)).contains("the import is closed");
    assertThat(rows("Newsroom")).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void refusesSecondLastPart() throws JsonProcessingException {
    taken(part(ARCHIVE, 3, true, "a"));
    assertThat(refused(part(ARCHIVE, 4, false, "b"), 409)).contains("which part is last");
    assertThat(refused(part(ARCHIVE, 2, true, "b"), 409)).contains("which part is last");
    assertThat(taken(part(ARCHIVE, 2, false, "b")).path("missing")).hasToString("[1]");
  }

  @Test
  void refusesMoreCounterSlotsThanPortalReads() {
    byte[] part = new PartWriter().finish(new Manifest(ARCHIVE, 1, true, 3, AT));
    assertThat(refused(part, 409)).contains("TallySlots=3");
  }

  @Test
  void refusesTruncatedFiles() {
    byte[] whole = part(ARCHIVE, 1, true, "a", "b", "c");
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      Call.Answer answer = post(cut);
      assertThat(answer.status()).as("cut to %d bytes", length).isEqualTo(422);
      assertThat(rows("Newsroom")).isEmpty();
      tables.clear();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "photos/../Newsroom|x",
        "photos/01234567890123456789/961.jpg|x",
        "uploads/01234567890123456789|x",
        "other.ndjson|{}",
        "newsroom.ndjson|[]",
        "newsroom.ndjson|{\"article\":{\"S\":\"a\"}}",
        "newsroom.ndjson|{\"article\":{\"S\":\"a\"},\"part\":{\"N\":\"1\"}}",
        "newsroom.ndjson|{\"article\":{\"S\":\"a\"},\"part\":{\"S\":\"p\"},\"x\":{\"?\":\"1\"}}",
        "newsroom.ndjson|{\"article\":{\"S\":\"import\"},\"part\":{\"S\":\"archive\"}}",
        "tallies.ndjson|{\"tally\":{\"S\":\"checkpoint#1\"}}",
        "articles.ndjson|no JSON",
        "newsroom.ndjson|{\"article\":{\"S\":\"a\"},\"article\":{\"S\":\"b\"},\"part\":{\"S\":\"copy\"}}",
        "newsroom.ndjson|{\"article\":{\"S\":\"a\"},\"part\":{\"S\":\"copy\"}}{}",
        "../newsroom.ndjson|{}",
        "photos/01234567890123456789/960.jpg|../../newsroom.ndjson",
        "bantin.json|{\"format\":2}",
        "bantin.json|{\"format\":1,\"archive\":\"../..\",\"part\":1}",
      })
  void refusesFilesThatNoExportWrites(String file) throws IOException {
    String[] parts = file.split("\\|", 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, parts[0], parts[1]);
      entry(
          zip,
          "bantin.json",
          "{\"format\":1,\"archive\":\""
              + ARCHIVE
              + "\",\"part\":1,\"last\":true,\"slots\":1,"
              + "\"exportedAt\":\"2026-11-24T03:00:00Z\"}");
    } catch (java.util.zip.ZipException e) {
      // The zip stream refuses a second entry of one name. The bytes so far are the hostile file.
    }

    refused(out.toByteArray(), 422);

    assertThat(rows("Newsroom")).isEmpty();
  }

  @Test
  void refusesZipThatUnpacksToGigabytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("newsroom.ndjson"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        zip.write(zeros);
      }
    }
    assertThat(refused(out.toByteArray(), 422)).contains("unpacks to more");
  }

  @Test
  void refusesOtherRequests() {
    assertThat(refused("Xin chào".getBytes(UTF_8), 422)).contains("no part of an archive");
    assertThat(
            Call.to("POST /api/admin/import")
                .by("quan-tri", "administrator")
                .json("{}")
                .of(handler)
                .status())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "editor"})
  void refusesPeopleWhoAreNotAdministrators(String group) {
    Call.Answer answer =
        Call.to("POST /api/admin/import")
            .by("lan", group)
            .body("application/zip", part(ARCHIVE, 1, true, "a"))
            .of(handler);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(rows("Newsroom")).isEmpty();
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(UTF_8));
    zip.closeEntry();
  }

  private static Map<String, AttributeValue> copy(String id) {
    Manuscript text =
        new Manuscript(
            "Đường mới",
            "",
            "tin-tuc",
            List.of("Lù A Sử"),
            List.of(),
            "",
            Body.stored("<p>Xe chạy.</p>"));
    return CopyItems.item(
        new WorkingCopy(
            new ArticleId(id),
            1,
            State.DRAFT,
            text,
            "lan",
            "lan",
            AT,
            null,
            0,
            "",
            null,
            null,
            Set.of()));
  }

  private static byte[] photo() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(960, 20, BufferedImage.TYPE_INT_RGB), "jpeg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Manifest manifest(String archive, int number, boolean last) {
    return new Manifest(archive, number, last, 1, AT);
  }

  private static byte[] part(String archive, int number, boolean last, String... articles) {
    PartWriter writer = new PartWriter();
    for (String article : articles) {
      writer.add(ArchivedTable.NEWSROOM, copy("000000000" + article));
    }
    return writer.finish(manifest(archive, number, last));
  }

  private Call.Answer post(byte[] part) {
    return Call.to("POST /api/admin/import")
        .by("quan-tri", "administrator")
        .body("application/zip", part)
        .of(handler);
  }

  private JsonNode taken(byte[] part) throws JsonProcessingException {
    Call.Answer answer = post(part);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private String refused(byte[] part, int status) {
    Call.Answer answer = post(part);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    return answer.body();
  }

  private static List<Map<String, AttributeValue>> rows(String table) {
    return tables.client().scan(scan -> scan.tableName(table)).items();
  }
}
