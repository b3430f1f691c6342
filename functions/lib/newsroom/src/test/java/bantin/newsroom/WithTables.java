package bantin.newsroom;

import bantin.engines.Tables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of a class share one set of tables, which is empty before each of them. */
abstract class WithTables {
  static Tables tables;

  @BeforeAll
  static void open() {
    tables = Tables.inMemory();
  }

  @AfterAll
  static void close() {
    tables.close();
  }

  @BeforeEach
  void empty() {
    tables.clear();
  }
}
