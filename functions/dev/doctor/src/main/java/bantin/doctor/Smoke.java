package bantin.doctor;

import java.time.Duration;
import java.util.List;

/**
 * The checks of a portal from outside, as its readers see it. They need no sign-in and publish
 * nothing. One of them is counted as a visit of one reader.
 */
public final class Smoke {
  /** Visits are gathered for five minutes at most, and a CDN keeps the numbers for seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private Smoke() {}

  static List<Check> checks(String address) {
    return checks(address, PATIENCE);
  }

  private static List<Check> checks(String address, Duration patience) {
    Site site = new Site(address);
    return List.of(
        new FrontPage(site),
        new HeadRequests(site),
        new Lists(site),
        new ArticlePages(site),
        new Assets(site),
        new PhotoFiles(site),
        new MissingPages(site),
        new DeskDoor(site),
        new CountedHit(site, patience));
  }

  /**
   * Makes the checks.
   *
   * @param address the portal's address, such as {@code https://bantin.example}
   * @param patience longest wait for the hit to be counted
   * @return the lines of the report
   */
  public static List<String> report(String address, Duration patience) {
    return checks(address, patience).stream()
        .flatMap(check -> Faults.of(check).stream())
        .map(Finding::toString)
        .toList();
  }
}
