package bantin.engines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The template's user pool on one machine: people, groups, passwords and invitations. It keeps the
 * rules of Cognito that people meet, and its refusals. {@link UserPoolServer} answers Cognito's
 * protocol from it.
 */
public final class UserPool {
  /** Mails a day that Cognito sends for a pool without a sender of its own. */
  static final int MAILS_A_DAY = 50;

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]{1,128}");
  private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+");
  private static final String PASSWORD_SIGNS = "!@#$%^&*";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final Set<String> groups = new TreeSet<>();
  private final Duration temporary;
  private final Invitations invitations;
  private final InstantSource clock;
  private final Consumer<Mail> post;
  private final @Nullable Path file;
  private final Map<String, PoolMember> members = new TreeMap<>();
  private final Deque<Instant> sent = new ArrayDeque<>();

  /**
   * Mail to a person.
   *
   * @param html its text
   */
  public record Mail(String to, String subject, String html) {}

  private UserPool(
      Template template, InstantSource clock, Consumer<Mail> post, @Nullable Path file) {
    id = template.resources("AWS::Cognito::UserPool").stream().findFirst().orElse("");
    for (String group : template.resources("AWS::Cognito::UserPoolGroup")) {
      groups.add(String.valueOf(template.properties(group).get("GroupName")));
    }
    temporary = Duration.ofDays(7);
    invitations = Invitations.of(template, id);
    this.clock = clock;
    this.post = post;
    this.file = file;
  }

  /** Creates an empty pool that ends with this process. */
  public static UserPool inMemory(Template template, InstantSource clock, Consumer<Mail> post) {
    return new UserPool(template, clock, post, null);
  }

  /** Opens the pool that a file keeps. A missing file is an empty pool. */
  public static UserPool in(Path file, Template template, Consumer<Mail> post) {
    UserPool pool = new UserPool(template, InstantSource.system(), post, file);
    try {
      if (Files.exists(file)) {
        PoolFile.read(Files.readString(file, UTF_8))
            .forEach(member -> pool.members.put(key(member.name()), member));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pool;
  }

  /** Returns the pool's id, which is its logical id in the template. */
  public String id() {
    return id;
  }

  /**
   * Adds a person with a password of their own, as a seed. An existing person stays as they are.
   */
  public synchronized void seed(
      String name, String subject, String password, String group, Map<String, String> attributes) {
    if (!members.containsKey(key(name))) {
      Instant now = clock.instant();
      keep(
          new PoolMember(
              name,
              subject,
              attributes,
              List.of(group),
              true,
              PoolMember.CONFIRMED,
              hash(password),
              null,
              now,
              now,
              null));
    }
  }

  /** Finds a person by name in any case, or by subject; null for none. */
  public synchronized @Nullable PoolMember find(@Nullable String name) {
    if (name == null) {
      return null;
    }
    PoolMember named = members.get(key(name));
    if (named != null) {
      return named;
    }
    return members.values().stream()
        .filter(member -> member.subject().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Returns the enabled person with this name and password; null for a wrong or expired one. */
  public @Nullable PoolMember signedIn(@Nullable String name, @Nullable String password) {
    PoolMember member = find(name);
    if (member == null
        || password == null
        || !member.enabled()
        || !isHashOf(password, member.secret())) {
      return null;
    }
    Instant end = member.temporaryUntil();
    return end != null && end.isBefore(clock.instant()) ? null : member;
  }

  /** Tells if the template's password policy takes the password. */
  public static boolean isStrong(String password) {
    return password.length() >= 12
        && password.length() <= 256
        && password.chars().anyMatch(Character::isLowerCase)
        && password.chars().anyMatch(Character::isUpperCase)
        && password.chars().anyMatch(Character::isDigit)
        && password.chars().anyMatch(character -> !Character.isLetterOrDigit(character));
  }

  /** Replaces a temporary password by one of the person's own choice. */
  public synchronized PoolMember choosePassword(PoolMember member, String password) {
    return keep(member.withPassword(hash(password), null, clock.instant()));
  }

  synchronized PoolMember require(@Nullable String name) throws PoolRefusal {
    PoolMember member = find(name);
    if (member == null) {
      throw new PoolRefusal("UserNotFoundException", "User does not exist.");
    }
    return member;
  }

  synchronized void requireGroup(@Nullable String group) throws PoolRefusal {
    if (group == null || !groups.contains(group)) {
      throw new PoolRefusal("ResourceNotFoundException", "Group not found.");
    }
  }

  synchronized List<PoolMember> all() {
    return List.copyOf(members.values());
  }

  synchronized PoolMember create(String name, Map<String, String> attributes) throws PoolRefusal {
    if (!NAME.matcher(name).matches()) {
      throw invalid(
          "1 validation error detected: Value at 'username' failed to satisfy constraint: Member"
              + " must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    }
    if (members.containsKey(key(name))) {
      throw new PoolRefusal("UsernameExistsException", "User account already exists");
    }
    requireMail(attributes);
    String password = temporaryPassword();
    mail(attributes, name, password);
    Instant now = clock.instant();
    return keep(
        new PoolMember(
            name,
            UUID.randomUUID().toString(),
            attributes,
            List.of(),
            true,
            PoolMember.INVITED,
            hash(password),
            now.plus(temporary),
            now,
            now,
            null));
  }

  /** Invites a person into no group, for tests. */
  public PoolMember invite(String name, Map<String, String> attributes) {
    try {
      return create(name, attributes);
    } catch (PoolRefusal e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** Keeps a person from signing in, for tests. */
  public void disable(String name) {
    try {
      enable(name, false);
    } catch (PoolRefusal e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  synchronized PoolMember inviteAgain(String name) throws PoolRefusal {
    PoolMember member = require(name);
    if (!member.mustChoosePassword()) {
      throw new PoolRefusal(
          "UnsupportedUserStateException",
          "Resend not possible. " + member.name() + " status is not FORCE_CHANGE_PASSWORD");
    }
    String password = temporaryPassword();
    mail(member.attributes(), member.name(), password);
    Instant now = clock.instant();
    return keep(member.withPassword(hash(password), now.plus(temporary), now));
  }

  synchronized void change(String name, Map<String, String> attributes) throws PoolRefusal {
    PoolMember member = require(name);
    requireMail(attributes);
    Map<String, String> both = new TreeMap<>(member.attributes());
    both.putAll(attributes);
    keep(member.with(both, clock.instant()));
  }

  synchronized void join(String name, @Nullable String group) throws PoolRefusal {
    PoolMember member = require(name);
    requireGroup(group);
    Set<String> both = new TreeSet<>(member.groups());
    both.add(String.valueOf(group));
    keep(member.in(List.copyOf(both), clock.instant()));
  }

  synchronized void leave(String name, @Nullable String group) throws PoolRefusal {
    PoolMember member = require(name);
    requireGroup(group);
    List<String> rest = new ArrayList<>(member.groups());
    rest.remove(group);
    keep(member.in(rest, clock.instant()));
  }

  synchronized void enable(String name, boolean enabled) throws PoolRefusal {
    keep(require(name).enabled(enabled, clock.instant()));
  }

  /** Ends the person's sign-ins: tokens issued until now are renewed no more. */
  public synchronized void signOut(String name) {
    PoolMember member = find(name);
    if (member != null) {
      keep(member.signedOut(clock.instant()));
    }
  }

  private PoolMember keep(PoolMember member) {
    members.put(key(member.name()), member);
    if (file != null) {
      try {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, PoolFile.text(List.copyOf(members.values())), UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return member;
  }

  private static void requireMail(Map<String, String> attributes) throws PoolRefusal {
    String mail = attributes.get("email");
    if (mail != null && !MAIL.matcher(mail).matches()) {
      throw invalid("Invalid email address format.");
    }
  }

  private void mail(Map<String, String> attributes, String name, String password)
      throws PoolRefusal {
    Instant now = clock.instant();
    sent.removeIf(time -> !time.plus(Duration.ofDays(1)).isAfter(now));
    if (sent.size() >= MAILS_A_DAY) {
      throw new PoolRefusal(
          "LimitExceededException",
          "Exceeded daily email limit for the operation or the account. If a higher limit is"
              + " required, please configure your user pool to use your own Amazon SES"
              + " configuration for sending email.");
    }
    sent.add(now);
    post.accept(invitations.to(attributes.getOrDefault("email", ""), name, password));
  }

  static PoolRefusal invalid(String sentence) {
    return new PoolRefusal("InvalidParameterException", sentence);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String temporaryPassword() {
    StringBuilder password = new StringBuilder();
    for (String signs : List.of("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz")) {
      for (int i = 0; i < 5; i++) {
        password.append(signs.charAt(RANDOM.nextInt(signs.length())));
      }
    }
    password.append(PASSWORD_SIGNS.charAt(RANDOM.nextInt(PASSWORD_SIGNS.length())));
    return password.append(10 + RANDOM.nextInt(90)).toString();
  }

  private static String hash(String password) {
    byte[] salt = new byte[16];
    RANDOM.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(salt) + "." + base64.encodeToString(derived(password, salt));
  }

  private static boolean isHashOf(String password, String hash) {
    int dot = hash.indexOf('.');
    Base64.Decoder base64 = Base64.getDecoder();
    return MessageDigest.isEqual(
        derived(password, base64.decode(hash.substring(0, dot))),
        base64.decode(hash.substring(dot + 1)));
  }

  private static byte[] derived(String password, byte[] salt) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 2_000, 256))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has PBKDF2", e);
    }
  }
}
