package bantin.managepeople;

import bantin.http.Problem;
import bantin.newsroom.Departures;
import bantin.person.Person;
import java.time.Instant;

/**
 * Rule that the portal keeps an administrator. Nobody ends their own administration, and each
 * departure is written on condition that the acting person still administers. The last one to act
 * therefore stays.
 */
final class Administration {
  private static final int ATTEMPTS = 5;

  private final Accounts accounts;
  private final Departures departures;

  Administration(Accounts accounts, Departures departures) {
    this.accounts = accounts;
    this.departures = departures;
  }

  /**
   * Checks that the person is an administrator now. Their token may be minutes old.
   *
   * @throws Problem 409 where they are not
   */
  void require(Person by, Instant now) {
    require(departures.read(now), by);
  }

  private void require(Departures.Note note, Person by) {
    if (note.holds(by.name()) || !accounts.administrators().contains(by.name())) {
      throw PeopleReasons.ADMINISTRATION_ENDED.problem();
    }
  }

  /**
   * Notes that an administrator leaves. The caller then changes the account.
   *
   * @throws Problem 409 where it is the acting person, or where that person left meanwhile
   */
  void end(Account leaving, Person by, Instant now) {
    if (leaving.login().equals(by.name())) {
      throw PeopleReasons.OWN_ADMINISTRATION.problem();
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Departures.Note note = departures.read(now);
      require(note, by);
      if (departures.add(note, leaving.login(), now)) {
        return;
      }
    }
    throw PeopleReasons.BUSY.problem();
  }

  /** Forgets a departure, because the person administers again. */
  void begin(String login, Instant now) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (departures.remove(departures.read(now), login)) {
        return;
      }
    }
    // The note forgets the departure by itself.
  }
}
