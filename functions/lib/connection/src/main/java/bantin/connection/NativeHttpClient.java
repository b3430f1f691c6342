package bantin.connection;

import bantin.snapshot.Snapshot;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/**
 * Native HTTP client of the SDK (AWS CRT). A call takes less processor time than Java's own client.
 * The first call after a snapshot takes much less, because native TLS needs no Java compiler.
 *
 * <p>Its clock stands still between a snapshot and the restore, so it would trust old connections
 * and addresses. Therefore the primed client is closed before the snapshot, with its addresses, and
 * a new one takes its place.
 */
public final class NativeHttpClient implements SdkHttpClient {
  /**
   * System property of the client that names the C library, because there are natives for several.
   */
  private static final String C_LIBRARY = "aws.crt.libc";

  private volatile SdkHttpClient client;

  private NativeHttpClient() {
    client = AwsCrtHttpClient.create();
  }

  public static SdkHttpClient create() {
    if (System.getenv("AWS_EXECUTION_ENV") != null) {
      // Amazon Linux uses glibc. Without the property the client starts a process to find out.
      System.setProperty(C_LIBRARY, "glibc");
    }
    NativeHttpClient client = new NativeHttpClient();
    Snapshot.leavesOut(client::renew);
    return client;
  }

  /** Replaces the client while no call is in progress. */
  void renew() {
    SdkHttpClient before = client;
    // Clients that hold the resolver keep it; the next client gets a new one.
    HostResolver.closeStaticDefault();
    client = AwsCrtHttpClient.create();
    before.close();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return client.prepareRequest(request);
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
