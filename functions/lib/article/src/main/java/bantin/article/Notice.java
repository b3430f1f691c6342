package bantin.article;

import java.time.Instant;

/**
 * Urgent notice on every page until its end.
 *
 * @param link page of this site or of the web that says more; empty for none
 */
public record Notice(String text, String link, Instant until) {
  public boolean isOn(Instant now) {
    return until.isAfter(now);
  }
}
