package bantin.packing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies a function's libraries with their entries stored instead of deflated. The function's zip
 * then deflates each jar as a whole, and what its classes have in common is written once: three
 * tenths fewer bytes to send and to keep; and the Java that runs there has nothing to inflate.
 */
public final class StoredJars {
  /** The earliest that a zip can say; when a class was compiled matters to nobody. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final List<String> NATIVE = List.of(".so", ".dylib", ".dll");

  /** As the AWS Common Runtime names them: ARM is the template's choice. */
  private static final List<String> LINUX = List.of("linux/armv8/glibc/", "linux/x86_64/glibc/");

  private StoredJars() {}

  /**
   * Takes the name of a file that holds a class path, and the folder its jars are to be copied to,
   * which holds nothing else afterwards.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[1]));
    try (Stream<Path> earlier = Files.list(folder)) {
      for (Path one : earlier.toList()) {
        Files.delete(one);
      }
    }
    String classPath = Files.readString(Path.of(args[0]), UTF_8).strip();
    for (String jar : classPath.split(File.pathSeparator)) {
      Path from = Path.of(jar);
      store(from, folder.resolve(String.valueOf(from.getFileName())));
    }
  }

  /** The same entries in the same order, so that the same jar always makes the same bytes. */
  static void store(Path jar, Path copy) throws IOException {
    try (ZipFile in = new ZipFile(jar.toFile(), UTF_8);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy), UTF_8)) {
      out.setMethod(ZipOutputStream.STORED);
      Enumeration<? extends ZipEntry> entries = in.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!isOfTheBuild(entry.getName()) && !isForAnotherMachine(entry.getName())) {
          byte[] bytes = in.getInputStream(entry).readAllBytes();
          out.putNextEntry(stored(entry.getName(), bytes));
          out.write(bytes);
          out.closeEntry();
        }
      }
    }
  }

  private static ZipEntry stored(String name, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    return entry;
  }

  /** Poms and what the module path reads: Lambda has the class path only. */
  private static boolean isOfTheBuild(String name) {
    return List.of("META-INF/maven/", "META-INF/INDEX.LIST").stream().anyMatch(name::startsWith)
        || name.endsWith("module-info.class");
  }

  /** Native code for what neither Lambda runs on nor those who try its functions out on Linux. */
  private static boolean isForAnotherMachine(String name) {
    return NATIVE.stream().anyMatch(name::endsWith) && LINUX.stream().noneMatch(name::startsWith);
  }
}
