package bantin.visit;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Days and weeks in the site's time zone. Weeks begin on Monday (ISO 8601). */
public record SiteDays(ZoneId zone) {
  /** Days in the zone that the template sets in {@code SITE_ZONE}. */
  public static SiteDays fromEnvironment() {
    return new SiteDays(ZoneId.of(System.getenv().getOrDefault("SITE_ZONE", "Asia/Ho_Chi_Minh")));
  }

  public LocalDate of(Instant time) {
    return LocalDate.ofInstant(time, zone);
  }

  /** First moment of a day: midnight, or the next moment where a clock change skips midnight. */
  public Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** Days from that week's Monday to the day itself. */
  public static List<LocalDate> weekUpTo(LocalDate day) {
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate date = day.with(DayOfWeek.MONDAY); !date.isAfter(day); date = date.plusDays(1)) {
      days.add(date);
    }
    return days;
  }
}
