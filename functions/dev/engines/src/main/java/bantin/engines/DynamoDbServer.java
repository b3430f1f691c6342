package bantin.engines;

import java.io.IOException;
import java.net.InetAddress;
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
 * every interface and has no option for that.
 */
public final class DynamoDbServer implements AutoCloseable {
  private final Server server;
  private final ServerConnector connector;
  private final LocalDynamoDBServerHandler handler;

  private DynamoDbServer(@Nullable Path folder) throws IOException {
    boolean inMemory = folder == null;
    handler =
        new LocalDynamoDBServerHandler(
            new LocalDynamoDBRequestHandler(
                0, inMemory, folder == null ? null : folder.toString(), true, false),
            null);
    server = new Server();
    connector = new ServerConnector(server, 1, 1);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    connector.setPort(0);
    server.addConnector(connector);
    server.setHandler(handler);
    server.setStopTimeout(0);
    start();
  }

  private void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) { // Jetty's signature
      throw new IOException("DynamoDB Local does not start", e);
    }
  }

  /** What is written is gone at {@link #close()}. */
  public static DynamoDbServer inMemory() throws IOException {
    return new DynamoDbServer(null);
  }

  /** What is written is kept in a file in the folder, which is made where it is missing. */
  public static DynamoDbServer in(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new DynamoDbServer(folder);
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
      handler.close();
    }
  }
}
