package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Main class of a function's process. Asks the Runtime API for events and hands each to the real
 * handler, deserialized as in Lambda's own runtime. Lambda's runtime client exists for Linux only;
 * {@code dev/architecture} tests the zips with it.
 *
 * <p>Several loops run in parallel, each with its own handler, as Lambda runs several instances.
 */
final class FunctionLoop {
  private static final int OK = 200;

  private final String api;
  private final String handlerClass;

  private FunctionLoop(String api, String handlerClass) {
    this.api = "http://" + api + "/2018-06-01/runtime/";
    this.handlerClass = handlerClass;
  }

  /**
   * Starts the loops.
   *
   * @param args the number of loops; other settings are in Lambda's environment variables
   */
  public static void main(String[] args) throws IOException {
    Thread watch = new Thread(FunctionLoop::endWithTheRunner, "parent");
    watch.setDaemon(true);
    watch.start();
    String handler = System.getenv("_HANDLER");
    String api = System.getenv("AWS_LAMBDA_RUNTIME_API");
    if (handler == null || api == null) {
      throw new IllegalStateException("_HANDLER and AWS_LAMBDA_RUNTIME_API are not set");
    }
    FunctionLoop loop = new FunctionLoop(api, handler.split("::", 2)[0]);
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      // Created one after the other: a failure of the first ends them all.
      Invocable function = loop.function();
      new Thread(() -> loop.run(function), "loop-" + i).start();
    }
  }

  /** Ends this process with the runner, which holds the other end of standard input. */
  private static void endWithTheRunner() {
    try {
      System.in.readAllBytes();
    } catch (IOException e) {
      // A broken pipe means that the runner has ended, too.
    }
    Runtime.getRuntime().halt(0);
  }

  private void run(Invocable function) {
    try {
      while (true) {
        once(function);
      }
    } catch (IOException e) {
      // Lambda also ends a process that has lost the Runtime API.
      Runtime.getRuntime().halt(1);
    }
  }

  /** Handler of either kind. */
  private interface Invocable {
    void invoke(InputStream event, OutputStream answer, LoopContext context) throws IOException;
  }

  private Invocable function() throws IOException {
    try {
      Object handler = Class.forName(handlerClass).getConstructor().newInstance();
      if (handler instanceof RequestStreamHandler stream) {
        return stream::handleRequest;
      }
      return typed((RequestHandler<?, ?>) handler);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      Throwable cause =
          e instanceof InvocationTargetException && e.getCause() != null ? e.getCause() : e;
      cause.printStackTrace();
      post("init/error", error(cause));
      System.exit(1);
      throw new AssertionError(e);
    }
  }

  @SuppressWarnings("unchecked") // The method takes the handler's own event type.
  private static Invocable typed(RequestHandler<?, ?> handler) {
    RequestHandler<Object, Object> any = (RequestHandler<Object, Object>) handler;
    Method method = method(handler.getClass());
    PojoSerializer<?> in = serializer(method.getParameterTypes()[0]);
    PojoSerializer<Object> out = (PojoSerializer<Object>) serializer(method.getReturnType());
    return (event, answer, context) -> {
      Object result = any.handleRequest(in.fromJson(event), context);
      if (result != null) {
        out.toJson(result, answer);
      }
    };
  }

  /** Finds the handler's method, not the compiler's bridge of the same name. */
  private static Method method(Class<?> type) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals("handleRequest")
          && method.getParameterCount() == 2
          && !method.isBridge()) {
        return method;
      }
    }
    throw new IllegalArgumentException(type.getName() + " has no method handleRequest");
  }

  private static PojoSerializer<?> serializer(Class<?> type) {
    return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
        ? LambdaEventSerializers.serializerFor(type, FunctionLoop.class.getClassLoader())
        : JacksonFactory.getInstance().getSerializer(type);
  }

  private void once(Invocable function) throws IOException {
    HttpURLConnection next = connect("invocation/next");
    if (next.getResponseCode() != OK) {
      throw new IOException("The Runtime API answers " + next.getResponseCode());
    }
    byte[] event;
    try (InputStream body = next.getInputStream()) {
      event = body.readAllBytes();
    }
    String id = next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
    LoopContext context =
        new LoopContext(
            id,
            next.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"),
            Long.parseLong(next.getHeaderField("Lambda-Runtime-Deadline-Ms")));
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    Throwable failure = null;
    try {
      function.invoke(new ByteArrayInputStream(event), answer, context);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      failure = e;
    }
    if (failure == null) {
      post("invocation/" + id + "/response", answer.toByteArray());
    } else {
      failure.printStackTrace();
      post("invocation/" + id + "/error", error(failure));
    }
  }

  private void post(String path, byte[] body) throws IOException {
    HttpURLConnection post = connect(path);
    post.setRequestMethod("POST");
    post.setDoOutput(true);
    post.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = post.getOutputStream()) {
      out.write(body);
    }
    try (InputStream in = post.getInputStream()) {
      in.readAllBytes();
    }
  }

  private HttpURLConnection connect(String path) throws IOException {
    return (HttpURLConnection) URI.create(api + path).toURL().openConnection();
  }

  private static byte[] error(Throwable failure) {
    ObjectNode error = Hosted.JSON.createObjectNode();
    error.put("errorMessage", String.valueOf(failure.getMessage()));
    error.put("errorType", failure.getClass().getName());
    ArrayNode trace = error.putArray("stackTrace");
    for (StackTraceElement element : failure.getStackTrace()) {
      trace.add(element.toString());
    }
    return error.toString().getBytes(UTF_8);
  }
}
