package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import bantin.newsroom.NewsroomKeys.Kind;
import bantin.photo.PhotoId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class NewsroomKeysTest {
  private static final PhotoId PHOTO = new PhotoId("0123456789abcdefghjk");

  @ParameterizedTest
  @CsvSource({
    "import, archive, IMPORT",
    "import, copy, IMPORT",
    "bylines, lan-anh, BYLINE",
    "people, person#lan, PERSON",
    "people, departures, PERSON",
    "photo#0123456789abcdefghjk, photo, PHOTO",
    "file#0123456789abcdefghjk, file, FILE",
    "8v4k2m9q0z, copy, COPY",
    "8v4k2m9q0z, revision#00000001, REVISION",
    "8v4k2m9q0z, shared#token, SHARED",
    "8v4k2m9q0z, presence#lan, PRESENCE"
  })
  void tellsTheKindsOfItemsApart(String article, String part, Kind kind) {
    assertThat(NewsroomKeys.kind(article, part)).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"8v4k2m9q0z, other", "8v4k2m9q0z, copy2", "8v4k2m9q0z, arevision#1"})
  void knowsNoOtherKinds(String article, String part) {
    assertThat(NewsroomKeys.kind(article, part)).isNull();
  }

  @Test
  void keepsTheItemsOfAnArticleTogether() {
    assertThat(NewsroomKeys.copy(Samples.ID)).isEqualTo(key("8v4k2m9q0z", "copy"));
    assertThat(NewsroomKeys.revision(Samples.ID, 12))
        .isEqualTo(key("8v4k2m9q0z", "revision#00000012"));
    assertThat(NewsroomKeys.presence(Samples.ID, "Lan"))
        .isEqualTo(key("8v4k2m9q0z", "presence#Lan"));
    assertThat(NewsroomKeys.shared(Samples.ID, "token"))
        .isEqualTo(key("8v4k2m9q0z", "shared#token"));
  }

  @Test
  void givesEachOtherItemAKeyOfItsOwn() {
    assertThat(NewsroomKeys.byline("Đỗ Lan  Anh")).isEqualTo(key("bylines", "do-lan-anh"));
    assertThat(NewsroomKeys.person("lan")).isEqualTo(key("people", "person#lan"));
    assertThat(NewsroomKeys.departures()).isEqualTo(key("people", "departures"));
    assertThat(NewsroomKeys.photo(PHOTO)).isEqualTo(key("photo#0123456789abcdefghjk", "photo"));
    assertThat(NewsroomKeys.file(PHOTO)).isEqualTo(key("file#0123456789abcdefghjk", "file"));
    assertThat(NewsroomKeys.importedArchive()).isEqualTo(key("import", "archive"));
    assertThat(NewsroomKeys.importedPart(34)).isEqualTo(key("import", "part#0000034"));
  }

  private static Map<String, AttributeValue> key(String article, String part) {
    return Map.of("article", fromS(article), "part", fromS(part));
  }
}
