package bantin.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every function behind the HTTP API: it hands the request over, gives the answer its
 * ETag, its coding and the headers that keep browsers safe, and turns what went wrong into a
 * problem, logged once with the request's id.
 */
public abstract class HttpHandler implements RequestStreamHandler {
  /** Below this many bytes gzip saves no packet. */
  private static final int WORTH_GZIP = 1000;

  /**
   * Headers of every answer. An answer that needs another value names it itself: pages their {@code
   * Content-Security-Policy}, photos their {@code Cross-Origin-Resource-Policy}.
   */
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "strict-origin-when-cross-origin",
          "Strict-Transport-Security", "max-age=31536000",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy",
              "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
                  + "magnetometer=(), microphone=(), midi=(), payment=(), usb=()");

  /**
   * @throws Problem for what the caller did wrong, or must wait for
   */
  protected abstract Response answer(Request request);

  /** Pages override this to show a problem to a reader; programs get {@code problem+json}. */
  protected Response problem(Request request, Problem problem) {
    return problem.response();
  }

  @Override
  public final void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    Request request = new Request(Event.read(event));
    Response response = answerOrProblem(request, context);
    request.warnings().forEach(warning -> log(context, request, "WARN", warning));
    shape(request, response, answer);
  }

  /**
   * Takes a GET all the way from the event to the answer, to prime the function: as an
   * administrator, with a path that the route matches.
   *
   * @throws IllegalStateException where it is answered with a fault of ours
   */
  protected final void rehearse(String route, Map<String, String> pathParameters)
      throws IOException {
    rehearse(route, pathParameters, "", this::answer);
  }

  /**
   * The same for other requests, and where the tables may lack what a reader would see.
   *
   * @param body JSON, empty for none
   * @param answer in place of the handler's own
   */
  protected final void rehearse(
      String route,
      Map<String, String> pathParameters,
      String body,
      Function<Request, Response> answer)
      throws IOException {
    ByteArrayOutputStream event = new ByteArrayOutputStream();
    Event.write(event, route, pathParameters, body);
    Request request = new Request(Event.read(new ByteArrayInputStream(event.toByteArray())));
    Response response;
    try {
      response = answer.apply(request);
    } catch (Problem problem) {
      if (problem.status() >= 500) {
        throw new IllegalStateException(route + ": " + problem.detail(), problem);
      }
      response = problem(request, problem);
    }
    shape(request, response, new ByteArrayOutputStream());
  }

  private Response answerOrProblem(Request request, Context context) {
    try {
      return answer(request);
    } catch (Problem problem) {
      if (problem.status() >= 500) {
        log(context, request, "ERROR", problem);
      }
      return problem(request, problem);
    } catch (RuntimeException e) {
      log(context, request, "ERROR", e);
      Problem problem = Problem.internal(request.id());
      try {
        return problem(request, problem);
      } catch (RuntimeException again) {
        return problem.response();
      }
    }
  }

  private static void log(Context context, Request request, String level, RuntimeException e) {
    StringWriter stack = new StringWriter();
    e.printStackTrace(new PrintWriter(stack));
    ObjectNode line = Json.object();
    line.put("level", level);
    line.put("requestId", request.id());
    line.put("awsRequestId", context.getAwsRequestId());
    line.put("route", request.route());
    line.put("error", stack.toString());
    context.getLogger().log(new String(Json.bytes(line), UTF_8));
  }

  /**
   * Writes the answer. {@code HEAD} gets the same as {@code GET}: API Gateway counts the body for
   * {@code Content-Length}, and does not send it.
   */
  private static void shape(Request request, Response response, OutputStream out)
      throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
    headers.putAll(response.headers());
    String etag = etag(response);
    int status = response.status();
    byte[] body = response.body();
    if (etag != null) {
      headers.put("ETag", etag);
      if (request.isRead() && matches(request.header("if-none-match"), etag)) {
        status = 304;
        body = new byte[0];
        headers.remove("Content-Type");
      }
    }
    String type = headers.getOrDefault("Content-Type", "");
    boolean text = isText(type);
    if (text) {
      headers.merge("Vary", "Accept-Encoding", (a, b) -> a + ", " + b);
    }
    boolean gzip = text && body.length >= WORTH_GZIP && accepts(request, "gzip");
    if (gzip) {
      headers.put("Content-Encoding", "gzip");
      body = gzip(body);
    }
    boolean binary = gzip || (!text && body.length > 0);
    Event.answer(
        out,
        status,
        headers,
        binary,
        binary ? Base64.getEncoder().encodeToString(body) : new String(body, UTF_8));
  }

  /**
   * Weak, because the same content leaves in more than one coding; null where nothing may keep it.
   * Two checksums and the length: it has to tell versions apart, not forgers, and the processor has
   * instructions for them.
   */
  private static @Nullable String etag(Response response) {
    String given = response.headers().get("ETag");
    if (given != null) {
      return given;
    }
    if (response.status() != 200
        || response.headers().getOrDefault("Cache-Control", "").contains("no-store")) {
      return null;
    }
    byte[] body = response.body();
    byte[] tag =
        ByteBuffer.allocate(12)
            .putInt(sum(new CRC32(), body))
            .putInt(sum(new CRC32C(), body))
            .putInt(body.length)
            .array();
    return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + "\"";
  }

  private static int sum(Checksum checksum, byte[] bytes) {
    checksum.update(bytes);
    return (int) checksum.getValue();
  }

  /** The weak comparison of RFC 9110, 13.1.2. */
  private static boolean matches(@Nullable String ifNoneMatch, String etag) {
    if (ifNoneMatch == null) {
      return false;
    }
    String bare = etag.replaceFirst("^W/", "");
    for (String one : ifNoneMatch.split(",")) {
      String candidate = one.strip();
      if (candidate.equals("*") || candidate.replaceFirst("^W/", "").equals(bare)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isText(String type) {
    return type.startsWith("text/")
        || type.contains("json")
        || type.contains("xml")
        || type.contains("javascript");
  }

  private static boolean accepts(Request request, String coding) {
    String accept = request.header("accept-encoding");
    if (accept == null) {
      return false;
    }
    for (String one : accept.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = one.strip().split(";\\s*q=", 2);
      if (parts[0].equals(coding)) {
        return parts.length == 1 || !parts[1].matches("0(\\.0*)?");
      }
    }
    return false;
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
