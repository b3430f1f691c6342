package bantin.takeuploads;

import bantin.http.Text;
import bantin.photo.AttachmentFile;
import bantin.photo.PhotoFault;

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
      Text text = Text.ofFilled(stored, fault.english(), fault.vietnamese());
      if (text != null) {
        return text;
      }
    }
    for (AttachmentFile.Fault fault : AttachmentFile.Fault.values()) {
      Text text = Text.ofFilled(stored, fault.english(), fault.vietnamese());
      if (text != null) {
        return text;
      }
    }
    return new Text(stored, stored);
  }
}
