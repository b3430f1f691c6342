package bantin.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Reporter's program that uploads photos. */
final class Uploader {
  static final String PHOTOS = "/api/admin/photos";

  private final Newspaper newspaper;

  Uploader(Newspaper newspaper) {
    this.newspaper = newspaper;
  }

  /** Announces and sends a photo, waits until it is ready, and returns the announcement. */
  ObjectNode upload(byte[] photo) {
    ObjectNode announced = announce(photo.length);
    String id = announced.path("photo").path("id").asText();
    assertThat(put(announced, photo)).isEqualTo(200);
    Newspaper.await(
        "the photo is sized",
        Duration.ofSeconds(40),
        () -> !state(id).path("state").asText().equals("waiting"));
    assertThat(state(id).path("state").asText()).as("%s", state(id)).isEqualTo("ready");
    return announced;
  }

  ObjectNode announce(int size) {
    ObjectNode json = Answer.JSON.createObjectNode();
    json.put("name", "chợ.jpg").put("type", "image/jpeg").put("size", size);
    return newspaper
        .send("POST", PHOTOS, newspaper.token(Newspaper.REPORTER), json)
        .expect(201)
        .json();
  }

  /** Sends a file to the announced address, and returns the bucket's status. */
  int put(ObjectNode announced, byte[] content) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(announced.path("upload").path("url").asText()))
            .PUT(BodyPublishers.ofByteArray(content));
    announced
        .path("upload")
        .path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    return newspaper.send(request).status();
  }

  ObjectNode state(String id) {
    return newspaper
        .send("GET", PHOTOS + "/" + id, newspaper.token(Newspaper.REPORTER), null)
        .expect(200)
        .json();
  }
}
