package bantin.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

final class NativeHttpClientTest {
  /** Client's address and port of each request's connection. */
  private final List<InetSocketAddress> came = Collections.synchronizedList(new ArrayList<>());

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          came.add(exchange.getRemoteAddress());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void reusesAConnection() throws IOException {
    try (SdkHttpClient client = NativeHttpClient.create()) {
      ask(client);
      ask(client);
    }
    assertThat(came).hasSize(2);
    assertThat(came.getFirst()).isEqualTo(came.getLast());
  }

  @Test
  void reusesNoConnectionFromBeforeASnapshot() throws IOException {
    try (NativeHttpClient client = (NativeHttpClient) NativeHttpClient.create()) {
      ask(client);
      client.renew();
      ask(client);
      ask(client);
    }
    assertThat(came).hasSize(3);
    assertThat(came.get(1)).isNotEqualTo(came.getFirst()).isEqualTo(came.getLast());
  }

  private void ask(SdkHttpClient client) throws IOException {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
            .build();
    int status =
        client
            .prepareRequest(HttpExecuteRequest.builder().request(request).build())
            .call()
            .httpResponse()
            .statusCode();
    assertThat(status).isEqualTo(204);
  }
}
