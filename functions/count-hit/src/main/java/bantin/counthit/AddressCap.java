package bantin.counthit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Cap on the sessions that one address may report within a minute, for each instance of the
 * function. Providers lend an IPv6 line up to 65,536 networks, so a second cap holds for all of
 * them together. A session that was admitted in a minute stays admitted in it. Addresses are kept
 * as hashes in memory, with a salt that lives for one minute. No address is stored.
 */
final class AddressCap {
  /** Sessions of one address in a minute. Schools and mobile networks share addresses. */
  static final int MAX_SESSIONS = 120;

  /** Sessions of one IPv6 site in a minute. Mobile networks share sites among their customers. */
  static final int MAX_SITE_SESSIONS = 10 * MAX_SESSIONS;

  /** Groups of an IPv6 address that name one line's network, and the site around it. */
  private static final int NETWORK_GROUPS = 4;

  private static final int SITE_GROUPS = 3;

  /** Maximum number of addresses in a minute. At this number the cap forgets all of them. */
  private static final int MAX_ADDRESSES = 20_000;

  private static final long MINUTE_MILLIS = 60_000;

  private final SecureRandom random = new SecureRandom();
  private final Map<Long, Set<Long>> sessions = new HashMap<>();
  private byte[] salt = new byte[0];
  private long minute = -1;

  /**
   * Tells whether a session of this address is still counted.
   *
   * @param address IPv4 or IPv6; empty where it is unknown, and then every session is counted
   * @param time time at which the API received the hit
   */
  synchronized boolean admits(String address, String session, Instant time) {
    if (address.isEmpty() || isLoopback(address)) {
      return true;
    }
    long now = time.toEpochMilli() / MINUTE_MILLIS;
    if (now != minute || sessions.size() >= MAX_ADDRESSES) {
      minute = now;
      sessions.clear();
      salt = new byte[16];
      random.nextBytes(salt);
    }
    String network = beginning(address, NETWORK_GROUPS);
    long line = hash(network);
    long sessionHash = hash(session);
    Set<Long> known = sessions.getOrDefault(line, Set.of());
    if (known.contains(sessionHash)) {
      return true;
    }
    if (known.size() >= MAX_SESSIONS || !siteAdmits(address, network + session)) {
      return false;
    }
    return sessions.computeIfAbsent(line, key -> new HashSet<>()).add(sessionHash);
  }

  /** Tells whether the site of an IPv6 address still reports sessions; IPv4 has no sites. */
  private boolean siteAdmits(String address, String networkAndSession) {
    if (address.indexOf(':') < 0) {
      return true;
    }
    Set<Long> known =
        sessions.computeIfAbsent(hash(beginning(address, SITE_GROUPS)), key -> new HashSet<>());
    return known.size() < MAX_SITE_SESSIONS && known.add(hash(networkAndSession));
  }

  /** Tells whether the address is this machine's own. On AWS no request has one. */
  private static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
  }

  /** Beginning of an address: all of IPv4, the first groups of IPv6. */
  private static String beginning(String address, int length) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    String[] groups = expanded(address).split(":", -1);
    StringBuilder beginning = new StringBuilder();
    for (int i = 0; i < length && i < groups.length; i++) {
      beginning.append(groups[i].replaceFirst("^0+(?=.)", "")).append(':');
    }
    return beginning.toString();
  }

  /** IPv6 address with zeros in place of the double colon. */
  private static String expanded(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return address;
    }
    String head = address.substring(0, gap);
    String tail = address.substring(gap + 2);
    int groups = count(head) + count(tail);
    StringBuilder whole = new StringBuilder(head);
    for (int i = groups; i < 8; i++) {
      whole.append(whole.isEmpty() ? "0" : ":0");
    }
    return tail.isEmpty() ? whole.toString() : whole.append(':').append(tail).toString();
  }

  private static int count(String groups) {
    return groups.isEmpty() ? 0 : groups.split(":", -1).length;
  }

  private long hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      return ByteBuffer.wrap(sha.digest(text.getBytes(UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
