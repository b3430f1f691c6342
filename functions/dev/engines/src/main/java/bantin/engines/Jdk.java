package bantin.engines;

import java.nio.file.Path;

/** The JDK that runs this process, for the processes that it starts. */
public final class Jdk {
  private Jdk() {}

  /**
   * Returns the path of one of its programs.
   *
   * @param name such as {@code java}
   */
  public static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
