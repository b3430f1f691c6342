package bantin.connection;

import bantin.snapshot.Snapshot;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;

/**
 * The SDK's native client (AWS CRT): a call takes less of the processor than over Java's own HTTP,
 * and a first one after a snapshot much less, since nothing of its TLS waits for Java's compiler.
 *
 * <p>It tells how long a connection was idle, and how old an address is, by a clock that stands
 * still between a snapshot and what is restored of it. So neither is in a snapshot: the client that
 * a function was primed with is closed before, with the addresses it knows, and a new one takes its
 * place.
 */
public final class NativeHttpClient implements SdkHttpClient {
  /** Of the client: its natives are there for more than one library of C. */
  private static final String C_LIBRARY = "aws.crt.libc";

  private volatile SdkHttpClient client;

  private NativeHttpClient() {
    client = AwsCrtHttpClient.create();
  }

  public static SdkHttpClient create() {
    if (System.getenv("AWS_EXECUTION_ENV") != null) {
      // Amazon Linux. Elsewhere it starts a process to find out.
      System.setProperty(C_LIBRARY, "glibc");
    }
    NativeHttpClient client = new NativeHttpClient();
    Snapshot.leavesOut(client::renew);
    return client;
  }

  /** Nothing may be under way. */
  void renew() {
    SdkHttpClient before = client;
    HostResolver.closeStaticDefault(); // Those who have it keep it; the next client has a new one.
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
