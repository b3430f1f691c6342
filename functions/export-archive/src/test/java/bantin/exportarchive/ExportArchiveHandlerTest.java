package bantin.exportarchive;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.archive.ArchiveException;
import bantin.archive.ArchivedTable;
import bantin.archive.Part;
import bantin.archive.PartReader;
import bantin.archive.Piece;
import bantin.engines.Call;
import bantin.engines.S3Server;
import bantin.engines.SampleFiles;
import bantin.engines.Tables;
import bantin.photo.Download;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;

final class ExportArchiveHandlerTest {
  private static final Pattern NEXT =
      Pattern.compile("</api/admin/export\\?after=([\\w-]+)>; rel=\"next\"");
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00.5Z");

  private static Tables tables;
  private static S3Server s3;
  private static S3Client bucket;
  private ExportArchiveHandler handler;

  @BeforeAll
  static void start() throws IOException {
    tables = Tables.inMemory();
    s3 = S3Server.inMemory();
    bucket = s3.client();
  }

  @AfterAll
  static void stop() {
    bucket.close();
    s3.close();
    tables.close();
  }

  @BeforeEach
  void empty() {
    tables.clear();
    String name = s3.name("Photos");
    bucket
        .listObjectsV2(list -> list.bucket(name))
        .contents()
        .forEach(object -> bucket.deleteObject(delete -> delete.bucket(name).key(object.key())));
    Map<ArchivedTable, String> names =
        Map.of(
            ArchivedTable.NEWSROOM, "Newsroom",
            ArchivedTable.ARTICLES, "Articles",
            ArchivedTable.VISITS, "Visits",
            ArchivedTable.TALLIES, "Tallies",
            ArchivedTable.RECOUNTS, "Recounts");
    handler =
        new ExportArchiveHandler(
            new Exporter(
                tables.client("ExportArchiveFunction"),
                names,
                s3.client("ExportArchiveFunction"),
                name,
                2),
            () -> NOW);
  }

  @Test
  void exportsEveryKindOfValueUnchanged() throws ArchiveException {
    Map<String, AttributeValue> item =
        Map.of(
            "article", fromS("7q2m4x9k1c"),
            "part", fromS("copy"),
            "title", fromS("Đường mới\nvề bản \"Ngải Trồ\" \uD83C\uDF3E"),
            "version", fromN("3"),
            "tags", AttributeValue.fromSs(List.of("b", "a")),
            "numbers", AttributeValue.fromNs(List.of("1.5", "20")),
            "yes", AttributeValue.fromBool(true),
            "nothing", AttributeValue.fromNul(true),
            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("x")),
            "list",
                AttributeValue.fromL(
                    List.of(
                        fromS(""),
                        AttributeValue.fromM(Map.of()),
                        AttributeValue.fromL(List.of()))));
    put("Newsroom", item);

    Map<String, AttributeValue> read = items(archive(), ArchivedTable.NEWSROOM).get(0);

