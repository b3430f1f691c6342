package bantin.engines;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Statement of a role's policy.
 *
 * @param allow true for {@code Allow}, false for {@code Deny}
 * @param actions with the wildcards that IAM knows
 * @param resources ARNs, with wildcards
 */
record Statement(boolean allow, List<String> actions, List<String> resources) {
  /** Compiled wildcards by their text: every request to a table or a bucket asks for them. */
  private static final Map<String, Pattern> ACTIONS = new ConcurrentHashMap<>();

  private static final Map<String, Pattern> RESOURCES = new ConcurrentHashMap<>();

  Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }

  boolean matches(Access access) {
    return actions.stream().anyMatch(action -> isAction(action, access))
        && resources.stream().anyMatch(resource -> isResource(resource, access));
  }

  static boolean isAction(String pattern, Access access) {
    return ACTIONS
        .computeIfAbsent(pattern, key -> like(key, true))
        .matcher(access.action())
        .matches();
  }

  static boolean isResource(String pattern, Access access) {
    return RESOURCES
        .computeIfAbsent(pattern, key -> like(key, false))
        .matcher(access.resource())
        .matches();
  }

  private static Pattern like(String pattern, boolean action) {
    StringBuilder expression = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      expression.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(expression.toString(), action ? Pattern.CASE_INSENSITIVE : 0);
  }
}
