package bantin.tallyhits;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Contexts of invocations. Only lines in bytes, which CloudWatch finds metrics in, are taken. */
final class Invocation {
  private Invocation() {}

  /**
   * @param millis time left
   * @param log receives each line
   */
  static Context context(int millis, Consumer<String> log) {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> millis;
                  case "getAwsRequestId" -> "request";
                  case "getFunctionName" -> "tally-hits";
                  case "getLogger" -> logger(log);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static LambdaLogger logger(Consumer<String> log) {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        throw new AssertionError(message);
      }

      @Override
      public void log(byte[] message) {
        log.accept(new String(message, UTF_8).strip());
      }
    };
  }
}
