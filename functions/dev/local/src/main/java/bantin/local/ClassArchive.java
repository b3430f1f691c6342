package bantin.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.engines.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Archive of the libraries' classes, as Java's class data sharing reads it. A function's process
 * starts in half of the processor time with it.
 *
 * <p>The processes of the first portal note the classes that they load. A later portal makes the
 * archive of these notes while it starts, and its successors use it. Java ignores an archive that
 * does not fit the libraries.
 */
final class ClassArchive {
  private final Path archive;
  private final Path notes;
  private final List<String> libraries = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  /**
   * @param folder folder of the archive and the notes
   * @param classPath class path of the functions' processes
   */
  ClassArchive(Path folder, String classPath) {
    CRC32 state = new CRC32();
    state.update(System.getProperty("java.vm.version").getBytes(UTF_8));
    for (String entry : classPath.split(File.pathSeparator)) {
      File file = new File(entry);
      if (isLibrary(file)) {
        libraries.add(entry);
        state.update((entry + file.length() + file.lastModified()).getBytes(UTF_8));
      } else {
        others.add(entry);
      }
    }
    String name = "classes-" + Long.toHexString(state.getValue());
    this.archive = folder.resolve(name + ".jsa");
    this.notes = folder.resolve(name);
  }

  /** Archive for this process's class path, in the build folder of this module. */
  static ClassArchive ofTheBuild() {
    try {
      Path classes =
          Path.of(ClassArchive.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return new ClassArchive(
          classes.resolveSibling("classes-of-libraries"), System.getProperty("java.class.path"));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("This class is in no file", e);
    }
  }

  /**
   * Tells a library of the local repository from this project's modules, which change with each
   * build. A jar that names a class path of its own would bring folders in, which Java refuses.
   */
  private static boolean isLibrary(File file) {
    if (!file.getName().endsWith(".jar") || "target".equals(file.getParentFile().getName())) {
      return false;
    }
    try (JarFile jar = new JarFile(file)) {
      Manifest manifest = jar.getManifest();
      return manifest == null
          || manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Class path for a function's process: first the libraries, as the archive asks for. */
  String classPath() {
    List<String> all = new ArrayList<>(libraries);
    all.addAll(others);
    return String.join(File.pathSeparator, all);
  }

  /** Options for a function's process, which use the archive or write the notes for it. */
  List<String> options(String function) throws IOException {
    if (Files.exists(archive)) {
      return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
    }
    Files.createDirectories(notes);
    return List.of("-XX:DumpLoadedClassList=" + Files.createTempFile(notes, function + ".", ""));
  }

  /**
   * Makes the archive where it is missing, of the notes that earlier processes wrote.
   *
   * @param count number of functions that the notes must tell of
   */
  void make(int count) throws IOException, InterruptedException {
    if (Files.exists(archive) || !Files.isDirectory(notes)) {
      return;
    }
    Set<String> functions = new TreeSet<>();
    Set<String> classes = new TreeSet<>();
    try (Stream<Path> files = Files.list(notes)) {
      for (Path file : files.toList()) {
        functions.add(file.getFileName().toString().split("\\.", 2)[0]);
        Files.readAllLines(file).stream().filter(ClassArchive::isOfALibrary).forEach(classes::add);
      }
    }
    if (functions.size() < count) {
      return;
    }
    Path list = Files.createTempFile(archive.getParent(), "list", ".txt");
    Path made = archive.resolveSibling(list.getFileName() + ".jsa");
    try {
      Files.write(list, classes.stream().map(line -> line.split(" ", 2)[0]).toList());
      Process process =
          new ProcessBuilder(
                  Jdk.program("java"),
                  "-Xshare:dump",
                  "-XX:+UseSerialGC",
                  "-Xlog:disable",
                  "-XX:SharedClassListFile=" + list,
                  "-XX:SharedArchiveFile=" + made,
                  "-cp",
                  String.join(File.pathSeparator, libraries))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() == 0) {
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
      }
    } finally {
      Files.deleteIfExists(list);
      Files.deleteIfExists(made);
    }
  }

  /** Tells lines that name a class from those about lambdas, class loaders and this project. */
  private static boolean isOfALibrary(String line) {
    return !line.startsWith("@")
        && !line.startsWith("#")
        && !line.startsWith("bantin/")
        && !line.contains("source:");
  }
}
