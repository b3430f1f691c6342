package bantin.engines;

import static bantin.engines.TemplateNodes.arguments;
import static bantin.engines.TemplateNodes.list;
import static bantin.engines.TemplateNodes.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the intrinsic functions of a template. {@link Template} says what the physical values
 * are.
 */
final class Resolver {
  /** Value of {@code !Ref AWS::NoValue}, which removes its property. */
  private static final Object NO_VALUE = new Object();

  private static final Map<String, String> PSEUDO_PARAMETERS =
      Map.of(
          "AWS::Region", "local",
          "AWS::AccountId", "000000000000",
          "AWS::Partition", "aws",
          "AWS::URLSuffix", "amazonaws.com",
          "AWS::StackName", "bantin",
          "AWS::StackId",
              "arn:aws:cloudformation:local:000000000000:stack/bantin/"
                  + "00000000-0000-4000-8000-000000000000");

  private final TemplateDocument document;
  private final Map<String, String> physical;

  Resolver(TemplateDocument document, Map<String, String> physical) {
    this.document = document;
    this.physical = physical;
  }

  /**
   * A value with every intrinsic function in it carried out: strings, numbers, lists and maps.
   *
   * @param where what to call it when it cannot be resolved, such as {@code Articles.KeySchema}
   */
  Object resolve(@Nullable Object value, String where) {
    if (value == null) {
      throw new TemplateException(where + " has no value.");
    }
    if (value instanceof List<?> list) {
      List<Object> resolved = new ArrayList<>();
      for (Object element : list) {
        Object result = resolve(element, where);
        if (result != NO_VALUE) {
          resolved.add(result);
        }
      }
      return resolved;
    }
    if (value instanceof Map<?, ?> map) {
      if (map.size() == 1) {
        Map.Entry<?, ?> only = map.entrySet().iterator().next();
        String function = String.valueOf(only.getKey());
        Object argument = only.getValue();
        if (function.equals("Ref") && argument != null) {
          return ref(String.valueOf(argument), where);
        }
        if (function.startsWith("Fn::") && argument != null) {
          return call(function, argument, where);
        }
      }
      Map<String, Object> resolved = new LinkedHashMap<>();
      map.forEach(
          (key, element) -> {
            Object result = resolve(element, where + "." + key);
            if (result != NO_VALUE) {
              resolved.put(String.valueOf(key), result);
            }
          });
      return resolved;
    }
    return value;
  }

  private Object call(String function, Object argument, String where) {
    return switch (function) {
      case "Fn::GetAtt" -> getAtt(arguments(argument, 2, function, where), where);
      case "Fn::Sub" -> sub(argument, where);
      case "Fn::Select" -> {
        List<?> parts = arguments(argument, 2, function, where);
        List<?> from = list(resolve(parts.get(1), where), where);
        int index = number(parts.get(0), where);
        if (index < 0 || index >= from.size()) {
          throw new TemplateException(
              where + " selects element " + index + " of " + from.size() + ".");
        }
        Object chosen = from.get(index);
        yield chosen == null ? NO_VALUE : chosen;
      }
      case "Fn::Split" -> {
        List<?> parts = arguments(argument, 2, function, where);
        String by = text(parts.get(0), where);
        yield List.of(text(parts.get(1), where).split(Pattern.quote(by), -1));
      }
      case "Fn::Join" -> {
        List<?> parts = arguments(argument, 2, function, where);
        List<String> strings = new ArrayList<>();
        list(resolve(parts.get(1), where), where).forEach(s -> strings.add(String.valueOf(s)));
        yield String.join(text(parts.get(0), where), strings);
      }
      case "Fn::FindInMap" -> {
        Object found = document.mappings();
        for (Object key : arguments(argument, 3, function, where)) {
          found = map(found, where).get(text(key, where));
          if (found == null) {
            throw new TemplateException(
                where + " looks for " + argument + ", which no mapping holds.");
          }
        }
        yield found;
      }
      case "Fn::If" -> {
        List<?> parts = arguments(argument, 3, function, where);
        yield resolve(parts.get(condition(String.valueOf(parts.get(0)), where) ? 1 : 2), where);
      }
      default -> throw new TemplateException(where + " uses " + function + ", not known here.");
    };
  }

