package bantin.engines;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Typed access to the nodes of a template. An error names the place in the template. */
final class TemplateNodes {
  private TemplateNodes() {}

  /** Arguments of an intrinsic function that takes {@code count} of them. */
  static List<?> arguments(Object argument, int count, String function, String where) {
    if (argument instanceof List<?> list && list.size() == count) {
      return list;
    }
    throw new TemplateException(where + ": " + function + " takes " + count + " arguments.");
  }

  static List<?> list(@Nullable Object value, String where) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new TemplateException(where + " is not a list.");
  }

  /** A mapping below a key, empty where the key is missing. */
  static Map<String, Object> child(Map<String, Object> parent, String key, String where) {
    Object value = parent.get(key);
    return value == null ? Map.of() : map(value, where + "." + key);
  }

  static Map<String, Object> map(@Nullable Object value, String where) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> typed = new LinkedHashMap<>();
      map.forEach((key, element) -> typed.put(String.valueOf(key), element));
      return typed;
    }
    throw new TemplateException(where + " is not a mapping.");
  }
}
