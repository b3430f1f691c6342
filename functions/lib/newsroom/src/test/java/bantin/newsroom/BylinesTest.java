package bantin.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Tables;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BylinesTest {
  private static Tables tables;

  private Bylines bylines;

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void clear() {
    tables.clear();
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
