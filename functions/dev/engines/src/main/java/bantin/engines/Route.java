package bantin.engines;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Route of the HTTP API.
 *
 * @param method in capitals, or {@code ANY}
 * @param path as the template spells it, such as {@code /tag/{tag}}, or {@code $default}
 * @param authorizer the name of the authorizer that guards it, or null if anybody may call
 * @param scopes the token must carry at least one of these; empty if any token will do
 */
public record Route(String method, String path, @Nullable String authorizer, List<String> scopes) {
  public static final String DEFAULT = "$default";

  public Route {
    scopes = List.copyOf(scopes);
  }

  /**
   * Returns API Gateway's name of the route in events: {@code GET /tag/{tag}} or {@code $default}.
   */
  public String key() {
    return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
  }
}
