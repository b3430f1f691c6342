package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** HTML of clipboards, and the HTML that the desk should make of it ({@code .clean.html}). */
final class ClipboardHtml {
  private ClipboardHtml() {}

  static String read(String name) {
    try (InputStream in = ClipboardHtml.class.getResourceAsStream("pasted/" + name)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource: pasted/" + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
