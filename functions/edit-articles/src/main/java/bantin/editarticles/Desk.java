package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.article.Publication;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.person.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people do with articles, and who may do it when. */
final class Desk {
  /** Publication times sort as text with a year of four digits. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  private final Newsroom newsroom;

  Desk(Newsroom newsroom) {
    this.newsroom = newsroom;
  }

  WorkingCopy create(Manuscript manuscript, Person by, Instant now) {
    WorkingCopy copy = WorkingCopy.draft(manuscript, by.name(), now);
    newsroom.create(copy);
    return copy;
  }

  /**
   * @throws Problem 404 where there is none, 403 where it is somebody else's and the person may not
   *     read those
   */
  WorkingCopy read(ArticleId id, Person by) {
    WorkingCopy copy = newsroom.find(id);
    if (copy == null) {
      throw Problem.notFound("There is no such article on the desk: it may have been deleted.");
    }
    if (!by.mayEditAny() && !copy.createdBy().equals(by.name())) {
      throw Problem.forbidden("This article is somebody else's; a reporter works on their own.");
    }
    return copy;
  }

  /**
   * Those in a state, last changed first.
   *
   * @param word a state, {@code scheduled}, or null for all
   */
  List<WorkingCopy> list(
      @Nullable String word, int limit, @Nullable Instant before, Person by, Instant now) {
    List<WorkingCopy> found = new ArrayList<>();
    for (State state : states(word)) {
      for (WorkingCopy copy : newsroom.list(state, limit, before)) {
        if (word == null || copy.word(now).equals(word)) {
          found.add(copy);
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparing(WorkingCopy::savedAt).reversed())
        .limit(limit)
        .toList();
  }

  private static List<State> states(@Nullable String word) {
    if (word == null) {
      return List.of(State.values());
    }
    if (word.equals("scheduled")) {
      return List.of(State.PUBLISHED);
    }
    for (State state : State.values()) {
      if (state.word().equals(word)) {
        return List.of(state);
      }
    }
    throw Problem.badRequest(
        "state: Ask for draft, submitted, published, scheduled or withdrawn, or leave it out.");
  }

  WorkingCopy save(ArticleId id, long version, Manuscript manuscript, Person by, Instant now) {
    WorkingCopy copy = mine(id, version, by);
    WorkingCopy next = copy.saved(manuscript, by.name(), now);
    newsroom.save(copy, next);
    return next;
  }

  WorkingCopy submit(ArticleId id, long version, Person by, Instant now) {
    WorkingCopy copy = mine(id, version, by);
    if (copy.state() == State.PUBLISHED) {
      throw Problem.conflict("It is published already: there is nothing to hand in.");
    }
    requireComplete(copy.manuscript());
    WorkingCopy next = copy.submitted(by.name(), now);
    newsroom.save(copy, next);
    return next;
  }

  /**
   * @param at null for now, or for the time it was published at before
   * @param until null for no end
   */
  WorkingCopy publish(
      ArticleId id,
      long version,
      @Nullable Instant at,
      @Nullable Instant until,
      Person by,
      Instant now) {
    by.requirePublisher("Publishing and withdrawing is for editors: hand the article in.");
    WorkingCopy copy = current(id, version, by);
    requireComplete(copy.manuscript());
    Instant from = at == null ? unlessGiven(copy, now) : at.truncatedTo(ChronoUnit.MILLIS);
    if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
      throw Problem.badRequest("at: Give a time between 1900 and 9000.").with("field", "at");
    }
    if (until != null && (!until.isAfter(from) || until.isAfter(LATEST))) {
      throw Problem.badRequest("until: The end must come after the beginning.")
          .with("field", "until");
    }
    Publication publication = new Publication(from, until);
    WorkingCopy next = copy.published(publication, by.name(), now);
    newsroom.publish(copy, next, publication);
    return next;
  }

  /** A correction keeps the time that readers know; what was only planned appears now. */
  private static Instant unlessGiven(WorkingCopy copy, Instant now) {
    Publication before = copy.publication();
    return before == null || before.isScheduled(now)
        ? now.truncatedTo(ChronoUnit.MILLIS)
        : before.at();
  }

  WorkingCopy withdraw(ArticleId id, long version, String notice, Person by, Instant now) {
    by.requirePublisher("Publishing and withdrawing is for editors: hand the article in.");
    WorkingCopy copy = current(id, version, by);
    if (copy.state() != State.PUBLISHED) {
      throw Problem.conflict("It is not published: there is nothing to withdraw.");
    }
    WorkingCopy next = copy.withdrawn(notice, by.name(), now);
    newsroom.withdraw(copy, next);
    return next;
  }

  void delete(ArticleId id, long version, Person by) {
    WorkingCopy copy = mine(id, version, by);
    if (copy.state() == State.PUBLISHED) {
      throw Problem.conflict("It is published: withdraw it before you delete it.");
    }
    newsroom.delete(copy);
  }

  /** An article that this person may change. */
  private WorkingCopy mine(ArticleId id, long version, Person by) {
    WorkingCopy copy = current(id, version, by);
    if (!by.mayEditAny() && copy.state() != State.DRAFT && copy.state() != State.SUBMITTED) {
      throw Problem.forbidden("It has been published: only an editor may change it now.");
    }
    return copy;
  }

  private WorkingCopy current(ArticleId id, long version, Person by) {
    WorkingCopy copy = read(id, by);
    if (copy.version() != version) {
      throw new StaleVersion(copy);
    }
    return copy;
  }

  private static void requireComplete(Manuscript manuscript) {
    List<String> missing = manuscript.missing();
    if (!missing.isEmpty()) {
      var names = Json.array();
      missing.forEach(names::add);
      throw Problem.unprocessable(
              "Before others may read it, fill in: " + String.join(", ", missing) + ".")
          .with("missing", names);
    }
  }
}
