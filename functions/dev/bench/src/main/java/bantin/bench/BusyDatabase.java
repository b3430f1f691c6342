package bantin.bench;

import bantin.article.ArticleItems;
import bantin.article.SampleArticle;
import bantin.engines.Policies;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps the database busy with requests over new connections, as AWS's is by other customers. A
 * database that has just started or was idle for a second answers late, which would spoil the
 * figures.
 */
final class BusyDatabase implements AutoCloseable {
  private final DynamoDbClient db;
  private final String table;

  private BusyDatabase(DynamoDbClient db, String table) {
    this.db = db;
    this.table = table;
  }

  static BusyDatabase with(TlsFront tls, String table) {
    return new BusyDatabase(
        DynamoDbClient.builder()
            .endpointOverride(tls.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(Policies.OWNER, Policies.OWNER)))
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .tlsTrustManagersProvider(tls::trustManagers)
                    .build())
            .build(),
        table);
  }

  void keep(Duration time) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < time.toNanos()) {
      db.getItem(
          get ->
              get.tableName(table)
                  .key(ArticleItems.key(SampleArticle.ID))
                  .overrideConfiguration(request -> request.putHeader("Connection", "close")));
    }
  }

  @Override
  public void close() {
    db.close();
  }
}
