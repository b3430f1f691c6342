package bantin.photo;

import java.util.Set;

/** What may be sent, and how much of it. */
public final class Uploads {
  /** In bytes: 25 MB, of a photo or a file. */
  public static final long MOST_BYTES = 25L * 1024 * 1024;

  /** Of a photo: what a newspaper needs is a fortieth of it. */
  public static final long MOST_PIXELS = 50_000_000;

  public static final int NAME = 200;

  public static final Set<String> PHOTO_TYPES = Set.of("image/jpeg", "image/png", "image/webp");

  private Uploads() {}
}
