package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Checks that a function gets only its role's access, over HTTP and in this process. */
final class PoliciesTest {
  private static final String ROLES =
      """
      Resources:
        Things:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions:
              - {AttributeName: id, AttributeType: S}
              - {AttributeName: kind, AttributeType: S}
            KeySchema: [{AttributeName: id, KeyType: HASH}]
            GlobalSecondaryIndexes:
              - {IndexName: by-kind, KeySchema: [{AttributeName: kind, KeyType: HASH}],
                 Projection: {ProjectionType: KEYS_ONLY}}
        Others:
          Type: AWS::DynamoDB::Table
          Properties:
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
        Files: {Type: AWS::S3::Bucket}
        KeepFunction:
          Type: AWS::Serverless::Function
          Properties: {Handler: a.B, CodeUri: b.zip, Role: !GetAtt KeepRole.Arn}
        BareFunction:
          Type: AWS::Serverless::Function
          Properties: {Handler: a.B, CodeUri: b.zip}
        KeepRole:
          Type: AWS::IAM::Role
          Properties:
            Policies:
              - PolicyDocument:
                  Statement:
                    - Effect: Allow
                      Action: [dynamodb:GetItem, dynamodb:PutItem, dynamodb:ConditionCheckItem]
                      Resource: !GetAtt Things.Arn
                    - {Effect: Allow, Action: 'dynamodb:Query', Resource: !Sub '${Things.Arn}/index/by-kind'}
                    - {Effect: Allow, Action: 'dynamodb:*', Resource: !GetAtt Others.Arn}
                    - {Effect: Deny, Action: 'dynamodb:Scan', Resource: '*'}
                    - {Effect: Allow, Action: 's3:GetObject', Resource: !Sub '${Files.Arn}/photos/*'}
      """;

  @TempDir private static Path folder = Path.of("");
  private static @Nullable DynamoDbServer server;
  private static @Nullable Tables served;
  private static @Nullable Tables inMemory;
  private static @Nullable DynamoDbClient remote;

  @BeforeAll
  static void start() throws IOException {
    Template template = template(ROLES);
    server = DynamoDbServer.inMemory(Policies.of(template));
    served = Tables.at(server.endpoint(), template);
    inMemory = Tables.inMemory(template);
    remote = remote(server.endpoint(), "KeepFunction");
  }

  @AfterAll
  static void stop() {
    Stream.of(remote, served, inMemory, server)
        .forEach(
            resource -> {
              try {
                if (resource != null) {
                  resource.close();
                }
              } catch (Exception e) { // AutoCloseable declares Exception.
                throw new IllegalStateException(e);
              }
            });
  }

  private static Template template(String text) throws IOException {
    Path file = folder.resolve("template.yaml");
    Files.writeString(file, text, UTF_8);
    return Template.read(file);
  }

  private static DynamoDbClient remote(URI endpoint, String caller) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.AP_SOUTHEAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  interface Ask {
    Object of(DynamoDbClient client);
  }

  private static Arguments ask(String name, @Nullable String refused, Ask ask) {
    return Arguments.of(name, refused, ask);
  }

  private static Map<String, AttributeValue> key() {
    return Map.of("id", AttributeValue.fromS("đ"));
  }

  private static TransactWriteItem put(String table) {
    return TransactWriteItem.builder().put(p -> p.tableName(table).item(key())).build();
  }

  private static TransactGetItem read(String table) {
    return TransactGetItem.builder().get(g -> g.tableName(table).key(key())).build();
  }

  private static TransactWriteItem delete(String table) {
    return TransactWriteItem.builder().delete(d -> d.tableName(table).key(key())).build();
  }

  private static TransactWriteItem check(String table) {
    return TransactWriteItem.builder()
        .conditionCheck(
            c -> c.tableName(table).key(key()).conditionExpression("attribute_not_exists(nothing)"))
        .build();
  }

  private static TransactWriteItem update(String table) {
    return TransactWriteItem.builder()
        .update(u -> u.tableName(table).key(key()).updateExpression("REMOVE nothing"))
        .build();
  }

