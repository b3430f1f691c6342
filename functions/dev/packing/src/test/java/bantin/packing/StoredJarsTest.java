package bantin.packing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredJarsTest {
  private static final String CLASS = StoredJars.class.getName().replace('.', '/').concat(".class");

  @TempDir private Path folder = Path.of("");

  @Test
  void keepsRuntimeFilesAndDropsBuildFiles() throws IOException {
    Path jar =
        jar(
            "a.jar",
            1_000L,
            Map.of(
                "META-INF/services/some.Service", "one.Implementation",
                "META-INF/maven/group/artifact/pom.xml", "<project/>",
                "module-info.class", "?",
                "META-INF/LICENSE", "x".repeat(5_000)));
    StoredJars.store(jar, folder.resolve("b.jar"));
    try (JarFile stored = new JarFile(folder.resolve("b.jar").toFile())) {
      assertThat(stored.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder("META-INF/services/some.Service", "META-INF/LICENSE", CLASS);
      assertThat(stored.stream().map(JarEntry::getMethod)).containsOnly(JarEntry.STORED);
      assertThat(
              stored
                  .getInputStream(stored.getJarEntry("META-INF/services/some.Service"))
                  .readAllBytes())
          .asString()
          .isEqualTo("one.Implementation");
    }
  }

  @Test
  void keepsNativeCodeForGlibcLinuxOnly() throws IOException {
    Path jar =
        jar(
            "a.jar",
            1_000L,
            Map.of(
                "linux/armv8/glibc/lib.so", "arm",
                "linux/x86_64/glibc/lib.so", "intel",
                "linux/x86_64/musl/lib.so", "alpine",
                "osx/armv8/cruntime/lib.dylib", "mac",
                "windows/x86_64/cruntime/a.dll", "windows"));
    StoredJars.store(jar, folder.resolve("b.jar"));
    try (JarFile stored = new JarFile(folder.resolve("b.jar").toFile())) {
      assertThat(stored.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder(
              "linux/armv8/glibc/lib.so", "linux/x86_64/glibc/lib.so", CLASS);
    }
  }

  @Test
  void writesJarThatJavaLoadsClassesFrom() throws IOException, ClassNotFoundException {
    StoredJars.store(jar("a.jar", 1_000L, Map.of()), folder.resolve("b.jar"));
    URL[] path = {folder.resolve("b.jar").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      assertThat(loader.loadClass(StoredJars.class.getName()).getName())
          .isEqualTo(StoredJars.class.getName());
    }
  }

  @Test
  void writesSameBytesForSameEntriesOfAnyTime() throws IOException {
    StoredJars.store(jar("a.jar", 1_000L, Map.of()), folder.resolve("b.jar"));
    StoredJars.store(jar("c.jar", 900_000_000_000L, Map.of()), folder.resolve("d.jar"));
    assertThat(folder.resolve("d.jar")).hasSameBinaryContentAs(folder.resolve("b.jar"));
  }

  @Test
  void removesOtherFilesFromFolder() throws IOException {
    Path jar = jar("a.jar", 1_000L, Map.of());
    Path list = Files.writeString(folder.resolve("list.txt"), jar + "\n");
    Path copies = Files.createDirectory(folder.resolve("copies"));
    Files.writeString(copies.resolve("of-an-earlier-version.jar"), "");
    StoredJars.main(new String[] {list.toString(), copies.toString()});
    assertThat(copies).isDirectoryContaining("glob:**/a.jar");
    assertThat(copies.toFile().list()).containsExactly("a.jar");
  }

  private Path jar(String name, long time, Map<String, String> texts) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        add(out, text.getKey(), time, text.getValue().getBytes(UTF_8));
      }
      try (var bytes = StoredJars.class.getResourceAsStream("/" + CLASS)) {
        assertThat(bytes).isNotNull();
        add(out, CLASS, time, bytes.readAllBytes());
      }
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name, long time, byte[] bytes)
      throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setLastModifiedTime(FileTime.fromMillis(time));
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}
