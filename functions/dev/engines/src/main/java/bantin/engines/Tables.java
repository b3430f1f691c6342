package bantin.engines;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * The template's tables in DynamoDB Local, with their keys, indexes, streams and expiry. A table is
 * called by its logical id. DynamoDB Local removes items that expired by the machine's clock,
 * unless the tables were created without expiry.
 */
public final class Tables implements AutoCloseable {
  private final Template template;
  private final DynamoDbClient client;
  private final DynamoDbStreamsClient streams;
  private final boolean expiring;
  private final Runnable onClose;

  private Tables(
      Template template,
      DynamoDbClient client,
      DynamoDbStreamsClient streams,
      boolean expiring,
      Runnable onClose) {
    this.template = template;
    this.client = client;
    this.streams = streams;
    this.expiring = expiring;
    this.onClose = onClose;
  }

  /**
   * Creates empty tables in this process, which end with it or at {@link #close()}. Items never
   * expire, because tests write them at times of their own choice.
   */
  public static Tables inMemory() {
    return inMemory(Template.read());
  }

  /** Creates the tables of another template, as {@link #inMemory()} does. */
  public static Tables inMemory(Template template) {
    AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
    Tables tables =
        new Tables(
            template,
            local.dynamoDbClient(),
            local.dynamoDbStreamsClient(),
            false,
            local::shutdownNow);
    tables.createMissing();
    return tables;
  }

  /**
   * Connects to the tables of the DynamoDB at an endpoint. Creates missing tables.
   *
   * @throws TemplateException if an existing table has other keys or indexes, or another stream
   */
  public static Tables at(URI endpoint, Template template) {
    return at(endpoint, template, true);
  }

  /** Connects as {@link #at(URI, Template)} does, but creates missing tables without expiry. */
  public static Tables keepingAt(URI endpoint, Template template) {
    return at(endpoint, template, false);
  }

  private static Tables at(URI endpoint, Template template, boolean expiring) {
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(Policies.OWNER, Policies.OWNER));
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30));
    DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClientBuilder(http)
            .build();
    DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(credentials)
            .httpClientBuilder(http)
            .build();
    Tables tables =
        new Tables(
            template,
            client,
            streams,
            expiring,
            () -> {
              client.close();
              streams.close();
            });
    try {
      tables.createMissing();
    } catch (RuntimeException e) {
      tables.close();
      throw e;
    }
    return tables;
  }

  private void createMissing() {
    for (String id : template.tables()) {
      TableDeclaration declaration = new TableDeclaration(template, id);
      TableDescription existing = describe(id);
      if (existing == null) {
        create(declaration, id);
      } else {
        String difference = declaration.difference(existing);
        if (difference != null) {
          throw new TemplateException(
              "The table "
                  + id
                  + " is not the one that the template declares: "
                  + difference
                  + ".");
        }
      }
    }
  }

  private @Nullable TableDescription describe(String id) {
    try {
      return client.describeTable(request -> request.tableName(id)).table();
    } catch (ResourceNotFoundException e) {
      return null;
    }
  }

  private void create(TableDeclaration declaration, String id) {
    client.createTable(declaration.request());
    String expiry = declaration.expiry();
    if (expiring && expiry != null) {
      client.updateTimeToLive(
          request ->
              request
                  .tableName(id)
                  .timeToLiveSpecification(ttl -> ttl.attributeName(expiry).enabled(true)));
    }
  }

  /** Returns the owner's client, which may do anything. */
  public DynamoDbClient client() {
    return client;
  }

  /**
   * Returns a function's client, which may do what the function's role allows, as on AWS.
   *
   * @param function the logical id in the template, such as {@code CountHitFunction}
   * @throws TemplateException if the template has no such function
   */
  public DynamoDbClient client(String function) {
    Policies policies = Policies.of(template);
    if (!policies.knows(function)) {
      throw new TemplateException("The template declares no function " + function + ".");
    }
    return GuardedClient.client(client, policies, function);
  }

  public DynamoDbStreamsClient streams() {
    return streams;
  }

  /**
   * Returns the table's name here.
   *
   * @param id the logical id in the template, such as {@code Articles}
   * @throws TemplateException if the template has no such table
   */
  public String name(String id) {
    if (!template.tables().contains(id)) {
      throw new TemplateException("The template declares no table " + id + ".");
    }
    return id;
  }

  /**
   * Returns the ARN of the table's present stream. {@link #clear()} gives the table another one.
   *
   * @throws TemplateException if the table has no stream
   */
  public String stream(String id) {
    TableDescription table = describe(name(id));
    if (table == null || table.latestStreamArn() == null) {
      throw new TemplateException("The table " + id + " has no stream.");
    }
    return table.latestStreamArn();
  }

  /** Drops every table with its stream and creates it again, empty. */
  public void clear() {
    for (String id : template.tables()) {
      if (describe(id) != null) {
        client.deleteTable(request -> request.tableName(id));
      }
    }
    createMissing();
  }

  @Override
  public void close() {
    onClose.run();
  }
}
