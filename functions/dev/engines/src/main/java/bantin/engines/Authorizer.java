package bantin.engines;

import java.util.List;

/**
 * JWT authorizer of the HTTP API.
 *
 * @param name the name that routes refer to
 * @param issuer the issuer whose tokens it accepts
 * @param audience accepted values of a token's {@code aud} or {@code client_id}
 */
public record Authorizer(String name, String issuer, List<String> audience) {
  public Authorizer {
    audience = List.copyOf(audience);
  }
}
