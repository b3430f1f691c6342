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
 * then deflates each jar as a whole, which shares repetitions among classes. The zip is three
 * tenths smaller, and Java in Lambda inflates nothing.
 */
public final class StoredJars {
  /** The earliest time that a zip can express, for equal bytes in every build. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final List<String> NATIVE = List.of(".so", ".dylib", ".dll");

  /**
   * Folders in the AWS Common Runtime and in the library that writes WebP. ARM is the template's
   * choice.
   */
  private static final List<String> LINUX =
      List.of(
          "linux/armv8/glibc/",
          "linux/x86_64/glibc/",
          "native/Linux/aarch64/",
          "native/Linux/x86_64/");

  private StoredJars() {}

  /**
   * Copies the jars of a class path.
   *
   * @param args a file with a class path, and the target folder, which then contains only the
   *     copies
   */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[1]));
    try (Stream<Path> earlier = Files.list(folder)) {
      for (Path jar : earlier.toList()) {
        Files.delete(jar);
      }
    }
    String classPath = Files.readString(Path.of(args[0]), UTF_8).strip();
    for (String jar : classPath.split(File.pathSeparator)) {
      Path from = Path.of(jar);
      store(from, folder.resolve(String.valueOf(from.getFileName())));
    }
  }

  /** Copies the entries in their order, so that a jar always makes the same bytes. */
  static void store(Path jar, Path copy) throws IOException {
    try (ZipFile in = new ZipFile(jar.toFile(), UTF_8);
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy), UTF_8)) {
      out.setMethod(ZipOutputStream.STORED);
      Enumeration<? extends ZipEntry> entries = in.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!isBuildFile(entry.getName()) && !isForeignNative(entry.getName())) {
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

  /** Tells if only Maven or the module path reads the file. Lambda uses the class path. */
  private static boolean isBuildFile(String name) {
    return List.of("META-INF/maven/", "META-INF/INDEX.LIST").stream().anyMatch(name::startsWith)
        || name.endsWith("module-info.class");
  }

  /** Tells if the file is native code for other machines than Lambda's or a Linux developer's. */
  private static boolean isForeignNative(String name) {
    return NATIVE.stream().anyMatch(name::endsWith) && LINUX.stream().noneMatch(name::startsWith);
  }
}
