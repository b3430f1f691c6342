package bantin.managepeople;

import bantin.http.Problem;
import bantin.newsroom.Departures;
import bantin.newsroom.Staff;
import bantin.person.Person;
import bantin.person.Role;
import java.text.Collator;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of the people at the desk. Each needs a person who administers at that moment. */
final class People {
  private final Accounts accounts;
  private final Administration administration;
  private final Staff staff;

  People(Accounts accounts, Departures departures, Staff staff) {
    this.accounts = accounts;
    this.administration = new Administration(accounts, departures);
    this.staff = staff;
  }

  /**
   * Person in the list.
   *
   * @param signedInAt last sign-in; null for none
   */
  record Entry(Account account, @Nullable Instant signedInAt) {
    private String shownName() {
      return account.name().isEmpty() ? account.login() : account.name();
    }
  }

  /** Lists the people by name, in Vietnamese order. */
  List<Entry> all() {
    Map<String, Staff.Colleague> known = staff.all();
    Collator vietnamese = Collator.getInstance(Locale.forLanguageTag("vi"));
    return accounts.all().stream()
        .map(
            account -> {
              Staff.Colleague colleague = known.get(account.login());
              return new Entry(account, colleague == null ? null : colleague.signedInAt());
            })
        .sorted(
            Comparator.comparing(Entry::shownName, vietnamese)
                .thenComparing(entry -> entry.account().login()))
        .toList();
  }

  void invite(Invitation invitation, Person by, Instant now) {
    administration.require(by, now);
    accounts.invite(invitation.login(), invitation.name(), invitation.mail());
    accounts.setRole(invitation.login(), invitation.role());
    staff.rename(invitation.login(), invitation.name());
  }

  /**
   * Mails the invitation again.
   *
   * @param mail another address; null for the known one
   * @throws Problem 409 for a person who has signed in already
   */
  void inviteAgain(String login, @Nullable String mail, Person by, Instant now) {
    administration.require(by, now);
    Account account = accounts.account(login);
    if (account.state() != Account.State.INVITED) {
      throw PeopleReasons.JOINED.problem(account.login());
    }
    if (mail != null) {
      accounts.setMail(account, mail);
    }
    accounts.inviteAgain(account);
  }

  void rename(String login, String name, Person by, Instant now) {
    administration.require(by, now);
    Account account = accounts.account(login);
    accounts.rename(account, name);
    staff.rename(account.login(), name);
  }

  void setRole(String login, Role role, Person by, Instant now) {
    Account account = accounts.account(login);
    if (account.administers() && role != Role.ADMINISTRATOR) {
      administration.end(account, by, now);
    } else {
      administration.require(by, now);
    }
    accounts.setRole(account.login(), role);
    if (role == Role.ADMINISTRATOR) {
      administration.begin(account.login(), now);
    }
  }

  void disable(String login, Person by, Instant now) {
    Account account = accounts.account(login);
    if (account.administers()) {
      administration.end(account, by, now);
    } else {
      administration.require(by, now);
    }
    accounts.disable(account);
  }

  void enable(String login, Person by, Instant now) {
    administration.require(by, now);
    Account account = accounts.account(login);
    accounts.enable(account);
    administration.begin(account.login(), now);
  }

  void signOut(String login, Person by, Instant now) {
    administration.require(by, now);
    accounts.signOut(accounts.account(login));
  }
}
