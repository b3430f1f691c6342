package bantin.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A portal's address, and the answers that its readers get there. */
final class Site {
  static final ObjectMapper JSON = new ObjectMapper();

  /** User agent of a browser, because the portal does not count programs. */
  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private static final Pattern ADDRESS = Pattern.compile("https?://[A-Za-z0-9.:-]+/?");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI address;
  private final Map<String, Answer> read = new HashMap<>();

  /**
   * @throws NotThere if the address is not that of a site
   */
  Site(String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new NotThere("the address must look like https://bantin.example");
    }
    this.address = URI.create(address.replaceFirst("/$", ""));
  }

  /**
   * An answer of the portal.
   *
   * @param length the length of the body in bytes
   */
  record Answer(int status, Map<String, String> headers, String text, int length) {
    /** Returns a header's value; empty where the answer has none. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String type() {
      return header("content-type");
    }

    Document html() {
      return Jsoup.parse(text);
    }

    /** Returns the body; a missing node where it is not JSON. */
    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return JSON.missingNode();
      }
    }
  }

  URI address() {
    return address;
  }

  boolean isEncrypted() {
    return "https".equals(address.getScheme());
  }

  /** Reads an address once, and gives each later caller the same answer. */
  Answer get(String path) {
    return read.computeIfAbsent(path, this::getAgain);
  }

  /** Reads an address once more. */
  Answer getAgain(String path) {
    return send(request(path).GET());
  }

  Answer head(String path) {
    return send(request(path).HEAD());
  }

  Answer post(String path, JsonNode body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /**
   * Returns the newest article in the list of the API.
   *
   * @throws NotThere if the list is empty, or no list
   */
  JsonNode newestArticle() {
    return article(get("/api/articles?limit=50").json().path("articles").path(0));
  }

  /**
   * Returns the newest article with a cover.
   *
   * @throws NotThere if the list has none
   */
  JsonNode newestArticleWithCover() {
    for (JsonNode article : get("/api/articles?limit=50").json().path("articles")) {
      if (article.path("cover").path("url").isTextual()) {
        return article;
      }
    }
    throw new NotThere("none of the fifty newest articles has a photo");
  }

  private static JsonNode article(JsonNode found) {
    if (!found.path("id").isTextual()) {
      throw new NotThere("no article is published yet");
    }
    return found;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("User-Agent", BROWSER)
        .header("Accept-Language", "vi")
        .timeout(Duration.ofSeconds(40));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      Map<String, String> headers = new HashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Answer(
          response.statusCode(),
          headers,
          new String(response.body(), UTF_8),
          response.body().length);
    } catch (IOException e) {
      throw new NotThere(address + " does not answer (" + e.getClass().getSimpleName() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotThere("the doctor was interrupted");
    }
  }
}
