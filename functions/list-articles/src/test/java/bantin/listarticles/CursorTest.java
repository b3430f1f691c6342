package bantin.listarticles;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.article.ArticleId;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.listarticles.Cursor.Place;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CursorTest {
  private static final ListName LIST = ListName.section("tin-tuc");
  private static final Place PLACE =
      new Place(
          new Position(Instant.parse("2026-11-23T03:04:05.678Z"), new ArticleId("0123456789")),
          false);

  private final Cursor cursor = new Cursor("only this site knows");

  @Test
  void readsThePlaceItWrote() {
    Place newer = new Place(PLACE.position(), true);
    assertThat(cursor.read(LIST, cursor.write(LIST, PLACE))).isEqualTo(PLACE);
    assertThat(cursor.read(LIST, cursor.write(LIST, newer))).isEqualTo(newer);
  }

  @Test
  void refusesEveryChangedCharacter() {
    String text = cursor.write(LIST, PLACE);
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i) == 'A' ? 'B' : 'A';
      String forged = text.substring(0, i) + letter + text.substring(i + 1);
      assertThat(cursor.read(LIST, forged)).as(forged).isNull();
    }
  }

  @Test
  void refusesEveryTruncation() {
    String text = cursor.write(LIST, PLACE);
    for (int i = 0; i < text.length(); i++) {
      assertThat(cursor.read(LIST, text.substring(0, i))).isNull();
    }
    assertThat(cursor.read(LIST, text + "A")).isNull();
    assertThat(cursor.read(LIST, "../../etc")).isNull();
  }

  @Test
  void refusesACursorOfAnotherListOrSite() {
    assertThat(cursor.read(ListName.ALL, cursor.write(LIST, PLACE))).isNull();
    assertThat(new Cursor("another site").read(LIST, cursor.write(LIST, PLACE))).isNull();
  }
}
