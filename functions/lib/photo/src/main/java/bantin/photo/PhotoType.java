package bantin.photo;

/** Type of a photo's files for readers. */
public enum PhotoType {
  /** Every browser and every feed reader shows it. */
  JPEG(".jpg", "image/jpeg"),
  /** Takes three quarters of a JPEG's bytes. Browsers since 2020 show it. */
  WEBP(".webp", "image/webp");

  private final String ending;
  private final String mediaType;

  PhotoType(String ending, String mediaType) {
    this.ending = ending;
    this.mediaType = mediaType;
  }

  /** Type of the file with this key, which {@link PhotoKeys} made. */
  public static PhotoType of(String key) {
    return key.endsWith(WEBP.ending) ? WEBP : JPEG;
  }

  public String ending() {
    return ending;
  }

  public String mediaType() {
    return mediaType;
  }
}
