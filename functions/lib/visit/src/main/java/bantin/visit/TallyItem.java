package bantin.visit;

import bantin.article.ArticleId;
import bantin.item.BrokenItem;
import bantin.item.ItemReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slot of a tally, or the baseline, as an item of {@code Tallies}. */
public final class TallyItem {
  private static final Pattern FORM = Pattern.compile("(.{1,80})#([0-9]{1,4})");

  /** Tally of an article. Portals of November 2026 wrote one for each day and week too. */
  private static final Pattern ARTICLE =
      Pattern.compile("article#([^#]+)#(all|day#([0-9-]+)|week#([0-9]{4}-W[0-9]{2}))");

  private static final Pattern VIEWS_OF_DAY =
      Pattern.compile(Tally.VIEWS_OF_DAY + "([0-9-]+)#([0-9]{1,2})");

  private static final Pattern OPINION = Pattern.compile("[yn](.+)");

  private static final int FIRST_YEAR = 1900;
  private static final String SITE_DAY = "site#day#";
  private static final String DROPPED = "dropped#day#";
  private static final String ONLINE = "online#";

  private TallyItem() {}

  /**
   * Reads an item that another portal wrote.
   *
   * <p>A slot may hold a number below zero, because a session can leave an online step in one slot
   * and join the next in another. The sum over all slots is never negative. So a negative number is
   * refused where there is only one slot, unless it is an online step.
   *
   * @param slots number of items that the writing portal spreads a tally over
   * @throws BrokenItem where no portal writes it
   */
  public static void read(ItemReader item, int slots) {
    String key = item.text(Tally.KEY);
    if (key.equals(Tally.BASELINE)) {
      Baseline.read(item);
      return;
    }
    Matcher form = FORM.matcher(key);
    if (!form.matches() || Integer.parseInt(form.group(2)) >= slots) {
      throw new BrokenItem(Tally.KEY, "it names no slot of a tally");
    }
    int slot = Integer.parseInt(form.group(2));
    String name = form.group(1);
    long least = slots == 1 ? 0 : -Tally.MAX_AMOUNT;
    Matcher article = ARTICLE.matcher(name);
    Matcher views = VIEWS_OF_DAY.matcher(name);
    if (name.equals(Tally.SITE_ALL.name())) {
      readSite(item, least);
    } else if (name.startsWith(SITE_DAY)) {
      requireDay(name.substring(SITE_DAY.length()));
      readSite(item, least);
    } else if (name.startsWith(DROPPED)) {
      requireDay(name.substring(DROPPED.length()));
      for (DroppedHit.Reason reason : DroppedHit.Reason.values()) {
        readAmount(item, reason.word(), least);
      }
    } else if (name.startsWith(Tally.OPINIONS)) {
      requireDay(name.substring(Tally.OPINIONS.length()));
      readOpinions(item, least);
    } else if (views.matches()) {
      requireDay(views.group(1));
      readViews(item, views.group(2), least);
    } else if (name.startsWith(ONLINE)) {
      readOnline(item, name.substring(ONLINE.length()));
    } else if (article.matches() && ArticleId.parse(article.group(1)) != null) {
      if (article.group(3) != null) {
        requireDay(article.group(3));
      }
      readArticle(item, article.group(1), article.group(2), slot, least);
    } else {
      throw new BrokenItem(Tally.KEY, "there is no such tally");
    }
  }

  private static void readSite(ItemReader item, long least) {
    readAmount(item, Tally.VISITS, least);
    readAmount(item, Tally.VIEWS, least);
  }

  private static void readArticle(
      ItemReader item, String article, String period, int slot, long least) {
    readAmount(item, Tally.VIEWS, least);
    if (!period.equals("all")) {
      if (!item.text(FormerViews.ARTICLE).equals(article)) {
        throw new BrokenItem(FormerViews.ARTICLE, "it differs from the item's key");
      }
      if (!item.text(FormerViews.PERIOD).equals(Tally.slot(period, slot))) {
        throw new BrokenItem(FormerViews.PERIOD, "it differs from the item's key");
      }
    }
  }

  /** Reads a day's views of the articles of a group. Other attributes are ignored. */
  private static void readViews(ItemReader item, String group, long least) {
    for (String name : item.names()) {
      if (ArticleId.parse(name) != null) {
        if (!Integer.toString(Tally.group(name)).equals(group)) {
          throw new BrokenItem(name, "its views are counted in another group");
        }
        readAmount(item, name, least);
      }
    }
  }

  private static void readOpinions(ItemReader item, long least) {
    for (String name : item.names()) {
      Matcher opinion = OPINION.matcher(name);
      if (opinion.matches() && ArticleId.parse(opinion.group(1)) != null) {
        readAmount(item, name, least);
      }
    }
  }

  private static void readOnline(ItemReader item, String start) {
    try {
      Tally tally = Online.tally(Instant.parse(start));
      if (!tally.name().equals(ONLINE + start) || tally.expires() == null) {
        throw new BrokenItem(Tally.KEY, "no ten minutes begin at this time");
      }
      long expires = tally.expires().getEpochSecond();
      item.number(Tally.EXPIRES, expires, expires);
    } catch (DateTimeException e) {
      throw new BrokenItem(Tally.KEY, "it names no time");
    }
    item.names().stream()
        .filter(Online::isStep)
        .forEach(step -> readAmount(item, step, -Tally.MAX_AMOUNT));
  }

  private static void readAmount(ItemReader item, String name, long least) {
    if (item.has(name)) {
      item.number(name, least, Tally.MAX_AMOUNT);
    }
  }

  private static void requireDay(String day) {
    try {
      if (LocalDate.parse(day).getYear() < FIRST_YEAR) {
        throw new BrokenItem(Tally.KEY, "it names a day before " + FIRST_YEAR);
      }
    } catch (DateTimeParseException e) {
      throw new BrokenItem(Tally.KEY, "it names no day");
    }
  }
}
