package bantin.visit;

import bantin.article.ArticleId;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Activity of one tab of one browser on one local day, as its item states it. The item holds the
 * last activity, and the first and last view in each half hour of the day. It also holds the
 * articles opened, and the answers whether they were useful.
 *
 * <p>Two views in one half hour are less than half an hour apart. So the first and the last of each
 * half hour suffice to find every pause of half an hour. A minimum, a maximum and a set come out
 * the same in any order of arrival.
 *
 * @param seen the last activity, view or beat
 * @param views by half hour, counted from the day's start
 * @param articles their ids, each once
 * @param opinions by the article's id
 */
public record Session(
    LocalDate day,
    String id,
    Instant seen,
    SortedMap<Integer, Stretch> views,
    Set<String> articles,
    Map<String, Opinion> opinions)
    implements Fact {
  /** The table's hash key. */
  public static final String KEY = "session";

  public static final String SEEN = "seen";
  public static final String ARTICLES = "articles";
  public static final String EXPIRES = "expires";

  /** Pause between two views after which a new visit begins. */
  public static final Duration PAUSE = Duration.ofMinutes(30);

  /** Greatest number of articles that one session counts. */
  public static final int MAX_ARTICLES = 200;

  /** Half hours in a day of 25 hours. */
  private static final int HALF_HOURS = 50;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)#(.+)");
  private static final Pattern HALF_HOUR = Pattern.compile("[fl](\\d{1,2})");
  private static final String OPINION = "u";

  /** First and last view of one half hour. */
  public record Stretch(Instant first, Instant last) {}

  /** Tells whether a text is a session id: 128 bits as base64url, without padding. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  public static Map<String, AttributeValue> key(LocalDate day, String id) {
    return Map.of(KEY, AttributeValue.fromS(day + "#" + id));
  }

  /**
   * Tells whether a day still takes hits: today, and yesterday for hits of readers who were
   * offline.
   */
  public static boolean isOpen(SiteDays days, LocalDate day, Instant now) {
    return !day.isBefore(days.of(now).minusDays(1));
  }

  /** Half hour of the day, counted from 0; a day of 25 hours has 50. */
  public static int halfHour(SiteDays days, Instant time) {
    Instant start = days.start(days.of(time));
    return (int) (Duration.between(start, time).toMillis() / PAUSE.toMillis());
  }

  /** Attribute of a half hour's first view. */
  public static String first(int halfHour) {
    return "f" + halfHour;
  }

  /** Attribute of a half hour's last view. */
  public static String last(int halfHour) {
    return "l" + halfHour;
  }

  /** Attribute of the opinion on an article. */
  public static String opinion(String article) {
    return OPINION + article;
  }

  /**
   * Time from which DynamoDB may remove the items of a day: three days after its end. The day takes
   * late hits for one day, and the stream keeps their records for another; the third day is left
   * for a recount.
   */
  public static Instant expires(SiteDays days, LocalDate day) {
    return days.start(day.plusDays(4));
  }

  static Session of(String key, ItemReader item) {
    Matcher parts = FORM.matcher(key);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not a session's key: " + key);
    }
    try {
      return new Session(
          LocalDate.parse(parts.group(1)),
          parts.group(2),
          time(item, SEEN),
          views(item),
          articles(item),
          opinions(item));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("Not a session's item: " + key, e);
    }
  }

  static Session read(String key, ItemReader item) {
    Matcher parts = FORM.matcher(key);
    if (!parts.matches() || !isId(parts.group(2))) {
      throw new BrokenItem(KEY, "it is no session's key");
    }
    Set<String> articles = articles(item);
    if (articles.size() > MAX_ARTICLES) {
      throw new BrokenItem(ARTICLES, "they are more than " + MAX_ARTICLES);
    }
    SortedMap<Integer, Stretch> views = new TreeMap<>();
    for (String name : item.names()) {
      Matcher halfHour = HALF_HOUR.matcher(name);
      if (halfHour.matches() && Integer.parseInt(halfHour.group(1)) < HALF_HOURS) {
        int number = Integer.parseInt(halfHour.group(1));
        Stretch stretch = new Stretch(item.millis(first(number)), item.millis(last(number)));
        if (stretch.last().isBefore(stretch.first())) {
          throw new BrokenItem(last(number), "it lies before " + first(number));
        }
        views.put(number, stretch);
      }
    }
    try {
      LocalDate day = LocalDate.parse(parts.group(1));
      return new Session(
          day, parts.group(2), item.millis(SEEN), views, articles, readOpinions(item, articles));
    } catch (DateTimeParseException e) {
      throw new BrokenItem(KEY, "it names no day");
    }
  }

  /** Articles opened; their ids name attributes of the tallies. */
  private static Set<String> articles(ItemReader item) {
    Set<String> articles = item.textSet(ARTICLES);
    if (!articles.stream().allMatch(id -> ArticleId.parse(id) != null)) {
      throw new BrokenItem(ARTICLES, "one is no article's id");
    }
    return articles;
  }

  private static SortedMap<Integer, Stretch> views(ItemReader item) {
    SortedMap<Integer, Stretch> views = new TreeMap<>();
    for (String name : item.names()) {
      Matcher halfHour = HALF_HOUR.matcher(name);
      if (halfHour.matches()) {
        int number = Integer.parseInt(halfHour.group(1));
        views.put(number, new Stretch(time(item, first(number)), time(item, last(number))));
      }
    }
    return views;
  }

  private static Map<String, Opinion> readOpinions(ItemReader item, Set<String> articles) {
    Map<String, Opinion> opinions = opinions(item);
    opinions.forEach(
        (article, opinion) -> {
          String name = opinion(article);
          if (!articles.contains(article)) {
            throw new BrokenItem(name, "the session did not open this article");
          }
          item.number(name, 0, Opinion.MAX);
        });
    return opinions;
  }

  private static Map<String, Opinion> opinions(ItemReader item) {
    Map<String, Opinion> opinions = new HashMap<>();
    for (String name : item.names()) {
      String article = name.substring(Math.min(name.length(), OPINION.length()));
      if (name.startsWith(OPINION) && ArticleId.parse(article) != null) {
        opinions.put(article, Opinion.of(item.number(name)));
      }
    }
    return opinions;
  }

  private static Instant time(ItemReader item, String name) {
    return Instant.ofEpochMilli(item.number(name));
  }

  /**
   * Number of visits: the first view begins one, and so does each view at least {@link #PAUSE}
   * after the one before.
   */
  public int visits() {
    int visits = 0;
    Instant before = null;
    for (Stretch stretch : views.values()) {
      if (before == null || Duration.between(before, stretch.first()).compareTo(PAUSE) >= 0) {
        visits++;
      }
      before = stretch.last();
    }
    return visits;
  }

  @Override
  public void addTo(Amounts amounts, long times) {
    add(amounts, times * visits(), times, articles);
    addOpinions(amounts, times);
    addOnline(amounts, times);
  }

  /** Adds the activity since the item stood at {@code old}. */
  void addSince(Session old, Amounts amounts) {
    add(amounts, (long) visits() - old.visits(), 1, without(articles, old.articles));
    add(amounts, 0, -1, without(old.articles, articles));
    addOpinions(amounts, 1);
    old.addOpinions(amounts, -1);
    addOnline(amounts, 1);
    old.addOnline(amounts, -1);
  }

  /** Adds the session to those online. Beats keep it there, and only a view brings it there. */
  private void addOnline(Amounts amounts, long times) {
    if (!views.isEmpty()) {
      amounts.add(Online.tally(seen), Online.step(seen), times);
    }
  }

  private void addOpinions(Amounts amounts, long times) {
    opinions.forEach(
        (article, opinion) ->
            amounts.add(Tally.opinions(day), Tally.opinion(article, opinion.useful()), times));
  }

  private void add(Amounts amounts, long visits, long times, Set<String> opened) {
    for (Tally site : new Tally[] {Tally.siteDay(day), Tally.SITE_ALL}) {
      amounts.add(site, Tally.VISITS, visits);
      amounts.add(site, Tally.VIEWS, times * opened.size());
    }
    for (String article : opened) {
      amounts.add(Tally.article(article), Tally.VIEWS, times);
      amounts.add(Tally.views(day, article), article, times);
    }
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /** Views of the half hour; null where there are none. */
  public @Nullable Stretch in(int halfHour) {
    return views.get(halfHour);
  }
}
