package bantin.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Line between a reader and a portal that can be cut and mended. It counts what it brings. */
final class Line implements AutoCloseable {
  private final URI portal;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int port;
  private final AtomicLong answered = new AtomicLong();
  private ServerSocket server;

  private Line(URI portal, ServerSocket server) {
    this.portal = portal;
    this.server = server;
    this.port = server.getLocalPort();
    Thread.ofVirtual().start(() -> accept(server));
  }

  static Line to(URI portal) throws IOException {
    return new Line(portal, listen(0));
  }

  private static ServerSocket listen(int port) throws IOException {
    return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
  }

  String at(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Bytes of all answers up to now, with their heads. */
  long answered() {
    return answered.get();
  }

  void cut() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  void mend() throws IOException {
    ServerSocket again = listen(port);
    server = again;
    Thread.ofVirtual().start(() -> accept(again));
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket reader = from.accept();
        Socket answerer = new Socket(portal.getHost(), portal.getPort());
        Thread.ofVirtual().start(() -> pass(reader, answerer, new AtomicLong()));
        Thread.ofVirtual().start(() -> pass(answerer, reader, answered));
      } catch (IOException e) {
        if (!from.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Passes bytes on until one end closes, and closes the other end then. */
  private void pass(Socket from, Socket to, AtomicLong passed) {
    open.add(from);
    try (from;
        to) {
      byte[] some = new byte[8192];
      for (int read = from.getInputStream().read(some);
          read >= 0;
          read = from.getInputStream().read(some)) {
        to.getOutputStream().write(some, 0, read);
        passed.addAndGet(read);
      }
    } catch (IOException e) {
      // A cut line ends this way.
    } finally {
      open.remove(from);
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
