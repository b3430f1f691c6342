package bantin.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Copies classes and libraries of the bench into a contender's folder. */
final class BenchClasses {
  private BenchClasses() {}

  static Path folder() {
    return place(BenchClasses.class);
  }

  static void addTo(Path function, Class<?>... types) throws IOException {
    for (Class<?> type : types) {
      String file = type.getName().replace('.', '/') + ".class";
      Path to = function.resolve(file);
      Files.createDirectories(to.resolveSibling("."));
      Files.copy(folder().resolve(file), to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  static void addLibrariesTo(Path function, Class<?>... types) throws IOException {
    for (Class<?> type : types) {
      Path jar = place(type);
      Files.copy(jar, function.resolve("lib").resolve(String.valueOf(jar.getFileName())));
    }
  }

  /** Returns the jar or the folder that contains a class. */
  static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " is in no file", e);
    }
  }
}
