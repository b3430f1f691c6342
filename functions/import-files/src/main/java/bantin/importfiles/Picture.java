package bantin.importfiles;

import bantin.photo.PhotoId;

/**
 * Picture of the file that becomes a photo.
 *
 * @param width in pixels, upright; 0 if the header does not tell
 * @param height in pixels, upright; 0 if the header does not tell
 */
@SuppressWarnings("ArrayRecordComponent") // Stored, never compared.
record Picture(PhotoId id, String name, String type, byte[] bytes, int width, int height) {
  // Compared by identity.
  @Override
  public boolean equals(Object other) {
    return other instanceof Picture picture && picture.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
