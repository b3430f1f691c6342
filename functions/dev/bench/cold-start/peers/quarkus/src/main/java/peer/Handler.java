package peer;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Declares no RequestStreamHandler, because Quarkus would run it as the application's handler. */
public class Handler {
  private final QuarkusStreamHandler function = new QuarkusStreamHandler();

  public Handler() {
    Primed.before(function);
  }

  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    function.handleRequest(in, out, context);
  }
}
