package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** HTML as clipboards give it, and what the desk should make of it ({@code .clean.html}). */
final class Pasted {
  private Pasted() {}

  static String read(String name) {
    try (InputStream in = Pasted.class.getResourceAsStream("pasted/" + name)) {
      if (in == null) {
        throw new IllegalStateException("There is no pasted/" + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
