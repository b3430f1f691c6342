package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

final class TablesTest {
  @TempDir Path folder;

  @Test
  void createsTablesAsDeclared() {
    try (Tables tables = Tables.inMemory()) {
      assertAsDeclared(tables.client(), TimeToLiveStatus.DISABLED);
      put(tables.client(), "a");
      assertThat(streamed(tables)).isEqualTo(1);
      tables.clear();
      assertThat(tables.client().scan(r -> r.tableName(tables.name("Visits"))).items()).isEmpty();
      assertThat(streamed(tables)).isZero();
    }
  }

  @Test
  void keepsTwoInstancesSeparate() {
    try (Tables first = Tables.inMemory();
        Tables second = Tables.inMemory()) {
      put(first.client(), "a");
      assertThat(second.client().scan(r -> r.tableName("Visits")).items()).isEmpty();
    }
  }

  @Test
  void keepsItemsAndStreamOverRestart() throws IOException {
    try (DynamoDbServer server = DynamoDbServer.in(folder, Policies.of(Template.read()));
        Tables tables = Tables.at(server.endpoint(), Template.read())) {
      assertAsDeclared(tables.client(), TimeToLiveStatus.ENABLED);
      put(tables.client(), "a");
      assertThat(streamed(tables)).isEqualTo(1);
    }
    try (DynamoDbServer server = DynamoDbServer.in(folder, Policies.of(Template.read()));
        Tables tables = Tables.at(server.endpoint(), Template.read())) {
      assertThat(tables.client().scan(r -> r.tableName("Visits")).items()).hasSize(1);
      assertThat(streamed(tables)).isEqualTo(1);
      put(tables.client(), "b");
      assertThat(streamed(tables)).isEqualTo(2);
    }
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    try (DynamoDbServer server = DynamoDbServer.inMemory(Policies.of(Template.read()))) {
      int port = server.endpoint().getPort();
      for (NetworkInterface net : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        for (InetAddress address : Collections.list(net.getInetAddresses())) {
          if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
            assertThat(connects(address, port)).as(address.toString()).isFalse();
          }
        }
      }
      assertThat(connects(InetAddress.getLoopbackAddress(), port)).isTrue();
    }
  }

  @Test
  void refusesExistingTableWithAnotherKey() throws IOException {
    try (DynamoDbServer server = DynamoDbServer.inMemory(Policies.of(Template.read()))) {
      Tables.at(server.endpoint(), template("one")).close();
      assertThatThrownBy(() -> Tables.at(server.endpoint(), template("two")))
          .isInstanceOf(TemplateException.class)
          .hasMessage(
              "The table Things is not the one that the template declares: the template gives it the key"
                  + " [two HASH S], but it has [one HASH S].");
    }
  }

  private Template template(String key) throws IOException {
    Path file = folder.resolve(key + ".yaml");
    Files.writeString(
        file,
        """
        Resources:
          Things:
            Type: AWS::DynamoDB::Table
            Properties:
              AttributeDefinitions: [{AttributeName: %1$s, AttributeType: S}]
              KeySchema: [{AttributeName: %1$s, KeyType: HASH}]
        """
            .formatted(key),
        UTF_8);
    return Template.read(file);
  }

  private static boolean connects(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertAsDeclared(DynamoDbClient client, TimeToLiveStatus expiry) {
    assertThat(client.listTables().tableNames())
        .containsExactlyInAnyOrder("Newsroom", "Articles", "Visits", "Tallies", "Recounts");
    TableDescription newsroom = client.describeTable(r -> r.tableName("Newsroom")).table();
    assertThat(newsroom.keySchema())
        .extracting(key -> key.attributeName() + " " + key.keyTypeAsString())
        .containsExactly("article HASH", "part RANGE");
    assertThat(newsroom.globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("by-state");
              assertThat(index.projection().projectionType()).isEqualTo(ProjectionType.INCLUDE);
              assertThat(index.projection().nonKeyAttributes()).contains("title", "until");
            });
    TableDescription visits = client.describeTable(r -> r.tableName("Visits")).table();
    assertThat(visits.streamSpecification().streamViewTypeAsString())
        .isEqualTo("NEW_AND_OLD_IMAGES");
    for (String table : List.of("Articles", "Visits", "Tallies")) {
      var ttl = client.describeTimeToLive(r -> r.tableName(table)).timeToLiveDescription();
      assertThat(ttl.timeToLiveStatus()).isEqualTo(expiry);
      if (expiry == TimeToLiveStatus.ENABLED) {
        assertThat(ttl.attributeName()).isEqualTo("expires");
      }
    }
  }

  private static void put(DynamoDbClient client, String session) {
    client.putItem(
        r -> r.tableName("Visits").item(Map.of("session", AttributeValue.fromS(session))));
  }

  private static int streamed(Tables tables) {
    DynamoDbStreamsClient streams = tables.streams();
    String arn = tables.stream("Visits");
    int count = 0;
    for (var shard : streams.describeStream(r -> r.streamArn(arn)).streamDescription().shards()) {
      String iterator =
          streams
              .getShardIterator(
                  r ->
                      r.streamArn(arn)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      count += streams.getRecords(r -> r.shardIterator(iterator)).records().size();
    }
    return count;
  }
}
