package bantin.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts classes of the bench into a contender's folder, and libraries that its zip does not have.
 */
final class OwnCode {
  private OwnCode() {}

  static Path folder() {
    return place(OwnCode.class);
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

  /** The jar or the folder that a class lies in. */
  static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(type + " is in no file", e);
    }
  }
}
