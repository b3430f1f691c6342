package bantin.counthit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * User agents of crawlers, from a list of some 1,500 regular expressions. Nearly all are plain
 * text. Each is indexed by three characters that every match contains, if possible characters that
 * readers' browsers lack. The expression is tried only where its three characters occur. A lookup
 * takes a fraction of a microsecond; trying all expressions takes hundreds.
 */
final class Crawlers {
  private static final int SLOTS = 1 << 14;
  private static final int MARK_LENGTH = 3;
  private static final String PLAIN_WHEN_ESCAPED = "\\/.()[]{}+*?!-_ ^$|:;,@#\"'";

  /** Text of which most readers' user agents are made. */
  private static final String BROWSERS =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142."
          + "0.0.0 Safari/537.36 Edg/142.0.0.0 (Macintosh; Intel Mac OS X 10_15_7) (iPhone; CPU"
          + " iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile/15E148 Safari/604.1 (Linux; Android"
          + " 16; K) Mobile Safari/537.36 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101"
          + " Firefox/144.0 SamsungBrowser/29.0";

  /**
   * Pattern, and a text that every match contains.
   *
   * @param mark index of the three characters in the text
   */
  private record Crawler(String text, int mark, @Nullable Pattern pattern) {}

  /** Crawlers by the hash of their three characters. */
  private final Crawler[][] byMark = new Crawler[SLOTS][];

  /** Bit set of the slots in use, small enough for the processor's nearest cache. */
  private final long[] taken = new long[SLOTS / 64];

  /** Patterns without a text that every match contains. */
  private final List<Pattern> others = new ArrayList<>();

  Crawlers(List<String> patterns) {
    patterns.forEach(pattern -> alternatives(pattern).forEach(this::add));
  }

  private void add(String pattern) {
    String plain = plain(pattern);
    String text = plain == null ? longestText(pattern) : plain;
    if (text.length() < MARK_LENGTH) {
      others.add(Pattern.compile(pattern));
    } else {
      add(new Crawler(text, mark(text), plain == null ? Pattern.compile(pattern) : null));
    }
  }

  /** Reads the list that comes with this function, without its comments. */
  static Crawlers known() {
    try (InputStream in = Crawlers.class.getResourceAsStream("crawlers.txt")) {
      if (in == null) {
        throw new IllegalStateException("crawlers.txt is not in this function's zip");
      }
      String list = new String(in.readAllBytes(), UTF_8);
      return new Crawlers(
          list.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Splits {@code this|that} at its bars, except within brackets. */
  private static List<String> alternatives(String pattern) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '|' && depth == 0) {
        parts.add(pattern.substring(from, i));
        from = i + 1;
      } else {
        depth += nesting(c);
      }
    }
    parts.add(pattern.substring(from));
    return parts;
  }

  private static int nesting(char c) {
    return "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
  }

  /** Text of a pattern that matches exactly one text; else null. */
  private static @Nullable String plain(String pattern) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
        if (i == pattern.length() || PLAIN_WHEN_ESCAPED.indexOf(pattern.charAt(i)) < 0) {
          return null;
        }
        text.append(pattern.charAt(i));
      } else if ("[](){}^$|?*+.".indexOf(c) >= 0) {
        return null;
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** Longest text that every match contains, outside groups, classes and optional parts. */
  private static String longestText(String pattern) {
    String longest = "";
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      char c = i == pattern.length() ? '$' : pattern.charAt(i);
      boolean escaped = c == '\\' && i + 1 < pattern.length();
      boolean plain =
          escaped
              ? PLAIN_WHEN_ESCAPED.indexOf(pattern.charAt(i + 1)) >= 0
              : "[](){}^$|?*+.".indexOf(c) < 0;
      if (escaped) {
        c = pattern.charAt(++i);
      }
      if (plain && depth == 0) {
        text.append(c);
        continue;
      }
      if (!escaped && "?*{".indexOf(c) >= 0 && !text.isEmpty()) {
        text.setLength(text.length() - 1);
      }
      longest = text.length() > longest.length() ? text.toString() : longest;
      text.setLength(0);
      if (!escaped) {
        depth += nesting(c);
      }
    }
    return longest;
  }

  /** Index of the first three characters that browsers lack, else of the last three. */
  private static int mark(String text) {
    int mark = 0;
    while (mark + MARK_LENGTH < text.length()
        && BROWSERS.contains(text.substring(mark, mark + MARK_LENGTH))) {
      mark++;
    }
    return mark;
  }

  private void add(Crawler crawler) {
    int slot = slot(crawler.text, crawler.mark);
    Crawler[] there = byMark[slot];
    Crawler[] more = there == null ? new Crawler[1] : Arrays.copyOf(there, there.length + 1);
    more[more.length - 1] = crawler;
    byMark[slot] = more;
    taken[slot >> 6] |= 1L << slot;
  }

  boolean include(String agent) {
    for (int i = 0; i + MARK_LENGTH <= agent.length(); i++) {
      int slot = slot(agent, i);
      if ((taken[slot >> 6] >>> slot & 1) != 0 && matches(byMark[slot], agent, i)) {
        return true;
      }
    }
    for (Pattern pattern : others) {
      if (pattern.matcher(agent).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Crawler[] crawlers, String agent, int at) {
    for (Crawler crawler : crawlers) {
      if (agent.startsWith(crawler.text, at - crawler.mark)
          && (crawler.pattern == null || crawler.pattern.matcher(agent).find())) {
        return true;
      }
    }
    return false;
  }

  private static int slot(String text, int at) {
    int hash = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
    return hash & (SLOTS - 1);
  }
}
