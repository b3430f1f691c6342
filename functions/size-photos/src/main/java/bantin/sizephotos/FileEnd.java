package bantin.sizephotos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the end of an image file by the file's structure. Decoders silently fill the missing part
 * of a truncated file with grey. Bytes after the end are allowed, because cameras write previews
 * there.
 */
final class FileEnd {
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;

  /** Cameras and programs write about ten. */
  private static final int MAX_SCANS = 100;

  private FileEnd() {}

  /**
   * Tells if the file contains its end.
   *
   * @param format jpeg, png or webp
   * @return false if the file stops before its end
   */
  static boolean isIn(byte[] file, String format) {
    return switch (format) {
      case "jpeg" -> scans(file) > 0;
      case "png" -> isInPng(file);
      default -> isInWebP(file);
    };
  }

  /**
   * Counts the scans of a JPEG; each costs a pass over all pixels. Skips segments by their length,
   * and the coded data of a scan to the next marker.
   *
   * @return 0 if the file stops before its end, or has more than {@link #MAX_SCANS}
   */
  static int scans(byte[] file) {
    int at = 2;
    int scans = 0;
    while (at + 1 < file.length) {
      int marker = file[at + 1] & 0xff;
      if (file[at] != (byte) 0xff || marker == 0 || marker == 0xff || isRestart(marker)) {
        at++;
        continue;
      }
      if (marker == END) {
        return scans;
      }
      if (at + 3 >= file.length) {
        return 0;
      }
      int length = ((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff);
      if (marker == SCAN && ++scans > MAX_SCANS) {
        return 0;
      }
      if (marker == SCAN && at + 2 + length >= file.length) {
        return 0;
      }
      at += 2 + length;
    }
    return 0;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  /** Skips chunks of length, type, data and checksum, up to IEND. */
  private static boolean isInPng(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    long at = 8;
    while (at + 12 <= file.length) {
      long length = bytes.getInt((int) at) & 0xffff_ffffL;
      if (bytes.getInt((int) at + 4) == 0x49454e44) {
        return true;
      }
      at += 12 + length;
    }
    return false;
  }

  /** Compares the file's length with the length in the header. */
  private static boolean isInWebP(byte[] file) {
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffff_ffffL;
    return 8 + length <= file.length;
  }
}
