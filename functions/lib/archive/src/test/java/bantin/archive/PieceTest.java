package bantin.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PieceTest {
  @ParameterizedTest
  @ValueSource(strings = {"photos/00aa/Kế hoạch.pdf/1of1", "photos/00aa/a.docx/10of12"})
  void readsTheNameOfAFileAndWritesItAgain(String entry) {
    assertThat(Objects.requireNonNull(Piece.of(entry)).entry()).isEqualTo(entry);
  }

  @Test
  void readsNumberAndCount() {
    assertThat(Piece.of("photos/00aa/a.pdf/2of3")).isEqualTo(new Piece("00aa", "a.pdf", 2, 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "photos/00aa/960.jpg",
        "photos/00aa/a.pdf/3of2",
        "photos/00aa/a.pdf/0of2",
        "photos/00aa/a.pdf/1of100",
        "photos/00aa/a/b.pdf/1of1"
      })
  void readsNoPieceInOtherNames(String entry) {
    assertThat(Piece.of(entry)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4000000, 1", "4000001, 2", "8000000, 2", "8000001, 3"})
  void countsThePiecesOfAFile(long bytes, int count) {
    assertThat(Piece.count(bytes)).isEqualTo(count);
  }
}
