package bantin.counthit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressCapTest {
  private static final Instant NOW = Instant.parse("2026-11-28T05:20:10Z");
  private static final String ADDRESS = "203.0.113.24";

  private final AddressCap cap = new AddressCap();

  private long admitted(String address, int from, int sessions, Instant time) {
    long admitted = 0;
    for (int i = from; i < from + sessions; i++) {
      admitted += cap.admits(address, "session-" + i, time) ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void admitsAThousandSessionsOfOneAddressUpToItsCap() {
    assertThat(admitted(ADDRESS, 0, 1000, NOW)).isEqualTo(AddressCap.MAX_SESSIONS);
    assertThat(admitted("203.0.113.25", 0, 50, NOW)).isEqualTo(50);
  }

  @Test
  void keepsAdmittingSessionsThatItAdmitted() {
    admitted(ADDRESS, 0, 1000, NOW);
    assertThat(admitted(ADDRESS, 0, AddressCap.MAX_SESSIONS, NOW.plusSeconds(30)))
        .isEqualTo(AddressCap.MAX_SESSIONS);
    assertThat(admitted(ADDRESS, AddressCap.MAX_SESSIONS, 10, NOW.plusSeconds(30))).isZero();
  }

  @Test
  void beginsAnewWithEachMinute() {
    admitted(ADDRESS, 0, 1000, NOW);
    assertThat(admitted(ADDRESS, 1000, 10, NOW.plusSeconds(60))).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
    "2001:db8:1:2::1, 2001:0db8:0001:0002:0:0:0:9, true",
    "2001:db8::1, 2001:db8:0:0:5::, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "203.0.113.24, 203.0.113.25, false",
  })
  void countsANetworkOfIpv6AsOneAddress(String first, String second, boolean same) {
    admitted(first, 0, AddressCap.MAX_SESSIONS, NOW);
    assertThat(cap.admits(second, "another", NOW)).isEqualTo(!same);
  }

  /** A provider lends one line 256 to 65,536 networks of IPv6. */
  @Test
  void countsAllNetworksOfOneIpv6SiteTogether() {
    long admitted = 0;
    for (int i = 0; i < 65_536; i++) {
      String address = "2001:db8:1:" + Integer.toHexString(i) + "::1";
      admitted += admitted(address, i, 2, NOW);
    }
    assertThat(admitted).isEqualTo(AddressCap.MAX_SITE_SESSIONS);
    assertThat(cap.admits("2001:db8:2::1", "another", NOW)).isTrue();
  }

  @Test
  void forgetsNobodyBecauseOneIpv6SiteHops() {
    admitted(ADDRESS, 0, 1000, NOW);
    for (int i = 0; i < 65_536; i++) {
      cap.admits("2001:db8:1:" + Integer.toHexString(i) + "::1", "same", NOW);
    }
    assertThat(cap.admits(ADDRESS, "another", NOW)).isFalse();
  }

  @Test
  void fillsNoSiteWithSessionsOfOneFullNetwork() {
    admitted("2001:db8:1:2::1", 0, 5000, NOW);
    assertThat(cap.admits("2001:db8:1:3::1", "another", NOW)).isTrue();
  }

  @Test
  void forgetsAddressesRatherThanMemory() {
    for (int i = 0; i < 50_000; i++) {
      assertThat(cap.admits("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), "s", NOW))
          .isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "127.0.0.1", "::1"})
  void capsNoUnknownAddressAndNotThisMachine(String address) {
    assertThat(admitted(address, 0, 500, NOW)).isEqualTo(500);
  }
}
