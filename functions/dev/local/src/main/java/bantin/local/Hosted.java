package bantin.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.UUID;

/** Account and region of the portal on one machine. */
final class Hosted {
  static final String REGION = "ap-southeast-1";
  static final String ACCOUNT = "000000000000";
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Hosted() {}

  /** Returns an X-Ray trace id that is not sampled. */
  static String traceId() {
    String random = UUID.randomUUID().toString().replace("-", "");
    return "Root=1-%08x-%s".formatted(System.currentTimeMillis() / 1000, random.substring(0, 24));
  }
}
