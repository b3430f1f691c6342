package bantin.local;

import static org.assertj.core.api.Assertions.assertThat;

import bantin.engines.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {
  @TempDir private Path folder = Path.of("");

  private ClassArchive archive() {
    return new ClassArchive(folder, System.getProperty("java.class.path"));
  }

  /** Runs a process that ends at once, because it lacks Lambda's variables. */
  private String run(String... options) throws IOException, InterruptedException {
    ClassArchive archive = archive();
    Path output = folder.resolve("output");
    List<String> command = new ArrayList<>();
    command.add(Jdk.program("java"));
    command.add("-XX:+UseSerialGC");
    command.addAll(archive.options("AFunction"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", archive.classPath(), FunctionLoop.class.getName(), "1"));
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    return Files.readString(output);
  }

  private List<String> files(String end) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(end)).toList();
    }
  }

  @Test
  void makesAnArchiveOfTheClassesThatProcessesLoaded() throws IOException, InterruptedException {
    run();
    archive().make(1);
    assertThat(files(".jsa")).hasSize(1);
    assertThat(files(".txt")).isEmpty();
    // Java ends here if it cannot use the archive.
    assertThat(run("-Xshare:on")).contains("_HANDLER");
  }

  @Test
  void waitsUntilEnoughFunctionsHaveRun() throws IOException, InterruptedException {
    archive().make(0);
    run();
    archive().make(2);
    assertThat(files(".jsa")).isEmpty();
  }

  @Test
  void putsTheRepositorysLibrariesFirstAndKeepsEveryEntry() {
    String classPath = System.getProperty("java.class.path");
    List<String> sorted = List.of(archive().classPath().split(File.pathSeparator));
    assertThat(sorted).containsExactlyInAnyOrder(classPath.split(File.pathSeparator));
    assertThat(sorted.getFirst()).endsWith(".jar");
    assertThat(sorted.getLast()).doesNotContain("aws-lambda-java-core");
  }
}
