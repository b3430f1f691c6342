package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that the template's policies do not allow the caller. DynamoDB Local behind it
 * does not check who calls. Refusals have AWS's wording.
 */
final class Gate extends Handler.Wrapper {
  private static final Pattern CALLER = Pattern.compile("Credential=([^/]+)/");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Policies policies;

  Gate(Policies policies, Handler behind) {
    super(behind);
    this.policies = policies;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Matcher signed = CALLER.matcher(header(request, "Authorization"));
    String caller = signed.find() ? signed.group(1) : "";
    if (!caller.equals(Policies.OWNER) && !policies.knows(caller)) {
      return refuse(
          response,
          callback,
          "UnrecognizedClientException",
          "message",
          "The security token included in the request is invalid.");
    }
    ByteBuffer body = Content.Source.asByteBuffer(request);
    String target = header(request, "X-Amz-Target");
    String refusal;
    try {
      refusal =
          policies.refusal(
              caller, target.substring(target.indexOf('.') + 1), content(body.duplicate()));
    } catch (JsonProcessingException e) {
      refusal = null; // DynamoDB refuses a body that is not JSON.
    }
    return refusal == null
        ? super.handle(new BufferedRequest(request, body), response, callback)
        : refuse(response, callback, "AccessDeniedException", "Message", refusal);
  }

  private static String header(Request request, String name) {
    String value = request.getHeaders().get(name);
    return value == null ? "" : value;
  }

  private static Map<?, ?> content(ByteBuffer body) throws JsonProcessingException {
    return body.hasRemaining()
        ? JSON.readValue(BufferUtil.toString(body, UTF_8), LinkedHashMap.class)
        : Map.of();
  }

  private static boolean refuse(
      Response response, Callback callback, String type, String key, String sentence) {
    response.setStatus(400);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
    Content.Sink.write(
        response,
        true,
        JSON.createObjectNode()
            .put("__type", "com.amazon.coral.service#" + type)
            .put(key, sentence)
            .toString(),
        callback);
    return true;
  }

  /** Request whose body was read already and is replayed from memory. */
  private static final class BufferedRequest extends Request.Wrapper {
    private final Content.Source body;

    BufferedRequest(Request request, ByteBuffer body) {
      super(request);
      this.body = Content.Source.from(body);
    }

    @Override
    public Content.@Nullable Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demand) {
      body.demand(demand);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }
  }
}
