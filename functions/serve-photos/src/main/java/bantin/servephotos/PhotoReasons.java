package bantin.servephotos;

import bantin.http.Reason;

/** Reasons for which a photo is not served. */
final class PhotoReasons {
  static final Reason NO_PHOTO =
      Reason.of(404, "no-such-photo", "There is no such photo.", "Không có ảnh này.");

  private PhotoReasons() {}
}
