package bantin.importarchive;

import bantin.archive.ArchivedTable;
import bantin.engines.S3Server;
import bantin.engines.Tables;
import java.io.IOException;
import java.util.Map;

/** Tables and bucket of a portal without content, and the handler that imports into them. */
final class EmptyPortal implements AutoCloseable {
  private final Tables tables = Tables.inMemory();
  private final S3Server s3;

  EmptyPortal() throws IOException {
    s3 = S3Server.inMemory();
  }

  Tables tables() {
    return tables;
  }

  S3Server s3() {
    return s3;
  }

  /** Empties the tables. */
  void clear() {
    tables.clear();
  }

  /**
   * @param slots number of items that a tally is spread over
   */
  ImportArchiveHandler handler(int slots) {
    return new ImportArchiveHandler(
        tables.client("ImportArchiveFunction"),
        Map.of(
            ArchivedTable.NEWSROOM, "Newsroom",
            ArchivedTable.ARTICLES, "Articles",
            ArchivedTable.VISITS, "Visits",
            ArchivedTable.TALLIES, "Tallies",
            ArchivedTable.RECOUNTS, "Recounts"),
        s3.client("ImportArchiveFunction"),
        s3.name("Photos"),
        slots);
  }

  @Override
  public void close() {
    s3.close();
    tables.close();
  }
}
