package bantin.engines;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A route of the HTTP API.
 *
 * @param method in capitals, or {@code ANY}
 * @param path as the template spells it, such as {@code /tag/{tag}}, or {@code $default}
 * @param authorizer the name of the authorizer that guards it, or null where anybody may call
 * @param scopes of these the token must carry at least one; empty where any will do
 */
public record Route(String method, String path, @Nullable String authorizer, List<String> scopes) {
  public static final String DEFAULT = "$default";

  public Route {
    scopes = List.copyOf(scopes);
  }

  /** As API Gateway names it in events: {@code GET /tag/{tag}} or {@code $default}. */
  public String key() {
    return path.equals(DEFAULT) ? DEFAULT : method + " " + path;
  }
}
