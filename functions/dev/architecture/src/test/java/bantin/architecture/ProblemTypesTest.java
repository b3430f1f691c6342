package bantin.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.http.Json;
import bantin.http.Reason;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Types of problems: clients rely on them, so the documentation lists each with its status. */
final class ProblemTypesTest {
  private static final Pattern LISTED = Pattern.compile("`([a-z-]+)`\\s+([45][0-9]{2})");

  /** Reasons whose values are whole sentences: a {@code Text}, or an editor's notice. */
  private static final Set<String> TEXTS =
      Set.of("invalid-field", "editors-only", "administrators-only", "withdrawn");

  /** Words of English sentences that no Vietnamese sentence holds. */
  private static final Pattern ENGLISH =
      Pattern.compile("(?U)\\b(the|it|its|is|are|which|this|that|has|with)\\b");

  private static final String FAULTS =
      "import-archive/src/main/resources/bantin/importarchive/faults.vi.json";

  /** Reason that a broken item is made with, as an expression. */
  private static final Pattern BROKEN = Pattern.compile("new BrokenItem\\([^,;]+,([^;]+)\\);");

  /** Text or value of a concatenation. */
  private static final Pattern PART = Pattern.compile("\"([^\"]*)\"|[^\"+\\s][^\"+]*");

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
      if (!TEXTS.contains(reason.name())) {
        assertThat(english.replaceAll("\\{[0-9]}|\\W", "")).as(reason.name()).isNotEmpty();
        assertThat(vietnamese).as(reason.name()).isNotEqualTo(english);
      }
      assertThat(vietnamese).as(reason.name()).doesNotContainPattern(ENGLISH);
      assertThat(reason.type()).matches("urn:bantin:problem:[a-z]+(-[a-z]+)*");
    }
  }

  /** Faults fill the places of problems, so that an English one would stand in Vietnamese. */
  @Test
  void areFilledWithFaultsInBothLanguages() throws ReflectiveOperationException {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : deployed()) {
      if (type.isEnum()
          && type.tryGetField("english").isPresent()
          && type.tryGetField("vietnamese").isPresent()) {
        found.add(type.getName());
        for (Object constant : type.reflect().getEnumConstants()) {
          String english = sentence(constant, "english");
          String vietnamese = sentence(constant, "vietnamese");
          assertThat(english).as("%s of %s", constant, type).isNotBlank().isNotEqualTo(vietnamese);
          assertThat(vietnamese)
              .as("%s of %s", constant, type)
              .isNotBlank()
              .doesNotContainPattern(ENGLISH);
        }
      }
    }
    assertThat(found)
        .contains(
            "bantin.archive.ArchiveException$Fault",
            "bantin.importfiles.ImportNote",
            "bantin.manuscript.PhotoWarning$Kind",
            "bantin.manuscript.UnfitText$Fault",
            "bantin.photo.AttachmentFile$Fault",
            "bantin.photo.PhotoFault");
  }

  /** An import tells people the faults of items, whose readers have English sentences alone. */
  @Test
  void sayEachFaultOfAnItemInVietnamese() throws IOException {
    Set<String> thrown = new TreeSet<>();
    for (Path file : Prose.files()) {
      if (file.toString().contains("src/main/java")) {
        BROKEN.matcher(House.text(file)).results().forEach(fault -> thrown.add(template(fault)));
      }
    }
    thrown.remove("{0}"); // A message of another class.
    assertThat(thrown).hasSizeGreaterThan(50);
    Map<String, String> translated = new TreeMap<>();
    Json.parse(Files.readAllBytes(House.FUNCTIONS.resolve(FAULTS)))
        .properties()
        .forEach(fault -> translated.put(fault.getKey(), fault.getValue().asText()));
    assertThat(translated.keySet()).containsAll(thrown);
    translated.forEach(
        (english, vietnamese) ->
            assertThat(vietnamese)
                .isNotBlank()
                .isNotEqualTo(english)
                .doesNotContainPattern(ENGLISH));
  }

  /** Sentence of a fault, with places for the values between its texts. */
  private static String template(MatchResult fault) {
    StringBuilder sentence = new StringBuilder();
    int values = 0;
    Matcher part = PART.matcher(fault.group(1));
    while (part.find()) {
      sentence.append(part.group(1) == null ? "{" + values++ + "}" : part.group(1));
    }
    return sentence.toString();
  }

  private static String sentence(Object constant, String language)
      throws ReflectiveOperationException {
    Field field = ((Enum<?>) constant).getDeclaringClass().getDeclaredField(language);
    field.setAccessible(true);
    return (String) field.get(constant);
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

  private static JavaClasses deployed() {
    List<Path> folders =
        House.modules().stream()
            .map(module -> module.resolve("target/classes"))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(folders);
  }

  /** Constants of all classes whose name ends in {@code Reasons}. */
  private static List<Reason> reasons() throws ReflectiveOperationException {
    List<Reason> reasons = new ArrayList<>();
    for (JavaClass type : deployed()) {
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
