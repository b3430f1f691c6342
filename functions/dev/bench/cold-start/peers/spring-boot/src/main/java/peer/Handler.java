package peer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

public class Handler implements RequestStreamHandler {
  private final FunctionInvoker function = new FunctionInvoker();

  public Handler() {
    Primed.before(this);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    function.handleRequest(in, out, context);
  }
}