  private Object ref(String name, String where) {
    if (name.equals("AWS::NoValue")) {
      return NO_VALUE;
    }
    String value = physical.get(name);
    if (value == null) {
      value = PSEUDO_PARAMETERS.get(name);
    }
    if (value != null) {
      return value;
    }
    Map<String, Object> parameters = document.parameters();
    if (parameters.containsKey(name)) {
      Object fallback = map(parameters.get(name), name).get("Default");
      if (fallback == null) {
        throw new TemplateException(
            where + " refers to the parameter " + name + ", which has no default.");
      }
      return String.valueOf(fallback);
    }
    if (document.resources().containsKey(name)) {
      return name;
    }
    throw new TemplateException(
        where + " refers to " + name + ", which the template does not declare.");
  }

  private String getAtt(List<?> parts, String where) {
    String resource = String.valueOf(parts.get(0));
    String name = resource + "." + parts.get(1);
    if (!document.resources().containsKey(resource)) {
      throw new TemplateException(
          where + " refers to " + resource + ", which the template does not declare.");
    }
    String value = physical.get(name);
    if (value == null
        && document.isOfType(resource, Template.BUCKET)
        && name.endsWith("DomainName")) {
      // Wherever the bucket of one machine listens: a Content Security Policy is what asks.
      return "127.0.0.1:*";
    }
    if (value == null) {
      throw new TemplateException(where + " refers to " + name + ", which has no value here.");
    }
    return value;
  }

  private String sub(Object argument, String where) {
    String pattern;
    Map<String, Object> names;
    if (argument instanceof List<?> list && list.size() == 2) {
      pattern = String.valueOf(list.get(0));
      names = map(list.get(1), where);
    } else {
      pattern = String.valueOf(argument);
      names = Map.of();
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (true) {
      int open = pattern.indexOf("${", at);
      int close = open < 0 ? -1 : pattern.indexOf('}', open);
      if (close < 0) {
        return text.append(pattern.substring(at)).toString();
      }
      text.append(pattern, at, open);
      String name = pattern.substring(open + 2, close);
      if (name.startsWith("!")) {
        text.append("${").append(name.substring(1)).append('}');
      } else if (names.containsKey(name)) {
        text.append(text(names.get(name), where));
      } else if (name.contains(".")) {
        text.append(getAtt(List.of(name.split("\\.", 2)), where));
      } else {
        text.append(ref(name, where));
      }
      at = close + 1;
    }
  }

  /** Decides a condition. */
  boolean condition(String name, String where) {
    Object declared = document.conditions().get(name);
    if (declared == null) {
      throw new TemplateException(
          where + " asks for the condition " + name + ", which the template does not declare.");
    }
    String given = physical.get(name);
    if (given != null) {
      return Boolean.parseBoolean(given);
    }
    return truth(declared, where);
  }

  private boolean truth(@Nullable Object expression, String where) {
    if (expression instanceof Map<?, ?> map && map.size() == 1) {
      Map.Entry<?, ?> only = map.entrySet().iterator().next();
      String function = String.valueOf(only.getKey());
      if (function.equals("Condition")) {
        return condition(String.valueOf(only.getValue()), where);
      }
      List<?> arguments = list(only.getValue(), where);
      return switch (function) {
        case "Fn::Equals" -> text(arguments.get(0), where).equals(text(arguments.get(1), where));
        case "Fn::Not" -> !truth(arguments.get(0), where);
        case "Fn::And" -> arguments.stream().allMatch(argument -> truth(argument, where));
        case "Fn::Or" -> arguments.stream().anyMatch(argument -> truth(argument, where));
        default -> throw new TemplateException(where + " depends on " + function + ", not known.");
      };
    }
    throw new TemplateException(where + " depends on a condition that is not known here.");
  }

  /** A property as text, intrinsic functions carried out. */
  String text(@Nullable Object value, String where) {
    Object resolved = resolve(value, where);
    if (resolved instanceof List || resolved instanceof Map || resolved == NO_VALUE) {
      throw new TemplateException(where + " is not a single value.");
    }
    return String.valueOf(resolved);
  }

  /** A property as a number, intrinsic functions carried out. */
  int number(@Nullable Object value, String where) {
    String text = text(value, where);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TemplateException(where + " has " + text + " where a number should be.", e);
    }
  }
}
