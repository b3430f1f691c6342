package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.http.Reason;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Types of problems: clients rely on them, so the documentation lists each with its status. */
final class ProblemTypesTest {
  private static final Pattern LISTED = Pattern.compile("`([a-z-]+)`\\s+([45][0-9]{2})");

  @Test
  void areListedInTheDocumentationWithTheirStatus()
      throws IOException, ReflectiveOperationException {
    Map<String, Integer> declared = new TreeMap<>();
    for (Reason reason : reasons()) {
      declared.put(reason.name(), reason.status());
    }
    assertThat(listed()).isEqualTo(declared);
  }

  @Test
  void haveOneStatusWhereTwoRoomsShareOne() throws ReflectiveOperationException {
    Map<String, Integer> statuses = new TreeMap<>();
    for (Reason reason : reasons()) {
      Integer earlierStatus = statuses.putIfAbsent(reason.name(), reason.status());
      assertThat(earlierStatus == null || earlierStatus == reason.status())
          .as(reason.name())
          .isTrue();
    }
  }

  @Test
  void haveASentenceInBothLanguages() throws ReflectiveOperationException {
    for (Reason reason : reasons()) {
      String english = reason.detail().english();
      String vietnamese = reason.detail().vietnamese();
      assertThat(english).as(reason.name()).isNotBlank();
      assertThat(vietnamese).as(reason.name()).isNotBlank();
      if (!english.replaceAll("\\{[0-9]}|[ :]", "").isEmpty()) {
        assertThat(vietnamese).as(reason.name()).isNotEqualTo(english);
      }
      assertThat(reason.type()).matches("urn:bantin:problem:[a-z]+(-[a-z]+)*");
    }
  }

  private static Map<String, Integer> listed() throws IOException {
    String map = Files.readString(House.ROOT.resolve("functions/README.md"));
    int start = map.indexOf("\n## Problems\n");
    assertThat(start).as("section Problems").isPositive();
    int end = map.indexOf("\n## ", start + 1);
    Map<String, Integer> listed = new TreeMap<>();
    Matcher type = LISTED.matcher(map.substring(start, end < 0 ? map.length() : end));
    while (type.find()) {
      listed.put(type.group(1), Integer.valueOf(type.group(2)));
    }
    return listed;
  }

  /** Constants of all classes whose name ends in {@code Reasons}. */
  private static List<Reason> reasons() throws ReflectiveOperationException {
    List<Path> folders =
        House.modules().stream()
            .map(module -> module.resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    List<Reason> reasons = new ArrayList<>();
    for (JavaClass type : new ClassFileImporter().importPaths(folders)) {
      if (type.getSimpleName().endsWith("Reasons")) {
        for (Field field : type.reflect().getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            add(field.get(null), reasons);
          }
        }
      }
    }
    assertThat(reasons).hasSizeGreaterThan(50);
    return reasons;
  }

  private static void add(Object constant, List<Reason> reasons) {
    if (constant instanceof Reason reason) {
      reasons.add(reason);
    } else if (constant instanceof Map<?, ?> map) {
      Collection<?> values = map.values();
      values.forEach(value -> add(value, reasons));
    }
  }
}
