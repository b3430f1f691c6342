package bantin.importarchive;

import bantin.archive.Piece;
import bantin.manuscript.Characters;
import bantin.photo.AttachmentType;
import bantin.photo.Download;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import bantin.photo.Uploads;
import org.jspecify.annotations.Nullable;

/**
 * Attachment of which a part holds a piece.
 *
 * @param name name under which readers save it
 * @param count number of its pieces
 */
record Attachment(PhotoId id, AttachmentType type, String name, int count) {
  /** Attachment of a part's file; null where the file is no piece of an attachment. */
  static @Nullable Attachment of(String entry) {
    Piece piece = Piece.of(entry);
    PhotoId id = piece == null ? null : PhotoId.parse(piece.id());
    AttachmentType type = piece == null ? null : AttachmentType.ofName(piece.name());
    if (piece == null || id == null || type == null || !isName(piece.name())) {
      return null;
    }
    return piece.count() > Piece.count(Uploads.MAX_BYTES)
        ? null
        : new Attachment(id, type, piece.name(), piece.count());
  }

  private static boolean isName(String name) {
    return name.codePointCount(0, name.length()) <= Uploads.NAME
        && name.equals(Characters.without(name))
        && name.equals(Download.fit(name));
  }

  /** Key of the whole attachment. */
  String key() {
    return PhotoKeys.attachment(id, type);
  }

  /** Key of a piece that waits for the others, which no address leads to. */
  String key(int number) {
    return key() + "." + number + "of" + count;
  }
}
