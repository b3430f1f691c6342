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
 * The user agents of crawlers, by a list of some 1,500 regular expressions of which nearly all are
 * plain text. Each is found by the first three characters of a text it cannot match without, looked
 * up at every place of the user agent; only then is the expression itself tried. That takes well
 * under a microsecond, where trying them all takes hundreds.
 */
final class Crawlers {
  private static final int SLOTS = 1 << 14;
  private static final int SHORTEST = 3;
  private static final String PLAIN_WHEN_ESCAPED = "\\/.()[]{}+*?!-_ ^$|:;,@#\"'";

  /** A pattern, and a text without which it cannot match. */
  private record Crawler(String text, @Nullable Pattern pattern) {}

  /** By the hash of the three characters that the text begins with. */
  private final Crawler[][] byBeginning = new Crawler[SLOTS][];

  /** Those of which nothing is certain. */
  private final List<Pattern> others = new ArrayList<>();

  Crawlers(List<String> patterns) {
    for (String pattern : patterns) {
      String plain = plain(pattern);
      String text = plain == null ? longestText(pattern) : plain;
      if (text.length() < SHORTEST) {
        others.add(Pattern.compile(pattern));
      } else {
        add(new Crawler(text, plain == null ? Pattern.compile(pattern) : null));
      }
    }
  }

  /** The list that comes with this function, without its lines of comment. */
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

  /** The text that the pattern stands for, null where it stands for more than one. */
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

  /** The longest text that every match contains: outside groups, classes and what may be absent. */
  private static String longestText(String pattern) {
    String longest = "";
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (int i = 0; i <= pattern.length(); i++) {
      char c = i == pattern.length() ? '$' : pattern.charAt(i);
      if (c == '|' && depth == 0) {
        return "";
      }
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
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      }
    }
    return longest;
  }

  private void add(Crawler crawler) {
    int slot = slot(crawler.text, 0);
    Crawler[] there = byBeginning[slot];
    Crawler[] more = there == null ? new Crawler[1] : Arrays.copyOf(there, there.length + 1);
    more[more.length - 1] = crawler;
    byBeginning[slot] = more;
  }

  boolean include(String agent) {
    for (int i = 0; i + SHORTEST <= agent.length(); i++) {
      Crawler[] candidates = byBeginning[slot(agent, i)];
      if (candidates != null) {
        for (Crawler crawler : candidates) {
          if (agent.startsWith(crawler.text, i)
              && (crawler.pattern == null || crawler.pattern.matcher(agent).find())) {
            return true;
          }
        }
      }
    }
    for (Pattern pattern : others) {
      if (pattern.matcher(agent).find()) {
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
