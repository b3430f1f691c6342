package bantin.counthit;

import org.jspecify.annotations.Nullable;

/**
 * General rule beside the list of {@link Crawlers}: words by which bots name themselves, and the
 * address that many add. One pass over the user agent, without regular expressions.
 */
final class BotWords {
  /** Words that count anywhere, in lower case. */
  private static final String[] ANYWHERE = {
    "crawl",
    "spider",
    "scraper",
    "fetch",
    "checker",
    "monitoring",
    "validator",
    "+http",
    "postmanruntime",
  };

  /** Names that count as whole words, in lower case. */
  private static final String[] NAMES = {"undici", "axios", "grok", "xai"};

  /** Ends of words before {@code bot} that make another word: a brand of phones, an offer. */
  private static final String[] BEFORE_BOT = {"cu", "ange"};

  private static final String[][] ANYWHERE_BY_LETTER = byLetter(ANYWHERE);
  private static final String[][] NAMES_BY_LETTER = byLetter(NAMES);

  private BotWords() {}

  private static String[][] byLetter(String[] words) {
    String[][] table = new String[128][];
    for (String word : words) {
      String[] there = table[word.charAt(0)];
      String[] more = new String[there == null ? 1 : there.length + 1];
      if (there != null) {
        System.arraycopy(there, 0, more, 0, there.length);
      }
      more[more.length - 1] = word;
      table[word.charAt(0)] = more;
    }
    return table;
  }

  /** Tells whether a user agent names itself a bot. */
  static boolean namesBot(String agent) {
    for (int i = 0; i < agent.length(); i++) {
      char c = lower(agent.charAt(i));
      if (c >= 128) {
        continue;
      }
      if ((c == 'b' && isBot(agent, i))
          || contains(agent, i, ANYWHERE_BY_LETTER[c])
          || (!isLetter(agent, i - 1) && isName(agent, i, NAMES_BY_LETTER[c]))) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether {@code bot} or {@code bots} ends a word here, in one of the usual spellings. */
  private static boolean isBot(String agent, int at) {
    boolean bot =
        agent.startsWith("bot", at) || agent.startsWith("Bot", at) || agent.startsWith("BOT", at);
    if (!bot) {
      return false;
    }
    int end = at + 3;
    if (end < agent.length() && lower(agent.charAt(end)) == 's') {
      end++;
    }
    if (isLetter(agent, end) || isDigit(agent, end)) {
      return false;
    }
    for (String before : BEFORE_BOT) {
      int from = at - before.length();
      if (from >= 0 && agent.regionMatches(true, from, before, 0, before.length())) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(String agent, int at, String @Nullable [] words) {
    if (words != null) {
      for (String word : words) {
        if (agent.regionMatches(true, at, word, 0, word.length())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isName(String agent, int at, String @Nullable [] names) {
    if (names != null) {
      for (String name : names) {
        if (agent.regionMatches(true, at, name, 0, name.length())
            && !isLetter(agent, at + name.length())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLetter(String agent, int at) {
    if (at < 0 || at >= agent.length()) {
      return false;
    }
    char c = lower(agent.charAt(at));
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(String agent, int at) {
    return at < agent.length() && agent.charAt(at) >= '0' && agent.charAt(at) <= '9';
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
