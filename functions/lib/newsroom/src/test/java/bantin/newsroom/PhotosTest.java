package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import bantin.photo.PhotoId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

final class PhotosTest extends WithTables {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private Photos photos;

  @BeforeEach
  void begin() {
    photos = new Photos(tables.client(), tables.name("Newsroom"));
  }

  @Test
  void findsAnAnnouncedPhoto() {
    Photo photo = announce(NOW, "lan");
    assertThat(photos.find(photo.id())).isEqualTo(photo);
    assertThat(photo.state()).isEqualTo(Photo.State.WAITING);
  }

  @Test
  void announcesAnIdOnce() {
    Photo photo = announce(NOW, "lan");
    assertThatThrownBy(() -> photos.announce(photo))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void findsSeveralPhotosAndLeavesUnknownOnesOut() {
    Photo later = announce(NOW.plusSeconds(1), "lan");
    Photo earlier = announce(NOW, "lan");
    assertThat(photos.find(List.of(later.id(), PhotoId.random(), earlier.id(), later.id())))
        .containsExactly(earlier, later);
    assertThat(photos.find(PhotoId.random())).isNull();
  }

  @Test
  void bindsAPhotoToOneUpload() {
    Photo photo = announce(NOW, "lan");
    assertThat(photos.claim(photo.id(), "first")).isTrue();
    assertThat(photos.claim(photo.id(), "first")).isTrue();
    assertThat(photos.claim(photo.id(), "second")).isFalse();
    assertThat(found(photo).original()).isEqualTo("first");
    assertThat(photos.claim(PhotoId.random(), "first")).isFalse();
  }

  @Test
  void settlesAPhotoOnce() {
    Photo photo = announce(NOW, "lan");
    assertThat(photos.ready(photo.id(), 1600, 900, "content")).isTrue();
    assertThat(photos.ready(photo.id(), 1, 1, "other")).isFalse();
    assertThat(photos.refused(photo.id(), "late")).isFalse();
    assertThat(photos.claim(photo.id(), "first")).isFalse();
    Photo ready = found(photo);
    assertThat(ready.state()).isEqualTo(Photo.State.READY);
    assertThat(ready.width()).isEqualTo(1600);
    assertThat(ready.height()).isEqualTo(900);
    assertThat(ready.content()).isEqualTo("content");
    assertThat(ready.url()).isEqualTo(photo.id().phoneUrl());
    assertThat(ready.small()).isTrue();
    assertThat(found(announce(NOW, "lan")).small()).isFalse();
  }

  @Test
  void keepsTheReasonOfARefusal() {
    Photo photo = announce(NOW, "lan");
    assertThat(photos.refused(photo.id(), "no-image: Send a JPEG.")).isTrue();
    assertThat(found(photo).state()).isEqualTo(Photo.State.REFUSED);
    assertThat(found(photo).why()).isEqualTo("no-image: Send a JPEG.");
    assertThat(photos.refused(PhotoId.random(), "no-image: Send a JPEG.")).isFalse();
  }

  @Test
  void removesOnlyPhotosThatNoArticleHeld() {
    Photo used = announce(NOW, "lan");
    Photo unused = announce(NOW, "lan");
    assertThat(photos.use(used.id(), "8v4k2m9q0z")).isTrue();
    assertThat(photos.use(used.id(), "0000000001")).isTrue();
    assertThat(photos.use(PhotoId.random(), "8v4k2m9q0z")).isFalse();

    assertThat(photos.remove(used.id())).containsExactlyInAnyOrder("8v4k2m9q0z", "0000000001");
    assertThat(photos.remove(unused.id())).isEmpty();
    assertThat(photos.find(unused.id())).isNull();
    assertThat(found(used).usedBy()).hasSize(2);
  }

  @Test
  void pagesUnusedPhotosOldestFirstWithinEachState() {
    List<Photo> waiting = new ArrayList<>();
    for (int i = 0; i < 310; i++) {
      waiting.add(announce(NOW.plusSeconds(i), i % 2 == 0 ? "lan" : "minh"));
    }
    Photo used = waiting.remove(305);
    photos.use(used.id(), "8v4k2m9q0z");
    Photo ready = announce(NOW, "lan");
    photos.ready(ready.id(), 10, 10, "content");

    List<PhotoId> found = new ArrayList<>();
    int pages = 0;
    String after = null;
    do {
      Photos.Page page = photos.unused(NOW.plusSeconds(1000), after, null);
      page.photos().forEach(photo -> found.add(photo.id()));
      after = page.next();
      pages++;
    } while (after != null);

    List<PhotoId> expected = new ArrayList<>(waiting.stream().map(Photo::id).toList());
    expected.add(ready.id());
    assertThat(found).containsExactlyElementsOf(expected);
    assertThat(pages).isEqualTo(2);
  }

  @Test
  void filtersUnusedPhotosByPersonAndTime() {
    Photo early = announce(NOW, "lan");
    announce(NOW, "minh");
    announce(NOW.plusSeconds(60), "lan");
    assertThat(photos.unused(NOW.plusSeconds(60), null, "lan").photos()).containsExactly(early);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "waiting",
        "lost~~",
        "waiting~2026-11-23T03:00:00.000Z~",
        "waiting~~00000000000000000000",
        "waiting~now~00000000000000000000",
        "waiting~2026-11-23T03:00:00.000Z~0"
      })
  void refusesAPageThatNeverWas(String after) {
    assertThatThrownBy(() -> photos.unused(NOW, after, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "part, copy",
    "article, file#00000000000000000000",
    "article, photo#short",
    "state, photo-lost",
    "savedAt, 2026-11-23",
    "savedAt, 2026-11-23T03:00:00Z",
    "size, -1",
    "width, 0",
    "height, 50000001"
  })
  void refusesItemsThatNoPortalWrites(String attribute, String value) {
    Photo photo = announce(NOW, "lan");
    photos.ready(photo.id(), 1600, 900, "content");
    Map<String, AttributeValue> item = new HashMap<>(item(photo.id()));
    assertThat(Photos.read(ItemReader.of(item))).isEqualTo(found(photo));

    boolean number = Set.of("size", "width", "height").contains(attribute);
    item.put(attribute, number ? AttributeValue.fromN(value) : AttributeValue.fromS(value));
    assertThatThrownBy(() -> Photos.read(ItemReader.of(item))).isInstanceOf(BrokenItem.class);
  }

  @Test
  void findsASentFileUntilItExpires() {
    SentFiles files = new SentFiles(tables.client(), tables.name("Newsroom"));
    SentFile file = new SentFile(PhotoId.random(), "bai.docx", 1234, NOW, "lan");
    files.announce(file);
    assertThat(files.find(file.id(), NOW.plusSeconds(7 * 86_400))).isEqualTo(file);
    assertThat(files.find(file.id(), NOW.plusSeconds(7 * 86_400 + 1))).isNull();
    assertThat(files.find(PhotoId.random(), NOW)).isNull();
  }

  private Photo announce(Instant at, String by) {
    Photo photo = Photo.announced(PhotoId.random(), "cho.jpg", "image/jpeg", 1234, at, by);
    photos.announce(photo);
    return photo;
  }

  private Photo found(Photo photo) {
    return Objects.requireNonNull(photos.find(photo.id()));
  }

  private static Map<String, AttributeValue> item(PhotoId id) {
    return tables
        .client()
        .getItem(get -> get.tableName(tables.name("Newsroom")).key(NewsroomKeys.photo(id)))
        .item();
  }
}
