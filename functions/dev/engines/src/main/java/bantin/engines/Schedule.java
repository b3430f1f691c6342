package bantin.engines;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Event that comes once a day.
 *
 * @param time time of day in the zone
 * @param input the event, as JSON
 */
public record Schedule(LocalTime time, ZoneId zone, String input) {
  /** Returns the first time of the schedule after the given moment. */
  public ZonedDateTime next(ZonedDateTime after) {
    ZonedDateTime local = after.withZoneSameInstant(zone);
    ZonedDateTime today = local.toLocalDate().atTime(time).atZone(zone);
    return today.isAfter(local) ? today : local.toLocalDate().plusDays(1).atTime(time).atZone(zone);
  }
}
