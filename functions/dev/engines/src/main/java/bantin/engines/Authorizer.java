package bantin.engines;

import java.util.List;

/**
 * A JWT authorizer of the HTTP API.
 *
 * @param name by which routes call it
 * @param issuer whose tokens it takes
 * @param audience of which a token must be for one, by {@code aud} or {@code client_id}
 */
public record Authorizer(String name, String issuer, List<String> audience) {
  public Authorizer {
    audience = List.copyOf(audience);
  }
}
