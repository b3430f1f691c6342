package bantin.takeuploads;

import bantin.http.Json;
import bantin.http.Language;
import bantin.newsroom.Photo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** JSON of a photo or an attachment for the desk. */
final class PhotoJson {
  private PhotoJson() {}

  static ObjectNode of(Photo photo, Language language) {
    ObjectNode json = Json.object();
    json.put("id", photo.id().value());
    json.put("state", photo.state().word());
    // Stored as "code: sentence". Programs that translate use the code.
    String[] why = photo.why().split(": ", 2);
    boolean refused = why.length == 2;
    json.put("code", orNull(refused, refused ? why[0] : ""));
    json.put("why", orNull(refused, refused ? RefusedUpload.why(why[1]).in(language) : ""));
    json.put("width", photo.width());
    json.put("height", photo.height());
    json.put("url", photo.url());
    json.put("content", orNull(!photo.content().isEmpty(), photo.content()));
    json.put("name", photo.name());
    json.put("type", photo.type());
    json.put("size", photo.size());
    json.put("savedAt", photo.savedAt().toString());
    json.put("savedBy", photo.savedBy());
    return json;
  }

  private static @Nullable String orNull(boolean given, String text) {
    return given ? text : null;
  }
}
