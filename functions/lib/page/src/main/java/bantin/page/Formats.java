package bantin.page;

import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;

import bantin.http.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/**
 * Numbers and dates as readers of a language write them, in the site's time zone. The names stand
 * here, because the JDK's locale data is slow to load in a function that has just started.
 */
public final class Formats {
  private static final Map<Long, String> VI_DAYS =
      Map.of(
          1L,
          "Thứ Hai",
          2L,
          "Thứ Ba",
          3L,
          "Thứ Tư",
          4L,
          "Thứ Năm",
          5L,
          "Thứ Sáu",
          6L,
          "Thứ Bảy",
          7L,
          "Chủ Nhật");
  private static final Map<Long, String> EN_DAYS =
      Map.of(
          1L,
          "Monday",
          2L,
          "Tuesday",
          3L,
          "Wednesday",
          4L,
          "Thursday",
          5L,
          "Friday",
          6L,
          "Saturday",
          7L,
          "Sunday");
  private static final Map<Long, String> EN_MONTHS =
      Map.ofEntries(
          Map.entry(1L, "January"),
          Map.entry(2L, "February"),
          Map.entry(3L, "March"),
          Map.entry(4L, "April"),
          Map.entry(5L, "May"),
          Map.entry(6L, "June"),
          Map.entry(7L, "July"),
          Map.entry(8L, "August"),
          Map.entry(9L, "September"),
          Map.entry(10L, "October"),
          Map.entry(11L, "November"),
          Map.entry(12L, "December"));
  private static final DateTimeFormatter VI_DAY =
      new DateTimeFormatterBuilder()
          .appendText(DAY_OF_WEEK, VI_DAYS)
          .appendPattern(", dd/MM/uuuu")
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter VI_DATE =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
  private static final DateTimeFormatter EN_DATE =
      new DateTimeFormatterBuilder()
          .appendPattern("d ")
          .appendText(MONTH_OF_YEAR, EN_MONTHS)
          .appendPattern(" uuuu")
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter EN_DAY =
      new DateTimeFormatterBuilder()
          .appendText(DAY_OF_WEEK, EN_DAYS)
          .appendLiteral(", ")
          .append(EN_DATE)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private final Language language;
  private final ZoneId zone;

  Formats(Language language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
  }

  /** Number as 677.985 in Vietnamese, 677,985 in English. */
  public String number(long number) {
    String grouped = String.format(Locale.ROOT, "%,d", number);
    return language == Language.VI ? grouped.replace(',', '.') : grouped;
  }

  /** Day as Thứ Hai, 23/11/2026; Monday, 23 November 2026. */
  public String day(Instant time) {
    return (language == Language.VI ? VI_DAY : EN_DAY).format(time.atZone(zone));
  }

  /** Day as Thứ Hai, 23/11/2026; Monday, 23 November 2026. */
  public String day(LocalDate day) {
    return (language == Language.VI ? VI_DAY : EN_DAY).format(day);
  }

  /** Month as Tháng 11/2026; November 2026. */
  public String month(YearMonth month) {
    return monthName(month.getMonthValue())
        + (language == Language.VI ? "/" : " ")
        + month.getYear();
  }

  /**
   * Name of a month: Tháng 11; November.
   *
   * @param month 1 to 12
   */
  public String monthName(int month) {
    return language == Language.VI ? "Tháng " + month : EN_MONTHS.getOrDefault((long) month, "");
  }

  /**
   * Name of a weekday: Thứ Hai; Monday.
   *
   * @param day 1 for Monday to 7 for Sunday
   */
  public String weekday(int day) {
    return (language == Language.VI ? VI_DAYS : EN_DAYS).getOrDefault((long) day, "");
  }

  /** Short name of a weekday: T2 and CN; Mon and Sun. */
  public String shortWeekday(int day) {
    if (language == Language.VI) {
      return day == 7 ? "CN" : "T" + (day + 1);
    }
    return weekday(day).substring(0, 3);
  }

  /** Day and time as Thứ Hai, 23/11/2026 14:05; Monday, 23 November 2026, 14:05. */
  public String full(Instant time) {
    return day(time) + comma() + TIME.format(time.atZone(zone));
  }

  /** 23/11/2026 14:05; 23 November 2026, 14:05. */
  public String brief(Instant time) {
    DateTimeFormatter date = language == Language.VI ? VI_DATE : EN_DATE;
    return date.format(time.atZone(zone)) + comma() + TIME.format(time.atZone(zone));
  }

  private String comma() {
    return language == Language.VI ? " " : ", ";
  }

  /** Time for programs: ISO 8601 in UTC, to the second. */
  public static String iso(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
