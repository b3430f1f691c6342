package bantin.manuscript;

/**
 * Fault of a photo in a body, to be mended before readers see it.
 *
 * @param code {@code alt}: no text for people who cannot see the photo; {@code caption}: no caption
 * @param photo number of the photo, from 1
 */
public record PhotoWarning(String code, int photo, String src, String text) {}
