package bantin.importfiles;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import bantin.manuscript.Characters;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decoding and tidying of text from files. */
final class Texts {
  /** Bytes to search for a page's encoding, the same number as in browsers. */
  private static final int HEAD_BYTES = 4096;

  private static final Pattern DECLARED =
      Pattern.compile(
          "<meta[^>]{0,200}?charset\\s*=\\s*[\"']?([A-Za-z0-9_:.-]{1,40})",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WIDE_SPACE = Pattern.compile("[\\u00a0\\u2007\\u202f]");

  /** Invisible characters: soft hyphens, spaces of no width, marks of direction. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u00ad\\u200b\\u2060\\ufeff\\u202a-\\u202e\\u2066-\\u2069]");

  private static final Pattern SPACE = Pattern.compile("[ \\t\\n\\r\\f]+");

  private Texts() {}

  /**
   * Decodes a text by its byte order mark, else by the encoding that a web page declares, else as
   * UTF-8.
   *
   * @throws UnusableFile if the bytes are not text in that encoding
   */
  static String decode(byte[] bytes, boolean isPage) {
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      return decode(bytes, 3, UTF_8);
    } else if (starts(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, UTF_16LE);
    } else if (starts(bytes, 0xFE, 0xFF)) {
      return decode(bytes, 2, UTF_16BE);
    }
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), ISO_8859_1);
    if (head.startsWith("PK\3\4")
        || head.startsWith("%PDF")
        || head.startsWith("{\\rtf")
        || head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
      throw new UnusableFile(ImportNote.NOT_TEXT);
    }
    Charset declared = isPage ? declared(head) : null;
    return decode(bytes, 0, declared == null ? UTF_8 : declared);
  }

  private static boolean starts(byte[] bytes, int... head) {
    for (int i = 0; i < head.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xff) != head[i]) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Charset declared(String head) {
    Matcher declared = DECLARED.matcher(head);
    if (!declared.find()) {
      return null;
    }
    try {
      Charset charset = Charset.forName(declared.group(1));
      // The declaration was read as single bytes, so the page cannot be in UTF-16.
      return charset.name().startsWith("UTF-16") ? null : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static String decode(byte[] bytes, int from, Charset charset) {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
              .toString();
      if (text.indexOf('\0') >= 0) {
        throw new UnusableFile(ImportNote.ENCODING);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new UnusableFile(ImportNote.ENCODING);
    }
  }

  /**
   * Tidies a text as a body contains it: composed (NFC), with plain spaces, without invisible
   * characters.
   */
  static String tidy(String text) {
    return SPACE.matcher(tidyLines(text)).replaceAll(" ");
  }

  /** Tidies a text as {@link #tidy} does, but keeps its lines. */
  static String tidyLines(String text) {
    String visible = INVISIBLE.matcher(WIDE_SPACE.matcher(text).replaceAll(" ")).replaceAll("");
    return Normalizer.normalize(Characters.without(visible), Normalizer.Form.NFC);
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
