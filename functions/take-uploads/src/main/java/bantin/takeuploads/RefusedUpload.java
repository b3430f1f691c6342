package bantin.takeuploads;

import bantin.http.Text;
import bantin.photo.AttachmentFile;
import bantin.photo.PhotoFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Advice about a refused upload. The record of a photo holds it in English, filled with values. */
final class RefusedUpload {
  private RefusedUpload() {}

  /**
   * The advice in both languages. A sentence that no fault has any more stays as it is stored.
   *
   * @param stored in English
   */
  static Text why(String stored) {
    for (PhotoFault fault : PhotoFault.values()) {
      Text text = read(stored, fault.english(), fault.vietnamese());
      if (text != null) {
        return text;
      }
    }
    for (AttachmentFile.Fault fault : AttachmentFile.Fault.values()) {
      Text text = read(stored, fault.english(), fault.vietnamese());
      if (text != null) {
        return text;
      }
    }
    return new Text(stored, stored);
  }

  /** Takes the values out of a sentence; null where another one is stored. */
  private static @Nullable Text read(String stored, String english, String vietnamese) {
    String places = Pattern.quote(english).replaceAll("\\{[0-9]}", "\\\\E(.+)\\\\Q");
    Matcher found = Pattern.compile(places).matcher(stored);
    return found.matches()
        ? Text.of(
            english,
            vietnamese,
            IntStream.rangeClosed(1, found.groupCount()).mapToObj(found::group).toArray())
        : null;
  }
}
