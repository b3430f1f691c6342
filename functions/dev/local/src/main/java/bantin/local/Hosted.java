package bantin.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.UUID;

/** What stands in for the account and region that the portal would be deployed to. */
final class Hosted {
  static final String REGION = "ap-southeast-1";
  static final String ACCOUNT = "000000000000";
  static final JsonMapper JSON = JsonMapper.builder().build();

  private Hosted() {}

  /** A trace id as X-Ray writes them, sampled by nobody. */
  static String traceId() {
    String random = UUID.randomUUID().toString().replace("-", "");
    return "Root=1-%08x-%s".formatted(System.currentTimeMillis() / 1000, random.substring(0, 24));
  }
}
