package bantin.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account of AWS with one healthy portal, for AWS's own clients. The answers have the shapes of
 * AWS's documentation, and stand in the folder {@code answers}. A test plants a fault by changing
 * one of them.
 */
final class Account implements AutoCloseable {
  static final String ACCESS_KEY = "AKIAOFTHEOPERATOR";
  static final String SECRET_KEY = "the-operators-secret-key";
  static final String STACK = "bantin";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CBORMapper CBOR = new CBORMapper();
  private static final Pattern DAYS = Pattern.compile("\"in (-?\\d+) days\"");

  private final HttpServer server;
  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, Double> metrics = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> operations = new TreeSet<>();
  private @Nullable Doctor doctor;

  /** Opens an account, and leads AWS's clients of this process to it. */
  Account() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
    System.setProperty("aws.region", "ap-southeast-1");
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", SECRET_KEY);
    heal();
  }

  /** Undoes all changes, and forgets the operations. */
  void heal() {
    answers.clear();
    refused.clear();
    operations.clear();
    metrics.clear();
    metrics.putAll(Map.of("Invocations", 12.0, "RecountDifferences", 0.0, "EstimatedCharges", 3.1));
  }

  /** Changes an answer. Fails if the healthy answer lacks the text. */
  void change(String operation, String text, String replacement) {
    String healthy = text(operation);
    assertThat(healthy).as(operation).contains(text);
    answers.put(operation, healthy.replace(text, replacement));
  }

  /** Sets the value that every function or table reports. */
  void report(String metric, double value) {
    metrics.put(metric, value);
  }

  void forget(String metric) {
    metrics.remove(metric);
  }

  /** Refuses an operation to the operator. */
  void refuse(String operation) {
    refused.add(operation);
  }

  /** Operations called so far. */
  Set<String> operations() {
    return operations;
  }

  /** Runs the doctor, and returns its report. */
  List<String> report() {
    return reportAndCode().lines().toList();
  }

  /** Returns the report with the exit code as its last line. */
  String reportAndCode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = Main.run(this::doctor, STACK, "", new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8) + "exit " + code;
  }

  /** The clients take longer to build than the checks take to run. */
  private Doctor doctor() {
    if (doctor == null) {
      doctor = new Doctor();
    }
    return doctor;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String operation = exchange.getRequestHeaders().getFirst(Labels.OPERATION);
      operations.add(operation);
      boolean isXml = isXml(operation);
      boolean isCbor = operation.startsWith("CloudWatch.");
      int status = 200;
      String text;
      if (refused.contains(operation)) {
        status = 403;
        text = refusal(operation);
        exchange.getResponseHeaders().set("x-amzn-ErrorType", "AccessDeniedException");
      } else if (operation.equals("CloudWatch.GetMetricStatistics")) {
        text = metric(exchange.getRequestHeaders().getFirst(Labels.METRIC));
      } else {
        text = dated(text(operation));
        if (text.contains("<Error>") || text.contains("\"__type\"")) {
          status = 400;
        }
      }
      byte[] body = isCbor ? CBOR.writeValueAsBytes(JSON.readTree(text)) : text.getBytes(UTF_8);
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              isCbor ? "application/cbor" : isXml ? "text/xml" : "application/json");
      if (isCbor) {
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
      }
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static boolean isXml(String operation) {
    return operation.matches("(?:CloudFormation|CloudFront|S3|Sns)\\..*");
  }

  private String metric(String name) {
    Double value = metrics.get(name);
    return value == null
        ? "{\"Label\":\"%s\",\"Datapoints\":[]}".formatted(name)
        : "{\"Label\":\"%s\",\"Datapoints\":[{\"Sum\":%s,\"Maximum\":%s,\"SampleCount\":1.0}]}"
            .formatted(name, value, value);
  }

  private static String refusal(String operation) {
    String message =
        "User: arn:aws:iam::123456789012:user/lan is not authorized to perform: "
            + action(operation)
            + " on resource: secret-resource";
    return isXml(operation)
        ? (operation.startsWith("S3.") ? "%s" : "<ErrorResponse>%s</ErrorResponse>")
            .formatted("<Error><Code>AccessDenied</Code><Message>" + message + "</Message></Error>")
        : "{\"__type\":\"AccessDeniedException\",\"message\":\"" + message + "\"}";
  }

  /** Returns the action of IAM that allows an operation. */
  static String action(String operation) {
    String action =
        switch (operation.substring(0, operation.indexOf('.'))) {
          case "CognitoIdentityProvider" -> "cognito-idp";
          case String service -> service.toLowerCase(Locale.ROOT);
        };
    String name = operation.substring(operation.indexOf('.') + 1);
    return action + ":" + (operation.equals("S3.ListBuckets") ? "ListAllMyBuckets" : name);
  }

  private String text(String operation) {
    String changed = answers.get(operation);
    return changed != null ? changed : resource(operation);
  }

  private static String resource(String operation) {
    String name = "/answers/" + operation + (isXml(operation) ? ".xml" : ".json");
    try (@Nullable InputStream file = Account.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalArgumentException("There is no answer " + name);
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces {@code "in 200 days"} by that time in seconds, as JSON protocols write it. */
  private static String dated(String text) {
    return DAYS.matcher(text)
        .replaceAll(
            match ->
                String.valueOf(
                    Instant.now()
                        .plus(Duration.ofDays(Integer.parseInt(match.group(1))))
                        .plus(Duration.ofHours(1))
                        .getEpochSecond()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
