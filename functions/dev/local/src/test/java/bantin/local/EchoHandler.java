package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;

/** Answers with its event. On {@code /do/…}, does what the path says. */
public final class EchoHandler implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    JsonNode event = Hosted.JSON.readTree(in);
    ObjectNode answer = Hosted.JSON.createObjectNode();
    answer.put("statusCode", 200);
    switch (event.path("pathParameters").path("action").asText()) {
      case "throw" -> throw new IllegalStateException("requested failure");
      case "exit" -> Runtime.getRuntime().halt(3);
      case "nonsense" -> {
        out.write("nonsense".getBytes(UTF_8));
        return;
      }
      case "binary" -> {
        answer.putObject("headers").put("Content-Type", "application/octet-stream");
        answer.put("isBase64Encoded", true);
        answer.put("body", Base64.getEncoder().encodeToString(new byte[] {0, 1, (byte) 0xff}));
      }
      case "cookies" -> answer.putArray("cookies").add("a=1").add("b=2; Secure");
      case "empty" -> answer.put("statusCode", 204);
      case "environment" -> {
        ObjectNode environment = Hosted.JSON.createObjectNode();
        System.getenv().forEach(environment::put);
        answer.put("body", environment.toString());
      }
      default -> {
        answer.putObject("headers").put("content-type", "application/json");
        answer.put("body", event.toString());
      }
    }
    out.write(answer.toString().getBytes(UTF_8));
  }
}
