package bantin.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** Handler whose constructor fails. */
public final class BrokenHandler implements RequestStreamHandler {
  public BrokenHandler() {
    throw new IllegalStateException("planted failure");
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {}
}