    assertThat(read).containsOnlyKeys(item.keySet());
    Map<String, AttributeValue> plain = new HashMap<>(read);
    assertThat(need(plain, "tags").ss()).containsExactlyInAnyOrder("a", "b");
    assertThat(need(plain, "numbers").ns()).containsExactlyInAnyOrder("20", "1.5");
    item.forEach(
        (name, value) -> {
          if (!value.hasSs() && !value.hasNs()) {
            assertThat(plain).containsEntry(name, value);
          }
        });
  }

  @Test
  void leavesOutItemsOfThisPortalOnly() throws ArchiveException {
    put("Newsroom", Map.of("article", fromS("a"), "part", fromS("copy")));
    put(
        "Newsroom",
        Map.of("article", fromS("a"), "part", fromS("presence#lan"), "expires", fromN("1")));
    put("Newsroom", Map.of("article", fromS("import"), "part", fromS("archive")));
    put("Articles", Map.of("list", fromS("all"), "at", fromS("1"), "expires", fromN("1")));
    put("Articles", Map.of("list", fromS("preview#x"), "at", fromS("preview")));
    put("Visits", Map.of("session", fromS("2026-11-24#s")));
    put("Tallies", Map.of("tally", fromS("site#all#0"), "visits", fromN("7")));
    put("Tallies", Map.of("tally", fromS("checkpoint#shard-1"), "sequence", fromS("1")));
    put("Recounts", Map.of("day", fromS("2026-11-22"), "part", fromS("result")));
    put("Recounts", Map.of("day", fromS("2026-11-22"), "part", fromS("step#1")));

    List<Part> archive = archive();

    assertThat(archive).hasSize(1);
    Part part = archive.get(0);
    assertThat(part.manifest().last()).isTrue();
    assertThat(part.manifest().number()).isOne();
    assertThat(part.manifest().slots()).isEqualTo(2);
    assertThat(part.manifest().exportedAt()).isEqualTo(Instant.parse("2026-11-24T03:00:00Z"));
    for (ArchivedTable table : ArchivedTable.values()) {
      assertThat(items(archive, table)).as(table.word()).hasSize(1);
    }
    assertThat(items(archive, ArchivedTable.NEWSROOM).get(0).get("part")).isEqualTo(fromS("copy"));
  }

  @Test
  void splitsLargePortalIntoPartsWithoutRepetition() throws ArchiveException {
    Random random = new Random(20261124);
    Set<String> expected = new HashSet<>();
    List<WriteRequest> batch = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      byte[] body = new byte[12_000];
      random.nextBytes(body);
      expected.add("article-" + i);
      Map<String, AttributeValue> item =
          Map.of(
              "article", fromS("article-" + i),
              "part", fromS("copy"),
              "body", AttributeValue.fromB(SdkBytes.fromByteArray(body)));
      batch.add(WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build());
      if (batch.size() == 25) {
        List<WriteRequest> full = List.copyOf(batch);
        tables.client().batchWriteItem(write -> write.requestItems(Map.of("Newsroom", full)));
        batch.clear();
      }
    }
    Map<String, byte[]> photos = new HashMap<>();
    for (int i = 0; i < 7; i++) {
      byte[] photo = new byte[700_000];
      random.nextBytes(photo);
      String key = "photos/0000000000000000000" + i + "/960.jpg";
      photos.put(key, photo);
      bucket.putObject(put -> put.bucket(s3.name("Photos")).key(key), RequestBody.fromBytes(photo));
    }
    bucket.putObject(
        put -> put.bucket(s3.name("Photos")).key("uploads/x"), RequestBody.fromString("private"));

    List<Part> archive = archive();

    assertThat(archive).hasSizeGreaterThan(3);
    List<String> found =
        items(archive, ArchivedTable.NEWSROOM).stream()
            .map(item -> need(item, "article").s())
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    Map<String, byte[]> files = new HashMap<>();
    archive.forEach(part -> files.putAll(part.photos()));
    assertThat(files).containsOnlyKeys(photos.keySet());
    photos.forEach((key, bytes) -> assertThat(files.get(key)).isEqualTo(bytes));
    for (int i = 0; i < archive.size(); i++) {
      assertThat(archive.get(i).manifest().number()).isEqualTo(i + 1);
      assertThat(archive.get(i).manifest().last()).isEqualTo(i == archive.size() - 1);
    }
    assertThat(archive.stream().map(part -> part.manifest().archive()).distinct()).hasSize(1);
  }

  @Test
  void exportsAttachmentsInPieces() throws ArchiveException {
    byte[] large = SampleFiles.pdf(2 * Piece.BYTES + 12_345);
    byte[] small = SampleFiles.docx();
    attach("photos/00000000000000000001/file.pdf", "Kế hoạch.pdf", large);
    attach("photos/00000000000000000002/file.docx", "Đơn.docx", small);

    List<Part> archive = archive();

    Map<String, byte[]> files = new HashMap<>();
    archive.forEach(part -> files.putAll(part.photos()));
    String pdf = "photos/00000000000000000001/Kế hoạch.pdf/";
    String docx = "photos/00000000000000000002/Đơn.docx/1of1";
    assertThat(files).containsOnlyKeys(pdf + "1of3", pdf + "2of3", pdf + "3of3", docx);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int number = 1; number <= 3; number++) {
      whole.writeBytes(files.get(pdf + number + "of3"));
    }
    assertThat(whole.toByteArray()).isEqualTo(large);
    assertThat(files.get(docx)).isEqualTo(small);
  }

  @Test
  void skipsAttachmentThatIsRemovedDuringTheExport() throws ArchiveException {
    String key = "photos/00000000000000000001/file.pdf";
    attach(key, "a.pdf", SampleFiles.pdf(Piece.BYTES + 1));
    attach("photos/00000000000000000002/file.docx", "b.docx", SampleFiles.docx());
    Call.Answer first = export().of(handler);
    assertThat(PartReader.read(first.bytes()).photos())
        .containsOnlyKeys("photos/00000000000000000001/a.pdf/1of2");
    bucket.deleteObject(delete -> delete.bucket(s3.name("Photos")).key(key));
    Matcher next = NEXT.matcher(first.header("Link"));
    assertThat(next.matches()).isTrue();
    Part second = PartReader.read(export().query("after", next.group(1)).of(handler).bytes());
    assertThat(second.photos()).containsOnlyKeys("photos/00000000000000000002/b.docx/1of1");
    assertThat(second.manifest().last()).isTrue();
  }

  private static void attach(String key, String name, byte[] file) {
    bucket.putObject(
        put ->
            put.bucket(s3.name("Photos")).key(key).contentDisposition(Download.disposition(name)),
        RequestBody.fromBytes(file));
  }

  @Test
  void exportsEmptyPortal() throws ArchiveException {
    assertThat(archive()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "editor"})
  void refusesPeopleWhoAreNotAdministrators(String group) {
    Call.Answer answer = Call.to("GET /api/admin/export").by("lan", group).of(handler);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "e30", "!!", "eyJhcmNoaXZlIjoiLi4iLCJwYXJ0IjoyfQ"})
  void refusesInvalidPlace(String after) {
    Call.Answer answer = export().query("after", after).of(handler);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("Link");
  }

  private static Call export() {
    return Call.to("GET /api/admin/export").by("quan-tri", "administrator");
  }

  /** Returns all parts, one after the other. */
  private List<Part> archive() throws ArchiveException {
    List<Part> parts = new ArrayList<>();
    Call call = export();
    while (true) {
      Call.Answer answer = call.of(handler);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Content-Type")).isEqualTo("application/zip");
      assertThat(answer.bytes().length).isLessThan(4_500_000);
      parts.add(PartReader.read(answer.bytes()));
      Matcher next = NEXT.matcher(answer.header("Link"));
      if (!next.matches()) {
        assertThat(answer.header("Link")).isEmpty();
        return parts;
      }
      call = export().query("after", next.group(1));
    }
  }

  private static List<Map<String, AttributeValue>> items(List<Part> parts, ArchivedTable table) {
    return parts.stream()
        .flatMap(part -> part.items().getOrDefault(table, List.of()).stream())
        .toList();
  }

  private static AttributeValue need(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name));
  }

  private static void put(String table, Map<String, AttributeValue> item) {
    tables.client().putItem(put -> put.tableName(table).item(item));
  }
}
