package bantin.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import nu.validator.client.EmbeddedValidator;
import org.xml.sax.SAXException;

/** The Nu HTML checker, which W3C runs at validator.w3.org. It asks no network. */
final class HtmlChecker {
  /** Stack that the checker needs for the grammar of HTML, in bytes. */
  private static final long STACK = 64 << 20;

  private HtmlChecker() {}

  /**
   * Checks pages.
   *
   * @param pages HTML by the name of each page
   * @return names of the pages with an error, by its text
   */
  static Map<String, List<String>> errors(Map<String, String> pages) {
    CompletableFuture<Map<String, List<String>>> errors = new CompletableFuture<>();
    Runnable check =
        () ->
            errors.completeAsync(
                () -> {
                  Map<String, List<String>> found = new LinkedHashMap<>();
                  pages.forEach(
                      (name, html) ->
                          errors(html)
                              .forEach(
                                  error ->
                                      found
                                          .computeIfAbsent(error, e -> new ArrayList<>())
                                          .add(name)));
                  return found;
                },
                Runnable::run);
    new Thread(null, check, "checker", STACK).start();
    return errors.join();
  }

  private static List<String> errors(String html) {
    EmbeddedValidator checker = new EmbeddedValidator();
    checker.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
    JsonNode messages;
    try {
      String report = checker.validate(new ByteArrayInputStream(html.getBytes(UTF_8)));
      messages = Answer.parse(report).path("messages");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SAXException e) {
      throw new AssertionError("The checker does not start", e);
    }
    List<String> errors = new ArrayList<>();
    for (JsonNode message : messages) {
      // The others are advice.
      if (!message.path("type").asText().equals("info")) {
        String end = message.path("extract").asText().strip().lines().reduce("", (a, b) -> b);
        errors.add(message.path("message").asText() + " at " + end);
      }
    }
    return errors;
  }
}
