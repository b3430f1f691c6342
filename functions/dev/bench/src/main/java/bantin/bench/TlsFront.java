package bantin.bench;

import bantin.engines.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Puts TLS in front of DynamoDB Local, which has none. On AWS a first call pays for it. */
final class TlsFront implements AutoCloseable {
  static final String PASSWORD = "measured";

  private static final String ALIAS = "local";

  /** The machine's certificates, in Debian's place. */
  private static final Path CERTIFICATES = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private final SSLServerSocket socket;
  private final Path keys;
  private final TrustManager[] trustManagers;
  private final Path certificates;
  private final URI behind;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private TlsFront(
      SSLServerSocket socket,
      Path keys,
      TrustManager[] trustManagers,
      Path certificates,
      URI behind) {
    this.socket = socket;
    this.keys = keys;
    this.trustManagers = trustManagers;
    this.certificates = certificates;
    this.behind = behind;
  }

  static TlsFront before(URI behind, Path folder) throws IOException, InterruptedException {
    Path keys = folder.resolve("keys.p12");
    Process made =
        new ProcessBuilder(
                List.of(
                    Jdk.program("keytool"),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "RSA",
                    "-keysize",
                    "2048",
                    "-dname",
                    "CN=127.0.0.1",
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-storepass",
                    PASSWORD,
                    "-keystore",
                    keys.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("keytool ended with " + made.exitValue());
    }
    // The session tickets of a snapshot are too old.
    System.setProperty("jdk.tls.server.newSessionTicketCount", "0");
    try (InputStream in = Files.newInputStream(keys)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      SSLServerSocket socket =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      TlsFront front =
          new TlsFront(socket, keys, trust.getTrustManagers(), trusted(store, folder), behind);
      Thread.ofPlatform().daemon().start(front::accept);
      return front;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up", e);
    }
  }

  /** Returns the machine's trusted certificates together with this front's. */
  private static Path trusted(KeyStore store, Path folder) throws IOException, KeyStoreException {
    Path file = folder.resolve("certificates.pem");
    Files.copy(CERTIFICATES, file);
    try {
      byte[] own = store.getCertificate(ALIAS).getEncoded();
      String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(own);
      Files.writeString(
          file,
          "\n-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n",
          StandardOpenOption.APPEND);
      return file;
    } catch (CertificateEncodingException e) {
      throw new IOException("The certificate cannot be encoded", e);
    }
  }

  /** Returns the key store that Java has to trust. */
  Path trustStore() {
    return keys;
  }

  /** Returns the trust managers for clients in this process. */
  TrustManager[] trustManagers() {
    return trustManagers.clone();
  }

  /** Returns a command whose process sees this front's certificate among the machine's. */
  List<String> trusting(List<String> command) {
    List<String> isolated =
        new ArrayList<>(
            List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" \"$1\" && shift && exec \"$@\"",
                certificates.toString(),
                CERTIFICATES.toString()));
    isolated.addAll(command);
    return isolated;
  }

  URI endpoint() {
    return URI.create("https://127.0.0.1:" + socket.getLocalPort());
  }

  /** Ends all connections, as after a snapshot. */
  void cut() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    clients.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket near = socket.accept();
        near.setTcpNoDelay(true);
        clients.add(near);
        Socket far = new Socket(behind.getHost(), behind.getPort());
        far.setTcpNoDelay(true);
        Thread.ofPlatform().daemon().start(() -> pump(near, far));
        Thread.ofPlatform().daemon().start(() -> pump(far, near));
      }
    } catch (IOException e) {
      // The socket is closed.
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[1 << 14];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // One side has closed, so both are closed now.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
