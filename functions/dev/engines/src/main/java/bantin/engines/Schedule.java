package bantin.engines;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * An event that comes once a day.
 *
 * @param time of the day in the zone
 * @param input the event, as JSON
 */
public record Schedule(LocalTime time, ZoneId zone, String input) {
  /** The next time after another. */
  public ZonedDateTime next(ZonedDateTime after) {
    ZonedDateTime here = after.withZoneSameInstant(zone);
    ZonedDateTime today = here.toLocalDate().atTime(time).atZone(zone);
    return today.isAfter(here) ? today : here.toLocalDate().plusDays(1).atTime(time).atZone(zone);
  }
}
