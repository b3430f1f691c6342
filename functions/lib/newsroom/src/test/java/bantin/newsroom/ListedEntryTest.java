package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bantin.article.DayCounts;
import bantin.article.ListName;
import bantin.article.Position;
import bantin.item.BrokenItem;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListedEntryTest {
  private static final Position POSITION = new Position(Samples.NOW, Samples.ID);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @Test
  void isReadAsItWasWritten() {
    ListedEntry entry = new ListedEntry(new ListName("tag#mua mang"), POSITION);
    assertThat(entry.text()).isEqualTo("2026-11-23T03:00:00.000Z 8v4k2m9q0z tag#mua mang");
    assertThat(ListedEntry.of(entry.text())).isEqualTo(entry);
  }

  @Test
  void namesADayOnlyWhereTheArticleIsCounted() {
    assertThat(new ListedEntry(DayCounts.counted(DAY), POSITION).day()).isEqualTo(DAY);
    assertThat(new ListedEntry(ListName.ALL, POSITION).day()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-23T03:00:00.000Z 8v4k2m9q0z",
        "2026-11-23T03:00:00.000Z 8v4k all",
        "2026-11-23 8v4k2m9q0z all"
      })
  void refusesATextThatNamesNoEntry(String text) {
    assertThatThrownBy(() -> ListedEntry.of(text))
        .isInstanceOfSatisfying(
            BrokenItem.class, e -> assertThat(e.attribute()).isEqualTo("listed"));
  }
}
