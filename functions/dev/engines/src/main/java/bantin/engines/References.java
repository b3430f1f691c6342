package bantin.engines;

import static bantin.engines.TemplateNodes.list;
import static bantin.engines.TemplateNodes.map;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** References of a template: each must name a declared parameter, resource or condition. */
final class References {
  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private final TemplateDocument document;

  References(TemplateDocument document) {
    this.document = document;
  }

  /**
   * Looks at every reference of every resource and output, also at those that nothing resolves
   * here.
   *
   * @throws TemplateException if one names something that the template does not declare
   */
  void require() {
    document.resources().forEach((id, resource) -> require(resource, id));
    document.outputs().forEach((id, output) -> require(output, "Outputs." + id));
  }

  private void require(@Nullable Object value, String where) {
    if (value instanceof List<?> list) {
      list.forEach(element -> require(element, where));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, element) -> {
            switch (String.valueOf(key)) {
              case "Ref" -> requireName(String.valueOf(element), where);
              case "Fn::GetAtt" -> requireName(String.valueOf(list(element, where).get(0)), where);
              case "Fn::Sub" -> requireNames(element, where);
              case "Fn::If" -> {
                requireCondition(String.valueOf(list(element, where).get(0)), where);
                require(element, where);
              }
              default -> require(element, where + "." + key);
            }
          });
    }
  }

  private void requireNames(@Nullable Object sub, String where) {
    Set<String> own = Set.of();
    Object pattern = sub;
    if (sub instanceof List<?> list && list.size() == 2) {
      pattern = list.get(0);
      own = map(list.get(1), where).keySet();
      require(list.get(1), where);
    }
    Matcher names = SUBSTITUTED.matcher(String.valueOf(pattern));
    while (names.find()) {
      if (!own.contains(names.group(1))) {
        requireName(names.group(1).split("\\.", 2)[0], where);
      }
    }
  }

  private void requireName(String name, String where) {
    if (!name.startsWith("AWS::")
        && !document.resources().containsKey(name)
        && !document.parameters().containsKey(name)) {
      throw new TemplateException(
          where + " refers to " + name + ", which the template does not declare.");
    }
  }

  private void requireCondition(String name, String where) {
    if (!document.conditions().containsKey(name)) {
      throw new TemplateException(
          where + " asks for the condition " + name + ", which the template does not declare.");
    }
  }
}
