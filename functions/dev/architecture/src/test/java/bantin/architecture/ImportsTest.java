package bantin.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import bantin.log.LogLine;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rules for imports: dev → verbs → nouns, and the layers at which Lambda, HTTP and tables stop. */
final class ImportsTest {
  /** Permitted edges between nouns. */
  private static final Set<String> NOUN_EDGES =
      Set.of(
          "article → item",
          "visit → item",
          "visit → article",
          "newsroom → item",
          "newsroom → article",
          "newsroom → manuscript",
          "newsroom → photo",
          "manuscript → article",
          "manuscript → photo",
          "page → http",
          "page → article",
          "page → visit",
          "desk → http",
          "desk → page",
          "person → http",
          "archive → item",
          "archive → article",
          "archive → newsroom",
          "archive → visit",
          "connection → snapshot",
          "http → log",
          "item → log",
          "snapshot → log");

  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events..";
  private static final String LAMBDA = "com.amazonaws.services.lambda..";
  private static final String SDK = "software.amazon.awssdk..";

  private static final JavaClasses MAIN = compiled("target/classes");
  private static final JavaClasses ALL = compiled("target/classes", "target/test-classes");

  private static JavaClasses compiled(String... folders) {
    List<Path> paths =
        House.modules().stream()
            .flatMap(module -> List.of(folders).stream().map(module::resolve))
            .filter(Files::isDirectory)
            .toList();
    return new ClassFileImporter().importPaths(paths);
  }

  @Test
  void importsTheClassesOfEveryFunctionAndNoun() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : MAIN) {
      found.add(type.getPackageName());
    }
    assertThat(found).containsAll(House.verbs().stream().map(House::packageOf).toList());
    assertThat(found).containsAll(House.nouns().stream().map(House::packageOf).toList());
  }

  @TestFactory
  List<DynamicTest> verbsDoNotImportOtherVerbs() {
    return House.verbs().stream()
        .map(verb -> DynamicTest.dynamicTest(verb, () -> importsNoOtherVerb(verb).check(ALL)))
        .toList();
  }

  private static ArchRule importsNoOtherVerb(String verb) {
    String[] others =
        House.verbs().stream()
            .filter(otherVerb -> !otherVerb.equals(verb))
            .map(otherVerb -> House.packageOf(otherVerb) + "..")
            .toArray(String[]::new);
    return noClasses()
        .that(resideInAPackage(House.packageOf(verb) + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(others))
        .because("verbs never import each other: code that two need is a noun");
  }

  @Test
  void nounsDoNotImportVerbs() {
    noClasses()
        .that(resideInAnyPackage(packages(House.nouns())))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages(House.verbs())))
        .because("imports go dev → verbs → nouns")
        .check(ALL);
  }

  @Test
  void deployedCodeDoesNotImportDev() {
    noClasses()
        .that(
            resideInAnyPackage(packages(House.nouns()))
                .or(resideInAnyPackage(packages(House.verbs()))))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages(House.dev())))
        .because("dev is never deployed")
        .check(MAIN);
  }

  @TestFactory
  List<DynamicTest> nounsImportOnlyPermittedNouns() {
    return House.nouns().stream()
        .map(noun -> DynamicTest.dynamicTest(noun, () -> importsPermittedNouns(noun).check(ALL)))
        .toList();
  }

  @Test
  void usesEachListedEdgeBetweenNouns() {
    Set<String> used = new TreeSet<>();
    for (JavaClass type : MAIN) {
      type.getDirectDependenciesFromSelf()
          .forEach(
              edge ->
                  used.add(
                      room(type) + " → " + room(edge.getTargetClass().getBaseComponentType())));
    }
    assertThat(used).as("edges that classes use").containsAll(NOUN_EDGES);
  }

  /** Last part of a class's package; rooms of the project are one level deep. */
  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static ArchRule importsPermittedNouns(String noun) {
    String[] others =
        House.nouns().stream()
            .filter(
                otherNoun ->
                    !otherNoun.equals(noun) && !NOUN_EDGES.contains(noun + " → " + otherNoun))
            .map(otherNoun -> House.packageOf(otherNoun) + "..")
            .toArray(String[]::new);
    return noClasses()
        .that(resideInAPackage(House.packageOf(noun) + ".."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(others))
        .because("the only edges between nouns are " + NOUN_EDGES);
  }

  @Test
  void keepsLambdaAndHttpOutOfTheDomain() {
    noClasses()
        .that(resideInAnyPackage("bantin.article..", "bantin.visit.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage(LAMBDA, "bantin.http.."))
        .because("the event stops at the handler")
        .check(MAIN);
  }

  @Test
  void eventsStopAtTheHandler() {
    DescribedPredicate<JavaClass> handlers =
        simpleNameEndingWith("Handler").or(resideInAPackage("bantin.http.."));
    DescribedPredicate<JavaClass> dev = resideInAnyPackage(packages(House.dev()));
    noClasses()
        .that(DescribedPredicate.not(handlers.or(dev)))
        .should()
        .dependOnClassesThat(resideInAPackage(EVENTS))
        .because("the domain sees Slug, not JSON")
        .check(MAIN);
  }

  @Test
  void pagesAndHttpUseNoTable() {
    noClasses()
        .that(resideInAnyPackage("bantin.http..", "bantin.page.."))
        .should()
        .dependOnClassesThat(resideInAPackage(SDK))
        .because("a request, an answer and a layout need no database")
        .check(MAIN);
  }

  @Test
  void functionsWriteTheirLogThroughLogLine() {
    noClasses()
        .that(
            resideInAnyPackage(packages(House.nouns()))
                .or(resideInAnyPackage(packages(House.verbs()))))
        .and(DescribedPredicate.not(type(LogLine.class)))
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .dependOnClassesThat(type(LambdaLogger.class).or(type(LambdaRuntime.class)))
        .because(
            "Lambda's JSON format would wrap a text, and hide its level and metric from alarms")
        .check(MAIN);
  }

  @Test
  void storiesTakeTodayFromTheirPortal() {
    noClasses()
        .that(resideInAPackage("bantin.stories.."))
        .and()
        .haveSimpleNameNotStartingWith("Newspaper")
        .should()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now", ZoneId.class)
        .because("a day that ends during a story fails it: Newspaper.today() is at noon")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void findsNoPackageWithACollectiveName() {
    classes()
        .should()
        .resideOutsideOfPackages("..common..", "..util..", "..shared..", "..core..", "..model..")
        .because("a package's name describes its contents")
        .check(ALL);
  }

  @Test
  void packagesAreNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : ALL) {
      JavaPackage place = type.getPackage();
      if (!place.isAnnotatedWith(NullMarked.class) && !isGenerated(type)) {
        unmarked.add(place.getName());
      }
    }
    assertThat(unmarked).as("packages without @NullMarked in package-info.java").isEmpty();
  }

  /** Tells if jte generated the class. */
  private static boolean isGenerated(JavaClass type) {
    return type.getSimpleName().startsWith("Jte") && type.getSimpleName().endsWith("Generated");
  }

  private static String[] packages(Set<String> folders) {
    return folders.stream().map(folder -> House.packageOf(folder) + "..").toArray(String[]::new);
  }
}
