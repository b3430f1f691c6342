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
 * DynamoDB Local over HTTP, bound to the loopback address. DynamoDB Local's own server listens on
 * every interface and has no option to change that. Requests are held to the template's policies,
 * as on AWS.
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

  /** Starts a server that loses its data at {@link #close()}. */
  public static DynamoDbServer inMemory(Policies policies) throws IOException {
    DynamoDbServer server = new DynamoDbServer(null);
    server.serve(policies);
    return server;
  }

  /**
   * Starts a server that keeps its data in a file in the folder. Creates the folder if it is
   * missing.
   */
  public static DynamoDbServer in(Path folder, Policies policies) throws IOException {
    DynamoDbServer server = bound(folder);
    server.serve(policies);
    return server;
  }

  /**
   * Opens the port without serving yet, so that other processes can be told the address. Clients
   * that connect wait for {@link #serve}.
   */
  public static DynamoDbServer bound(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new DynamoDbServer(folder);
  }

  /** Starts answering requests. The policies decide which caller may do what. */
  public void serve(Policies policies) throws IOException {
    handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(
                0, folder == null, folder == null ? null : folder.toString(), true, false),
            null);
    server.setHandler(new Gate(policies, handler));
    try {
      server.start();
    } catch (Exception e) { // Jetty declares Exception.
      throw new IOException("DynamoDB Local does not start", e);
    }
  }

  /** Returns the base address, such as {@code http://127.0.0.1:43210}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares Exception.
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    } finally {
      connector.close();
      if (handler != null) {
        handler.close();
      }
    }
  }
}
