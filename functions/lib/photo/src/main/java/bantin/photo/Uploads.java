package bantin.photo;

import java.util.Set;

/** Limits of uploads. */
public final class Uploads {
  /** Greatest size of a photo or a file in bytes: 25 MB. */
  public static final long MAX_BYTES = 25L * 1024 * 1024;

  /** Greatest number of pixels of a photo. A newspaper needs a fortieth of it. */
  public static final long MAX_PIXELS = 50_000_000;

  public static final int NAME = 200;

  public static final Set<String> PHOTO_TYPES = Set.of("image/jpeg", "image/png", "image/webp");

  private Uploads() {}
}
