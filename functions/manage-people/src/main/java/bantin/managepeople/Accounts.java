package bantin.managepeople;

import bantin.http.Problem;
import bantin.http.RequestReasons;
import bantin.http.Text;
import bantin.person.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedUserStateException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Accounts in Cognito's user pool. A refusal of Cognito becomes a problem for people. */
final class Accounts {
  private final CognitoIdentityProviderClient cognito;
  private final String pool;

  Accounts(CognitoIdentityProviderClient cognito, String pool) {
    this.cognito = cognito;
    this.pool = pool;
  }

  /** Lists all accounts. */
  List<Account> all() {
    Map<String, Set<String>> groups = new HashMap<>();
    for (Role role : Role.values()) {
      in(role)
          .forEach(
              user ->
                  groups
                      .computeIfAbsent(user.username(), name -> new HashSet<>())
                      .add(role.word()));
    }
    return cognito.listUsersPaginator(list -> list.userPoolId(pool)).users().stream()
        .map(
            user ->
                account(
                    user.username(),
                    user.attributes(),
                    Role.highest(groups.getOrDefault(user.username(), Set.of())),
                    Boolean.TRUE.equals(user.enabled()),
                    user.userStatus(),
                    user.userCreateDate()))
        .toList();
  }

  private List<UserType> in(Role role) {
    return cognito
        .listUsersInGroupPaginator(list -> list.userPoolId(pool).groupName(role.word()))
        .users()
        .stream()
        .toList();
  }

  /** Names of the administrators who may sign in. */
  Set<String> administrators() {
    Set<String> names = new HashSet<>();
    for (UserType user : in(Role.ADMINISTRATOR)) {
      if (Boolean.TRUE.equals(user.enabled())) {
        names.add(user.username());
      }
    }
    return names;
  }

  /**
   * Finds an account. Cognito takes a name in any case, and the person's subject; the answer has
   * the one name that tokens carry.
   *
   * @throws Problem 404 for none
   */
  Account account(String login) {
    return found(
        () -> {
          AdminGetUserResponse user =
              cognito.adminGetUser(get -> get.userPoolId(pool).username(login));
          return account(
              user.username(),
              user.userAttributes(),
              Role.highest(groups(user.username())),
              Boolean.TRUE.equals(user.enabled()),
              user.userStatus(),
              user.userCreateDate());
        });
  }

  private Set<String> groups(String login) {
    return cognito
        .adminListGroupsForUser(list -> list.userPoolId(pool).username(login))
        .groups()
        .stream()
        .map(GroupType::groupName)
        .collect(Collectors.toSet());
  }

  private static Account account(
      String login,
      List<AttributeType> attributes,
      @Nullable Role role,
      boolean enabled,
      @Nullable UserStatusType status,
      @Nullable Instant createdAt) {
    Account.State state = Account.State.DISABLED;
    if (enabled) {
      state =
          status == UserStatusType.FORCE_CHANGE_PASSWORD
              ? Account.State.INVITED
              : Account.State.ACTIVE;
    }
    return new Account(
        login, value(attributes, "name"), value(attributes, "email"), role, state, createdAt);
  }

  private static String value(List<AttributeType> attributes, String name) {
    return attributes.stream()
        .filter(attribute -> name.equals(attribute.name()))
        .map(AttributeType::value)
        .findFirst()
        .orElse("");
  }

  /**
   * Creates an account. Cognito mails the invitation with a temporary password.
   *
   * @throws Problem 409 for a name that somebody has
   */
  void invite(String login, String name, String mail) {
    List<AttributeType> attributes = new ArrayList<>(mailed(mail));
    attributes.add(attribute("name", name));
    try {
      delivered(
          () ->
              cognito.adminCreateUser(
                  create ->
                      create
                          .userPoolId(pool)
                          .username(login)
                          .desiredDeliveryMediums(DeliveryMediumType.EMAIL)
                          .userAttributes(attributes)));
    } catch (UsernameExistsException e) {
      throw PeopleReasons.LOGIN_TAKEN.problem(login).with("field", "login");
    }
  }

  /**
   * Mails the invitation again, with another temporary password.
   *
   * @throws Problem 409 for a person who has signed in already
   */
  void inviteAgain(Account account) {
    try {
      delivered(
          () ->
              cognito.adminCreateUser(
                  create ->
                      create
                          .userPoolId(pool)
                          .username(account.login())
                          .messageAction(MessageActionType.RESEND)
                          .desiredDeliveryMediums(DeliveryMediumType.EMAIL)));
    } catch (UnsupportedUserStateException e) {
      throw PeopleReasons.JOINED.problem(account.login());
    }
  }

  void setMail(Account account, String mail) {
    delivered(() -> change(account, mailed(mail)));
  }

  void rename(Account account, String name) {
    found(() -> change(account, List.of(attribute("name", name))));
  }

  private Object change(Account account, List<AttributeType> attributes) {
    return cognito.adminUpdateUserAttributes(
        update -> update.userPoolId(pool).username(account.login()).userAttributes(attributes));
  }

  /** Puts the person into the role's group, and out of the others. */
  void setRole(String login, Role role) {
    found(
        () -> {
          Set<String> before = groups(login);
          if (!before.contains(role.word())) {
            cognito.adminAddUserToGroup(
                add -> add.userPoolId(pool).username(login).groupName(role.word()));
          }
          for (Role other : List.of(Role.values()).reversed()) {
            if (other != role && before.contains(other.word())) {
              cognito.adminRemoveUserFromGroup(
                  remove -> remove.userPoolId(pool).username(login).groupName(other.word()));
            }
          }
          return role;
        });
  }

  /** Keeps the person from signing in, and ends the sign-ins there are. */
  void disable(Account account) {
    found(
        () ->
            cognito.adminDisableUser(
                disable -> disable.userPoolId(pool).username(account.login())));
    signOut(account);
  }

  void enable(Account account) {
    found(
        () -> cognito.adminEnableUser(enable -> enable.userPoolId(pool).username(account.login())));
  }

  /** Ends the sign-ins: no token is renewed any more. */
  void signOut(Account account) {
    found(
        () ->
            cognito.adminUserGlobalSignOut(
                signOut -> signOut.userPoolId(pool).username(account.login())));
  }

  private static List<AttributeType> mailed(String mail) {
    return List.of(attribute("email", mail), attribute("email_verified", "true"));
  }

  private static AttributeType attribute(String name, String value) {
    return AttributeType.builder().name(name).value(value).build();
  }

  private static <T> T found(Supplier<T> call) {
    try {
      return call.get();
    } catch (UserNotFoundException e) {
      throw PeopleReasons.NO_PERSON.problem();
    } catch (TooManyRequestsException e) {
      throw PeopleReasons.BUSY.causedBy(e);
    }
  }

  private static <T> T delivered(Supplier<T> call) {
    try {
      return found(call);
    } catch (LimitExceededException e) {
      throw PeopleReasons.NO_MAIL_LEFT.causedBy(e);
    } catch (InvalidParameterException e) {
      throw RequestReasons.invalid(
          "mail", new Text("This is no mail address.", "Đây không phải là địa chỉ thư điện tử."));
    }
  }
}
