package bantin.sizephotos;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * End of an image file, found by its structure. Decoders fill up a file that was cut off with grey,
 * and say nothing. Bytes behind the end are no matter: cameras write previews there.
 */
final class FileEnd {
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;

  private FileEnd() {}

  /**
   * @param format jpeg, png or webp
   * @return false where the file stops before its end
   */
  static boolean isIn(byte[] file, String format) {
    return switch (format) {
      case "jpeg" -> ofJpeg(file);
      case "png" -> ofPng(file);
      default -> ofWebP(file);
    };
  }

  /** Segments have a length; the coded data of a scan goes on to the next marker. */
  private static boolean ofJpeg(byte[] file) {
    int at = 2;
    while (at + 1 < file.length) {
      int marker = file[at + 1] & 0xff;
      if (file[at] != (byte) 0xff || marker == 0 || marker == 0xff || isRestart(marker)) {
        at++;
        continue;
      }
      if (marker == END) {
        return true;
      }
      if (at + 3 >= file.length) {
        return false;
      }
      int length = ((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff);
      if (marker == SCAN && at + 2 + length >= file.length) {
        return false;
      }
      at += 2 + length;
    }
    return false;
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xd0 && marker <= 0xd7;
  }

  /** Chunks of length, type, data and checksum, the last of which is IEND. */
  private static boolean ofPng(byte[] file) {
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

  /** The header tells how many bytes follow it. */
  private static boolean ofWebP(byte[] file) {
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffff_ffffL;
    return 8 + length <= file.length;
  }
}
