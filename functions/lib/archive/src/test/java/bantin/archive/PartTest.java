package bantin.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromSs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class PartTest {
  private static final Manifest MANIFEST =
      new Manifest("archive-0123", 2, true, 4, Instant.parse("2026-11-23T03:00:00Z"));

  private static final String MANIFEST_JSON =
      """
      {"format": 1, "archive": "archive-0123", "part": 2, "last": true, "slots": 4,
       "exportedAt": "2026-11-23T03:00:00Z"}
      """;

  private static final Map<String, AttributeValue> ARTICLE =
      Map.of(
          "article", fromS("8v4k2m9q0z"),
          "part", fromS("copy"),
          "title", fromS("Chợ phiên họp\nlại"),
          "version", fromN("3"),
          "usedBy", fromSs(List.of("b", "a")));

  private static final Map<String, AttributeValue> SESSION = Map.of("session", fromS("day#id"));

  private static final String PHOTO = "photos/00000000000000000000/960.jpg";

  private static byte[] written() {
    PartWriter writer = new PartWriter();
    writer.add(ArchivedTable.NEWSROOM, ARTICLE);
    writer.add(ArchivedTable.VISITS, SESSION);
    writer.add(ArchivedTable.VISITS, Map.of("session", fromS("day#other")));
    writer.add(PHOTO, new byte[] {1, 2, 3});
    return writer.finish(MANIFEST);
  }

  @Test
  void readsItemsPhotosAndManifestAsWritten() throws ArchiveException {
    Part part = PartReader.read(written());

    assertThat(part.manifest()).isEqualTo(MANIFEST);
    assertThat(part.items()).containsOnlyKeys(ArchivedTable.NEWSROOM, ArchivedTable.VISITS);
    Map<String, AttributeValue> article = items(part, ArchivedTable.NEWSROOM).get(0);
    assertThat(article.keySet()).isEqualTo(ARTICLE.keySet());
    assertThat(article.get("title")).isEqualTo(ARTICLE.get("title"));
    assertThat(article.get("usedBy")).isEqualTo(fromSs(List.of("a", "b")));
    assertThat(items(part, ArchivedTable.VISITS)).hasSize(2).contains(SESSION);
    assertThat(part.photos()).containsOnlyKeys(PHOTO);
    assertThat(part.photos().get(PHOTO)).containsExactly(1, 2, 3);
  }

  private static List<Map<String, AttributeValue>> items(Part part, ArchivedTable table) {
    return part.items().getOrDefault(table, List.of());
  }

  @Test
  void writesEqualBytesForEqualContent() {
    assertThat(written()).isEqualTo(written());
  }

  @Test
  void countsItemsAndBytesWhileWriting() {
    PartWriter writer = new PartWriter();
    assertThat(writer.items()).isZero();
    writer.add(ArchivedTable.VISITS, SESSION);
    assertThat(writer.items()).isEqualTo(1);
    assertThat(writer.inflated()).isEqualTo("{\"session\":{\"S\":\"day#id\"}}\n".length());
    writer.add(PHOTO, new byte[5000]);
    assertThat(writer.items()).isEqualTo(1);
    assertThat(writer.inflated()).isGreaterThan(5000);
    assertThat(writer.size()).isPositive();
  }

  @Test
  void refusesAPartThatIsCutOffAnywhere() {
    byte[] whole = written();
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> PartReader.read(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(ArchiveException.class);
    }
  }

  @Test
  void refusesBytesBehindThePart() {
    byte[] whole = written();
    assertThatThrownBy(() -> PartReader.read(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("CUT_OFF");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escape.txt", "visits.csv", "template.yaml"})
  void refusesFilesThatBelongIntoNoArchive(String name) {
    assertThatThrownBy(() -> PartReader.read(zip(name, "x", Manifest.FILE, MANIFEST_JSON)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(name);
  }

  @Test
  void refusesFilesBehindTheManifest() {
    assertThatThrownBy(() -> PartReader.read(zip(Manifest.FILE, MANIFEST_JSON, PHOTO, "x")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("BEHIND_MANIFEST");
  }

  @Test
  void refusesAPartWithoutManifest() {
    assertThatThrownBy(() -> PartReader.read(zip(PHOTO, "x")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("NO_MANIFEST");
  }

  @Test
  void refusesAPartThatUnpacksToTooMuch() throws ArchiveException {
    int manifest = MANIFEST.json().toPrettyString().getBytes(UTF_8).length;
    int room = (int) PartReader.MAX_INFLATED_BYTES - manifest;
    assertThat(PartReader.read(withPhotoOf(room)).photos().get(PHOTO)).hasSize(room);
    byte[] part = withPhotoOf(room + 1);
    assertThatThrownBy(() -> PartReader.read(part))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("TOO_LARGE");
  }

  private static byte[] withPhotoOf(int bytes) {
    PartWriter writer = new PartWriter();
    writer.add(PHOTO, new byte[bytes]);
    return writer.finish(MANIFEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "{}",
        "{\"session\": {\"S\": \"\"}}",
        "{\"session\": {\"N\": \"1\"}}",
        "{\"session\": {\"S\": \"a\"}, \"session\": {\"S\": \"b\"}}",
        "{\"session\": {\"S\": \"a\"}} {}",
        "{\"session\": {\"Q\": \"a\"}}"
      })
  void refusesLinesThatAreNoItems(String line) {
    assertThatThrownBy(
            () -> PartReader.read(zip("visits.ndjson", line, Manifest.FILE, MANIFEST_JSON)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("visits.ndjson");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\": 1 | \"format\": 2 | OTHER_FORMAT: 2, 1",
        "\"part\": 2 | \"part\": 0 | NO_NUMBER",
        "\"part\": 2 | \"part\": 1000001 | NO_NUMBER",
        "archive-0123 | Archive! | NO_NUMBER",
        "2026-11-23T03:00:00Z | yesterday | NO_TIME"
      })
  void refusesAManifestThatIsWrong(String right, String wrong, String message) {
    String json = MANIFEST_JSON.replace(right, wrong);
    assertThatThrownBy(() -> PartReader.read(zip(Manifest.FILE, json)))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000_000})
  void takesEveryNumberOfAPart(int number) throws ArchiveException, IOException {
    String json = MANIFEST_JSON.replace("\"part\": 2", "\"part\": " + number);
    assertThat(PartReader.read(zip(Manifest.FILE, json)).manifest().number()).isEqualTo(number);
  }

  @Test
  void readsPartsOfManyFiles() throws ArchiveException {
    PartWriter writer = new PartWriter();
    for (int photo = 0; photo < 300; photo++) {
      writer.add("photos/" + photo + "/960.jpg", new byte[0]);
    }
    assertThat(PartReader.read(writer.finish(MANIFEST)).photos()).hasSize(300);
  }

  @Test
  void writesFilesWithoutTheirTime() throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written()))) {
      for (ZipEntry file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
        assertThat(file.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
      }
    }
  }

  @Test
  void takesAManifestWithoutSlotsForOneSlot() throws ArchiveException, IOException {
    String json = MANIFEST_JSON.replace("\"slots\": 4,", "");
    assertThat(PartReader.read(zip(Manifest.FILE, json)).manifest().slots()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "NEWSROOM, article, 8v4k2m9q0z, true",
    "NEWSROOM, article, import, false",
    "ARTICLES, list, all, true",
    "ARTICLES, list, preview#token, false",
    "VISITS, session, day#id, true",
    "TALLIES, tally, site, true",
    "TALLIES, tally, checkpoint#shard, false",
  })
  void holdsItemsByTheirHashKey(ArchivedTable table, String name, String key, boolean held) {
    assertThat(table.hash()).isEqualTo(name);
    assertThat(table.holds(Map.of(name, fromS(key)))).isEqualTo(held);
  }

  @Test
  void leavesOutPresenceAndRecountsInProgress() {
    assertThat(
            ArchivedTable.NEWSROOM.holds(
                Map.of("article", fromS("8v4k2m9q0z"), "expires", fromN("1"))))
        .isFalse();
    assertThat(ArchivedTable.RECOUNTS.holds(Map.of("part", fromS("result")))).isTrue();
    assertThat(ArchivedTable.RECOUNTS.holds(Map.of("part", fromS("request")))).isFalse();
  }

  @Test
  void refusesItemsThatArchivesLeaveOut() {
    String line = "{\"tally\": {\"S\": \"checkpoint#shard\"}}";
    assertThatThrownBy(
            () -> PartReader.read(zip("tallies.ndjson", line, Manifest.FILE, MANIFEST_JSON)))
        .isInstanceOf(ArchiveException.class);
  }

  @Test
  void namesTheHashKeyFirst() {
    assertThat(ArchivedTable.ARTICLES.keyNames()).containsExactly("list", "at");
    assertThat(ArchivedTable.VISITS.keyNames()).containsExactly("session");
    assertThat(ArchivedTable.ARTICLES.keys()).containsExactlyInAnyOrder("list", "at");
    assertThat(ArchivedTable.VISITS.keys()).containsExactly("session");
  }

  /** Zip file of names, each followed by its content. */
  private static byte[] zip(String... files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
      for (int i = 0; i < files.length; i += 2) {
        zip.putNextEntry(new ZipEntry(files[i]));
        zip.write(files[i + 1].getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }
}
