package bantin.engines;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local over HTTP, on this machine's loopback address alone: its own server listens on
 * every interface and has no option for that. The policies of the template hold here as on AWS.
 */
public final class DynamoDbServer implements AutoCloseable {
  private final @Nullable Path folder;
  private final Server server;
  private final ServerConnector connector;
  private @Nullable LocalDynamoDBServerHandler handler;

  private DynamoDbServer(@Nullable Path folder) throws IOException {
    this.folder = folder;
    server = new Server();
    connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    connector.setPort(0);
    server.addConnector(connector);
    server.setStopTimeout(0);
    connector.open();
  }

  /** What is written is gone at {@link #close()}. */
  public static DynamoDbServer inMemory(Policies policies) throws IOException {
    DynamoDbServer server = new DynamoDbServer(null);
    server.serve(policies);
    return server;
  }

  /** What is written is kept in a file in the folder, which is made where it is missing. */
  public static DynamoDbServer in(Path folder, Policies policies) throws IOException {
    DynamoDbServer server = bound(folder);
    server.serve(policies);
    return server;
  }

  /**
   * The same, with an address that others may be told already; who connects waits for {@link
   * #serve}.
   */
  public static DynamoDbServer bound(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new DynamoDbServer(folder);
  }

  /** Lets every caller do what these allow, and refuses the rest. */
  public void serve(Policies policies) throws IOException {
    handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(
                0, folder == null, folder == null ? null : folder.toString(), true, false),
            null);
    server.setHandler(new Gate(policies, handler));
    try {
      server.start();
    } catch (Exception e) { // Jetty's signature
      throw new IOException("DynamoDB Local does not start", e);
    }
  }

  /** Such as {@code http://127.0.0.1:43210}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty's signature
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      connector.close();
      if (handler != null) {
        handler.close();
      }
    }
  }
}
