package bantin.sizephotos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.S3Server;
import bantin.engines.SampleFiles;
import bantin.engines.Tables;
import bantin.newsroom.Photo;
import bantin.newsroom.Photos;
import bantin.photo.AttachmentType;
import bantin.photo.ContentHash;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3BucketEntity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3Entity;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3EventNotificationRecord;
import com.amazonaws.services.lambda.runtime.events.models.s3.S3EventNotification.S3ObjectEntity;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

class AttachmentsTest {
  private static final String EXECUTABLE = "MZ\u0090 This program cannot be run in DOS mode.";

  private static Tables tables;
  private static S3Server buckets;
  private static Photos photos;

  @BeforeAll
  static void start() throws IOException {
    tables = Tables.inMemory();
    buckets = S3Server.inMemory();
    photos = new Photos(tables.client(), "Newsroom");
  }

  @AfterAll
  static void stop() {
    tables.close();
    buckets.close();
  }

  @ParameterizedTest
  @EnumSource(AttachmentType.class)
  void storesSoundFileUnchangedAsDownload(AttachmentType type) {
    byte[] file = sample(type);
    Photo photo = upload("Kế hoạch" + type.ending(), type, file);
    assertThat(photo.why()).isEmpty();
    assertThat(photo.state()).isEqualTo(Photo.State.READY);
    assertThat(photo.content()).isEqualTo(ContentHash.of(file));
    assertThat(photo.url()).isEqualTo("/photos/" + photo.id() + "/file" + type.ending());
    var stored =
        buckets
            .client()
            .getObjectAsBytes(
                get ->
                    get.bucket(buckets.name("Photos")).key(PhotoKeys.attachment(photo.id(), type)));
    assertThat(stored.asByteArray()).isEqualTo(file);
    assertThat(stored.response().contentType()).isEqualTo(type.mediaType());
    assertThat(stored.response().contentDisposition())
        .startsWith("attachment; ")
        .endsWith("filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch" + type.ending());
    assertThat(stored.response().cacheControl()).contains("immutable");
  }

  @ParameterizedTest
  @EnumSource(AttachmentType.class)
  void refusesRenamedExecutables(AttachmentType type) {
    isRefused("type", type, EXECUTABLE.getBytes(ISO_8859_1));
    isRefused("type", type, SampleFiles.zip(Map.of("setup.exe", EXECUTABLE)));
  }

  @ParameterizedTest
  @EnumSource(AttachmentType.class)
  void refusesFilesOfAnotherType(AttachmentType type) {
    for (AttachmentType otherType : AttachmentType.values()) {
      if (otherType != type) {
        isRefused("type", type, sample(otherType));
      }
    }
  }

  @Test
  void refusesMacrosUnderAnyName() {
    AttachmentType docx = AttachmentType.DOCX;
    String main = "word/document.xml";
    isRefused("macros", docx, SampleFiles.office(main, SampleFiles.WORD_WITH_MACROS, Map.of()));
    isRefused(
        "macros",
        docx,
        SampleFiles.office(main, SampleFiles.WORD, Map.of("word/vbaProject.bin", "x")));
    isRefused(
        "macros",
        AttachmentType.XLSX,
        SampleFiles.office(
            "xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", Map.of()));
    isRefused(
        "macros",
        AttachmentType.XLSX,
        SampleFiles.office("xl/m.xml", "application/vnd.ms-excel.macrosheet+xml", Map.of()));
  }

  @Test
  void refusesPasswordsAndOldWordFiles() {
    byte[] compound = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0, 0, 0};
    isRefused("type", AttachmentType.DOCX, compound);
    byte[] stream = "EncryptedPackage".getBytes(UTF_16LE);
    byte[] encrypted = Arrays.copyOf(compound, compound.length + stream.length);
    System.arraycopy(stream, 0, encrypted, compound.length, stream.length);
    isRefused("password", AttachmentType.DOCX, encrypted);
  }

  @Test
  void refusesDamagedFiles() {
    byte[] pdf = SampleFiles.pdf(5000);
    isRefused("broken", AttachmentType.PDF, Arrays.copyOf(pdf, 3000));
    byte[] docx = SampleFiles.docx();
    isRefused("broken", AttachmentType.DOCX, Arrays.copyOf(docx, docx.length - 30));
    isRefused(
        "broken",
        AttachmentType.DOCX,
        SampleFiles.zip(Map.of("[Content_Types].xml", "<Types><Override")));
    isRefused(
        "broken",
        AttachmentType.DOCX,
        SampleFiles.zip(Map.of("[Content_Types].xml", "<Types>" + " ".repeat(2 << 20))));
    // An entity of another file is never read.
    isRefused(
        "broken",
        AttachmentType.DOCX,
        SampleFiles.zip(
            Map.of(
                "[Content_Types].xml",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Types>&x;</Types>")));
  }

  private static byte[] sample(AttachmentType type) {
    return switch (type) {
      case PDF -> SampleFiles.pdf(2000);
      case DOCX -> SampleFiles.docx();
      case XLSX -> SampleFiles.xlsx();
    };
  }

  private static void isRefused(String code, AttachmentType type, byte[] file) {
    Photo photo = upload("a" + type.ending(), type, file);
    assertThat(photo.state()).isEqualTo(Photo.State.REFUSED);
    assertThat(photo.why()).startsWith(code + ": ");
    List<String> readable =
        buckets
            .client()
            .listObjectsV2(
                list -> list.bucket(buckets.name("Photos")).prefix("photos/" + photo.id() + "/"))
            .contents()
            .stream()
            .map(S3Object::key)
            .toList();
    assertThat(readable).isEmpty();
  }

  private static Photo upload(String name, AttachmentType type, byte[] file) {
    PhotoId id = PhotoId.random();
    photos.announce(
        Photo.announced(
            id, name, type.mediaType(), file.length, Instant.parse("2026-11-23T03:00:00Z"), "lan"));
    buckets
        .client()
        .putObject(
            put -> put.bucket(buckets.name("Photos")).key(PhotoKeys.upload(id)),
            RequestBody.fromBytes(file));
    S3Entity uploaded =
        new S3Entity(
            "",
            new S3BucketEntity(buckets.name("Photos"), null, ""),
            new S3ObjectEntity(PhotoKeys.upload(id), (long) file.length, "", "", ""),
            "");
    new SizePhotosHandler(
            new Photos(tables.client("SizePhotosFunction"), "Newsroom"),
            buckets.client("SizePhotosFunction"))
        .take(
            new S3Event(
                List.of(
                    new S3EventNotificationRecord(
                        "", "", "", null, "", null, null, uploaded, null))),
            line -> {});
    return Objects.requireNonNull(photos.find(id));
  }
}