  static Stream<Arguments> asks() {
    String kinds = "dynamodb:Query on table/Things";
    return Stream.of(
        ask("put", null, db -> db.putItem(p -> p.tableName("Things").item(key()))),
        ask("get", null, db -> db.getItem(g -> g.tableName("Things").key(key()))),
        ask(
            "update",
            "dynamodb:UpdateItem on table/Things",
            db -> db.updateItem(u -> u.tableName("Things").key(key()))),
        ask(
            "a table by its ARN",
            "dynamodb:DeleteItem on table/Things",
            db ->
                db.deleteItem(
                    d ->
                        d.tableName("arn:aws:dynamodb:ap-southeast-1:000000000000:table/Things")
                            .key(key()))),
        ask("an index", null, db -> db.query(q -> kinds(q).indexName("by-kind"))),
        ask("pages of the index", null, db -> count(db, "by-kind")),
        ask("the table of the index", kinds, db -> db.query(q -> kinds(q))),
        ask("pages of the table", kinds, db -> count(db, null)),
        ask(
            "an action allowed by a wildcard",
            null,
            db -> db.deleteItem(d -> d.tableName("Others").key(key()))),
        ask(
            "denied although allowed",
            "dynamodb:Scan on table/Others",
            db -> db.scan(s -> s.tableName("Others"))),
        ask(
            "a batch is an action of its own",
            "dynamodb:BatchGetItem on table/Things",
            db -> db.batchGetItem(b -> b.requestItems(Map.of("Things", keys(), "Others", keys())))),
        ask(
            "a transaction of allowed operations",
            null,
            db -> db.transactWriteItems(t -> t.transactItems(put("Things"), delete("Others")))),
        ask(
            "a condition check",
            null,
            db -> db.transactWriteItems(t -> t.transactItems(check("Things"), put("Others")))),
        ask(
            "one deletion in a transaction",
            "dynamodb:DeleteItem on table/Things",
            db -> db.transactWriteItems(t -> t.transactItems(put("Others"), delete("Things")))),
        ask(
            "one update in a transaction",
            "dynamodb:UpdateItem on table/Things",
            db -> db.transactWriteItems(t -> t.transactItems(update("Things")))),
        ask(
            "reading in a transaction",
            null,
            db -> db.transactGetItems(t -> t.transactItems(read("Things")))),
        ask("a request without a table", "dynamodb:ListTables on *", db -> db.listTables()));
  }

  private static QueryRequest.Builder kinds(QueryRequest.Builder query) {
    return query
        .tableName("Things")
        .keyConditionExpression("kind = :kind")
        .expressionAttributeValues(Map.of(":kind", AttributeValue.fromS("k")));
  }

  private static long count(DynamoDbClient db, @Nullable String index) {
    return db.queryPaginator(q -> kinds(q).indexName(index)).items().stream().count();
  }

  private static KeysAndAttributes keys() {
    return KeysAndAttributes.builder().keys(List.of(key())).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asks")
  void limitsClientToRoleOverHttpAndInProcess(String name, @Nullable String refused, Ask ask) {
    DynamoDbClient overHttp = requireNonNull(remote);
    DynamoDbClient inProcess = requireNonNull(inMemory).client("KeepFunction");
    for (DynamoDbClient client : List.of(overHttp, inProcess)) {
      if (refused == null) {
        assertThat(ask.of(client)).isNotNull();
      } else {
        String[] parts = refused.split(" on ", 2);
        String resource =
            parts[1].equals("*") ? "*" : "arn:aws:dynamodb:local:000000000000:" + parts[1];
        assertThatThrownBy(() -> ask.of(client))
            .isInstanceOf(DynamoDbException.class)
            .hasMessageContaining(
                "User: arn:aws:sts::000000000000:assumed-role/KeepRole/KeepFunction is not"
                    + " authorized to perform: "
                    + parts[0]
                    + " on resource: "
                    + resource
                    + " because no identity-based policy allows the "
                    + parts[0]
                    + " action")
            .satisfies(
                e -> {
                  DynamoDbException exception = (DynamoDbException) e;
                  assertThat(exception.statusCode()).isEqualTo(400);
                  assertThat(exception.awsErrorDetails().errorCode())
                      .isEqualTo("AccessDeniedException");
                });
      }
    }
  }

  @Test
  void refusesEverythingToFunctionWithoutRole() {
    DynamoDbClient bare = requireNonNull(inMemory).client("BareFunction");
    assertThatThrownBy(() -> bare.getItem(g -> g.tableName("Things").key(key())))
        .hasMessageContaining("not authorized to perform: dynamodb:GetItem");
  }

  @Test
  void refusesCallerThatIsNoFunction() throws IOException, InterruptedException {
    URI endpoint = requireNonNull(server).endpoint();
    try (DynamoDbClient nobody = remote(endpoint, "NobodyFunction")) {
      assertThatThrownBy(() -> nobody.listTables())
          .hasMessageContaining("The security token included in the request is invalid");
    }
    HttpResponse<String> unsigned =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(endpoint)
                    .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                    .POST(BodyPublishers.ofString("{}"))
                    .build(),
                BodyHandlers.ofString());
    assertThat(unsigned.statusCode()).isEqualTo(400);
    assertThat(unsigned.body()).contains("UnrecognizedClientException");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, arn:aws:s3:::files/photos/a/960.jpg, true",
    "s3:PutObject, arn:aws:s3:::files/photos/a/960.jpg, false",
    "s3:GetObject, arn:aws:s3:::files/uploads/a, false"
  })
  void appliesPoliciesToS3(String action, String resource, boolean allowed) throws IOException {
    assertThat(Policies.of(template(ROLES)).allow("KeepFunction", new Access(action, resource)))
        .isEqualTo(allowed);
  }

  @Test
  void refusesStatementWithUnsupportedKey() throws IOException {
    Template template =
        template(
            ROLES.replace(
                "{Effect: Deny, Action: 'dynamodb:Scan', Resource: '*'}",
                "{Effect: Allow, NotAction: 'dynamodb:Scan', Resource: '*'}"));
    assertThatThrownBy(() -> Policies.of(template))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "KeepRole has a statement with NotAction, which is not enforced on one machine yet.");
  }
}
