package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Function;
import bantin.engines.Route;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route that answers a request, by API Gateway's rules. A full match comes before one
 * with a greedy variable ({@code {name+}}), and both before {@code $default}. Of several matches
 * the most specific wins: the one with a literal segment further left.
 *
 * <p>A variable matches no empty segment. HEAD and OPTIONS match only routes that declare them.
 */
final class Routes {
  private record Entry(Route route, Function function, List<String> segments) {}

  /**
   * @param parameters percent-decoded
   */
  record Match(Route route, Function function, Map<String, String> parameters) {}

  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Match fallback;

  Routes(List<Function> functions) {
    for (Function function : functions) {
      for (Route route : function.routes()) {
        if (route.path().equals(Route.DEFAULT)) {
          fallback = new Match(route, function, Map.of());
        } else {
          entries.add(new Entry(route, function, segments(route.path())));
        }
      }
    }
    entries.sort(Comparator.comparing(Routes::rank));
  }

  /** Ranks full matches first, then literal segments before variables, from the left. */
  private static String rank(Entry entry) {
    StringBuilder rank = new StringBuilder();
    rank.append(entry.segments().stream().anyMatch(Routes::isGreedy) ? '1' : '0');
    for (String segment : entry.segments()) {
      rank.append(isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0');
    }
    return rank.append(entry.route().method().equals("ANY") ? '1' : '0').toString();
  }

  /**
   * @param path percent-encoded, as the client sent it
   * @return null if no route matches and {@code $default} is not declared
   */
  @Nullable Match match(String method, String path) {
    List<String> segments = segments(path);
    for (Entry entry : entries) {
      if (entry.route().method().equals("ANY") || entry.route().method().equals(method)) {
        Map<String, String> parameters = parameters(entry.segments(), segments);
        if (parameters != null) {
          return new Match(entry.route(), entry.function(), parameters);
        }
      }
    }
    return fallback;
  }

  private static @Nullable Map<String, String> parameters(
      List<String> declared, List<String> sent) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < declared.size(); i++) {
      String segment = declared.get(i);
      if (i >= sent.size()) {
        return null;
      }
      if (isGreedy(segment)) {
        String rest = String.join("/", sent.subList(i, sent.size()));
        if (rest.isEmpty()) {
          return null;
        }
        parameters.put(segment.substring(1, segment.length() - 2), decode(rest));
        return parameters;
      }
      if (isVariable(segment)) {
        if (sent.get(i).isEmpty()) {
          return null;
        }
        parameters.put(segment.substring(1, segment.length() - 1), decode(sent.get(i)));
      } else if (!segment.equals(sent.get(i))) {
        return null;
      }
    }
    return declared.size() == sent.size() ? parameters : null;
  }

  private static List<String> segments(String path) {
    return List.of((path.startsWith("/") ? path.substring(1) : path).split("/", -1));
  }

  private static boolean isVariable(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  private static boolean isGreedy(String segment) {
    return isVariable(segment) && segment.endsWith("+}");
  }

  /** Decodes a path, in which a plus stays a plus. */
  static String decode(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), UTF_8);
  }
}
