package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BylinesTest extends WithTables {

  private Bylines bylines;

  @BeforeEach
  void begin() {
    bylines = new Bylines(tables.client(), tables.name("Newsroom"));
  }

  @Test
  void listsNamesInVietnameseOrder() {
    bylines.note(List.of("Đỗ An", "Ích", "Dũng", "Ân"));
    bylines.note(List.of("Em", "Dũng"));
    assertThat(bylines.all()).containsExactly("Ân", "Dũng", "Đỗ An", "Em", "Ích");
  }

  @Test
  void keepsTheLatestSpelling() {
    bylines.note(List.of("lan anh"));
    bylines.note(List.of("Lan Anh"));
    assertThat(bylines.all()).containsExactly("Lan Anh");
  }

  @Test
  void leavesOutANameThatCannotBeRead() {
    bylines.note(List.of("Lan Anh"));
    tables
        .client()
        .putItem(put -> put.tableName(tables.name("Newsroom")).item(NewsroomKeys.byline("Minh")));
    assertThat(bylines.all()).containsExactly("Lan Anh");
  }
}
