package bantin.architecture;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The zips hold everything that a function needs, and nothing else. */
final class ZipsTest {
  private static final long MIB = 1 << 20;

  /**
   * Bytes that a zip may have, at most a third more than today. Readers wait for a cold start to
   * read them.
   */
  private static final Map<String, Long> BUDGETS =
      Map.ofEntries(
          entry("serve-assets", 5 * MIB),
          entry("tally-hits", 8 * MIB),
          // Functions that readers wait for hold the native client for two processors.
          entry("list-articles", 12_000_000L),
          entry("show-article", 12_000_000L),
          entry("count-hit", 12_000_000L),
          entry("show-visits", 12_000_000L),
          // Functions that hold the clients of both DynamoDB and S3.
          entry("export-archive", 11 * MIB),
          // The clients of DynamoDB and Cognito.
          entry("manage-people", 11 * MIB),
          entry("import-archive", 11 * MIB),
          // The same, and an encoder in native code for two processors.
          entry("size-photos", 13 * MIB),
          entry("import-files", 11 * MIB),
          entry("take-uploads", 11 * MIB));

  private static final long BUDGET = 9 * MIB;

  /** Jars that a zip may hold, by the beginnings of their names. */
  private static final List<String> LIBRARIES =
      List.of(
          // Lambda's types and their dependencies
          "aws-lambda-java-core-",
          "aws-lambda-java-events-",
          "joda-time-",
          "org-crac-",
          // JSON, pages, HTML
          "jackson-core-",
          "jackson-databind-",
          "jackson-annotations-",
          "jte-runtime-",
          "owasp-java-html-sanitizer-",
          "java8-shim-",
          "java10-shim-",
          "jsoup-",
          // files that become drafts
          "mammoth-",
          "commonmark-",
          "snakeyaml-",
          // photos
          "thumbnailator-",
          "imageio-",
          "webp-imageio-",
          "kotlin-stdlib-",
          "common-",
          // S3
          "s3-2",
          "arns-",
          "aws-query-protocol-",
          "aws-xml-protocol-",
          "crt-core-",
          // Cognito
          "cognitoidentityprovider-",
          // DynamoDB
          "dynamodb-2",
          "url-connection-client-",
          "aws-crt-",
          "annotations-",
          "auth-",
          "aws-core-",
          "aws-json-protocol-",
          "checksums-",
          "endpoints-spi-",
          "eventstream-",
          "http-auth-",
          "http-client-spi-",
          "identity-spi-",
          "json-utils-",
          "metrics-spi-",
          "profiles-",
          "protocol-core-",
          "reactive-streams-",
          "regions-",
          "retries-",
          "sdk-core-",
          "slf4j-api-",
          "third-party-jackson-core-",
          "utils-");

  static Set<String> verbs() {
    return House.verbs();
  }

  @BeforeAll
  static void requirePackagedFunctions() {
    Packaged.orSkip();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void holdsOnlyOwnClassesNounsAndKnownLibraries(String verb) throws IOException {
    Set<String> packages = new TreeSet<>();
    packages.add(House.packageOf(verb));
    House.nouns().forEach(noun -> packages.add(House.packageOf(noun)));
    List<String> strangers = new ArrayList<>();
    for (String name : names(House.zip(verb))) {
      if (name.startsWith("lib/")) {
        String jar = name.substring("lib/".length());
        if (LIBRARIES.stream().noneMatch(jar::startsWith) || !jar.endsWith(".jar")) {
          strangers.add(name);
        }
      } else if (name.endsWith(".class") && !name.startsWith("gg/jte/generated/")) {
        String place = name.substring(0, name.lastIndexOf('/')).replace('/', '.');
        if (packages.stream()
            .noneMatch(prefix -> place.equals(prefix) || place.startsWith(prefix + "."))) {
          strangers.add(name);
        }
      }
    }
    assertThat(strangers).as("unknown files in %s", House.zip(verb)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void holdsNothingTwice(String verb) throws IOException {
    Set<String> classes = new HashSet<>();
    List<String> twice = new ArrayList<>();
    for (Packed file : contents(House.zip(verb))) {
      boolean description =
          file.name().startsWith("META-INF/") || file.name().equals("module-info.class");
      if (!description && file.name().endsWith(".class") && !classes.add(file.name())) {
        twice.add(file.jar() + " " + file.name());
      }
    }
    assertThat(twice).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void staysWithinItsBudget(String verb) throws IOException {
    assertThat(Files.size(House.zip(verb)))
        .as("bytes of %s", House.zip(verb))
        .isLessThanOrEqualTo(BUDGETS.getOrDefault(verb, BUDGET));
  }

  /** The template chooses Lambda's processor, so the zips hold native code for both of Lambda's. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void holdsNativeCodeForLambdasProcessorsOnly(String verb) throws IOException {
    Set<String> natives = new TreeSet<>();
    Set<String> needed = new TreeSet<>();
    for (Packed file : contents(House.zip(verb))) {
      if (file.jar().startsWith("lib/aws-crt-client-")) {
        needed.add("linux/armv8/glibc/libaws-crt-jni.so");
        needed.add("linux/x86_64/glibc/libaws-crt-jni.so");
      }
      if (file.jar().startsWith("lib/webp-imageio-")) {
        needed.add("native/Linux/aarch64/libwebp-imageio.so");
        needed.add("native/Linux/x86_64/libwebp-imageio.so");
      }
      if (!file.jar().isEmpty() && file.name().matches(".*\\.(so|dylib|dll)")) {
        natives.add(file.name());
      }
    }
    assertThat(natives).isEqualTo(needed);
  }

  /** Times, modes and the order of entries could differ from one builder to the next. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("verbs")
  void fixesTimesAndModesOfItsEntries(String verb) throws IOException {
    Set<Object> times = new HashSet<>();
    Set<String> modes = new TreeSet<>();
    URI zip = URI.create("jar:" + House.zip(verb).toUri());
    try (FileSystem files =
            FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
        var all = Files.walk(files.getPath("/"))) {
      for (Path entry : all.filter(path -> path.getNameCount() > 0).toList()) {
        times.add(Files.getLastModifiedTime(entry));
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(entry);
        modes.add((Files.isDirectory(entry) ? "d" : "-") + PosixFilePermissions.toString(mode));
      }
    }
    assertThat(times).as("times of the entries").hasSize(1);
    assertThat(modes).isSubsetOf("drwxr-xr-x", "-rw-r--r--");
    assertThat(names(House.zip(verb))).doesNotContain("META-INF/MANIFEST.MF");
  }

  /**
   * File in a zip.
   *
   * @param jar library in the zip that holds the file; empty for the zip itself
   */
  private record Packed(String jar, String name) {}

  /** Lists the files in the zip, and in the libraries in it. */
  private static List<Packed> contents(Path file) throws IOException {
    List<Packed> contents = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        contents.add(new Packed("", entry.getName()));
        if (entry.getName().endsWith(".jar")) {
          ZipInputStream jar = new ZipInputStream(zip);
          for (ZipEntry inner = jar.getNextEntry(); inner != null; inner = jar.getNextEntry()) {
            contents.add(new Packed(entry.getName(), inner.getName()));
          }
        }
      }
    }
    return contents;
  }

  private static List<String> names(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
    }
  }
}
