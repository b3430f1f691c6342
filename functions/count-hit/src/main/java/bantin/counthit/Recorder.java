package bantin.counthit;

import bantin.item.Attributes;
import bantin.visit.DroppedHit;
import bantin.visit.DroppedHit.Reason;
import bantin.visit.Fact;
import bantin.visit.Opinion;
import bantin.visit.Session;
import bantin.visit.SiteDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Writes facts into {@code Visits}, each with one UpdateItem. Every write states a fact, so writing
 * it again changes nothing.
 */
final class Recorder {
  /** Greatest number of tries to merge a late hit. More collisions are an error. */
  private static final int MAX_TRIES = 20;

  private final DynamoDbClient db;
  private final String table;
  private final SiteDays days;

  Recorder(DynamoDbClient db, String table, SiteDays days) {
    this.db = db;
    this.table = table;
    this.days = days;
  }

  /**
   * Records a hit in its session's item.
   *
   * @param time time at which the API received it, the same for every delivery
   * @return the session before it, and the reason why the hit is not counted
   */
  Recorded record(Hit hit, Instant time) {
    LocalDate day = days.of(time);
    Change change = inOrder(hit, time, day);
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Written written = write(Session.key(day, hit.session()), change);
      if (written.isDone()) {
        return new Recorded(change.reason, hit.wantsNumbers() ? session(written.old()) : null);
      }
      Session session = session(written.old());
      change = session == null ? inOrder(hit, time, day) : merged(hit, time, session);
      if (change.isEmpty()) {
        return new Recorded(change.reason, session);
      }
    }
    throw new IllegalStateException("The session's item changed under " + MAX_TRIES + " tries");
  }

  /**
   * Outcome of a hit.
   *
   * @param reason why it is not counted; null where it is
   * @param before the session's item as it was; null where it is new, or the hit wants no numbers
   */
  record Recorded(@Nullable Reason reason, @Nullable Session before) {}

  private static @Nullable Session session(Map<String, AttributeValue> item) {
    return item.isEmpty() ? null : (Session) Fact.of(item);
  }

  /** The session's item after the hit, by the same rule as the writes. */
  Session after(@Nullable Session before, Hit hit, Instant time) {
    SortedMap<Integer, Session.Stretch> views = new TreeMap<>();
    Set<String> articles = new HashSet<>();
    Map<String, Opinion> opinions = new HashMap<>();
    Instant seen = time;
    if (before != null) {
      views.putAll(before.views());
      articles.addAll(before.articles());
      opinions.putAll(before.opinions());
      seen = time.isAfter(before.seen()) ? time : before.seen();
    }
    if (hit.view()) {
      views.merge(
          Session.halfHour(days, time),
          new Session.Stretch(time, time),
          (old, now) ->
              new Session.Stretch(
                  time.isBefore(old.first()) ? time : old.first(),
                  time.isAfter(old.last()) ? time : old.last()));
    }
    String article = hit.opened();
    if (article != null && articles.size() < Session.MAX_ARTICLES) {
      articles.add(article);
    }
    Opinion opinion = hit.opinion(time);
    if (article != null && opinion != null && articles.contains(article)) {
      opinions.merge(article, opinion, (old, now) -> now.follows(old) ? now : old);
    }
    return new Session(days.of(time), hit.session(), seen, views, articles, opinions);
  }

  /**
   * Write for the usual case, without a read: the hit is the session's latest, and its articles are
   * within the limit.
   */
  private Change inOrder(Hit hit, Instant time, LocalDate day) {
    Change change = new Change(null);
    change.set(Session.SEEN, Attributes.millis(time));
    change.set(Session.EXPIRES, Attributes.seconds(Session.expires(days, day)));
    change.require("attribute_not_exists(#seen) OR #seen <= :seen");
    if (hit.view()) {
      int halfHour = Session.halfHour(days, time);
      change.setOnce(Session.first(halfHour), Attributes.millis(time));
      change.set(Session.last(halfHour), Attributes.millis(time));
    }
    String article = hit.opened();
    if (article != null) {
      change.addArticle(article);
      Opinion opinion = hit.opinion(time);
      if (opinion != null) {
        String name = Session.opinion(article);
        change.set(name, opinion.number());
        change.require("attribute_not_exists(#" + name + ") OR #" + name + " <= :" + name);
      }
    }
    return change;
  }

  /** Write for a late hit, or for one article too many: only the facts that the session lacks. */
  private Change merged(Hit hit, Instant time, Session session) {
    String article = hit.opened();
    boolean opens = article != null && !session.articles().contains(article);
    boolean tooMany = opens && session.articles().size() >= Session.MAX_ARTICLES;
    Change change = new Change(tooMany ? Reason.ARTICLES : null);
    if (time.isAfter(session.seen())) {
      change.replace(Session.SEEN, session.seen(), time);
    }
    if (hit.view()) {
      int halfHour = Session.halfHour(days, time);
      Session.Stretch views = session.in(halfHour);
      if (views == null || time.isBefore(views.first())) {
        change.replace(Session.first(halfHour), views == null ? null : views.first(), time);
      }
      if (views == null || time.isAfter(views.last())) {
        change.replace(Session.last(halfHour), views == null ? null : views.last(), time);
      }
    }
    if (article != null && opens && !tooMany) {
      change.addArticle(article);
    }
    Opinion opinion = hit.opinion(time);
    if (article != null && opinion != null && !tooMany) {
      Opinion old = session.opinions().get(article);
      if (old == null || opinion.follows(old)) {
        change.replace(
            Session.opinion(article), old == null ? null : old.number(), opinion.number());
      }
    }
    return change;
  }

  /**
   * Sends the usual write with a condition that no item meets, so that nothing is written.
   *
   * @throws IllegalStateException where it was written after all
   */
  void rehearse(Hit hit, Instant time) {
    LocalDate day = days.of(time);
    Change change = inOrder(hit, time, day);
    change.require("attribute_exists(#seen) AND attribute_not_exists(#seen)");
    if (write(Session.key(day, hit.session()), change).isDone()) {
      throw new IllegalStateException("A rehearsed hit was written");
    }
  }

  /** Records that a hit was dropped. */
  void recordDropped(Reason reason, Instant time, String requestId) {
    Change change = new Change(reason);
    change.set(Session.EXPIRES, Attributes.seconds(DroppedHit.expires(time)));
    write(DroppedHit.key(days.of(time), reason, requestId), change);
  }

  /**
   * Outcome of a write.
   *
   * @param isDone false where the item failed the conditions
   * @param old the item before the write, or the one that failed; empty where there was none
   */
  private record Written(boolean isDone, Map<String, AttributeValue> old) {}

  /** Writes a change. The item as it was comes with the answer, and costs nothing. */
  private Written write(Map<String, AttributeValue> key, Change change) {
    try {
      return new Written(
          true,
          db.updateItem(
                  update ->
                      update
                          .tableName(table)
                          .key(key)
                          .updateExpression(change.expression())
                          .conditionExpression(change.condition())
                          .expressionAttributeNames(change.names)
                          .expressionAttributeValues(change.values)
                          .returnValues(ReturnValue.ALL_OLD)
                          .returnValuesOnConditionCheckFailure(
                              ReturnValuesOnConditionCheckFailure.ALL_OLD))
              .attributes());
    } catch (ConditionalCheckFailedException e) {
      return new Written(false, e.item());
    }
  }

  /** Parts of an UpdateItem. */
  private static final class Change {
    private final @Nullable Reason reason;
    private final List<String> sets = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private String add = "";

    /**
     * @param reason reason why the hit is not counted although these facts are kept; null where it
     *     is counted
     */
    Change(@Nullable Reason reason) {
      this.reason = reason;
    }

    void set(String name, AttributeValue value) {
      sets.add("#" + name + " = :" + name);
      put(name, value);
    }

    void setOnce(String name, AttributeValue value) {
      sets.add("#" + name + " = if_not_exists(#" + name + ", :" + name + ")");
      put(name, value);
    }

    /** Replaces a time, on condition that the old one, or none, still stands. */
    void replace(String name, @Nullable Instant old, Instant time) {
      replace(name, old == null ? null : Attributes.millis(old), Attributes.millis(time));
    }

    void replace(String name, @Nullable AttributeValue old, AttributeValue value) {
      set(name, value);
      if (old == null) {
        require("attribute_not_exists(#" + name + ")");
      } else {
        values.put(":old" + name, old);
        require("#" + name + " = :old" + name);
      }
    }

    void addArticle(String article) {
      add = " ADD #articles :articles";
      put(Session.ARTICLES, AttributeValue.fromSs(List.of(article)));
      values.put(":article", AttributeValue.fromS(article));
      values.put(":maximum", AttributeValue.fromN(Integer.toString(Session.MAX_ARTICLES)));
      require(
          "attribute_not_exists(#articles) OR contains(#articles, :article)"
              + " OR size(#articles) < :maximum");
    }

    private void put(String name, AttributeValue value) {
      names.put("#" + name, name);
      values.put(":" + name, value);
    }

    void require(String condition) {
      conditions.add("(" + condition + ")");
    }

    boolean isEmpty() {
      return sets.isEmpty() && add.isEmpty();
    }

    String expression() {
      return (sets.isEmpty() ? "" : "SET " + String.join(", ", sets)) + add;
    }

    @Nullable String condition() {
      return conditions.isEmpty() ? null : String.join(" AND ", conditions);
    }
  }
}
