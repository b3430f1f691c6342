package bantin.photo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of files, in hexadecimal as {@code sha256sum} prints it. */
public final class ContentHash {
  private ContentHash() {}

  public static String of(byte[] file) {
    return of(List.of(file));
  }

  /** Hash of the files one after another, as if they were one. */
  public static String of(Collection<byte[]> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach(digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
