package bantin.takeuploads;

import bantin.http.Text;
import bantin.photo.AttachmentFile;
import bantin.photo.PhotoFault;
import bantin.photo.UploadFault;
import java.util.List;
import java.util.stream.Stream;

/** Advice about a refused upload. The record of a photo holds it in English, filled with values. */
final class RefusedUpload {
  private static final List<UploadFault> FAULTS =
      Stream.<UploadFault>concat(
              Stream.of(PhotoFault.values()), Stream.of(AttachmentFile.Fault.values()))
          .toList();

  private RefusedUpload() {}

  /**
   * The advice in both languages. A sentence that no fault has any more stays as it is stored.
   *
   * @param stored in English
   */
  static Text why(String stored) {
    for (UploadFault fault : FAULTS) {
      Text text = Text.ofFilled(stored, fault.english(), fault.vietnamese());
      if (text != null) {
        return text;
      }
    }
    return new Text(stored, stored);
  }
}
