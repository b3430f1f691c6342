package bantin.editarticles;

import bantin.article.ArticleId;
import bantin.article.Publication;
import bantin.article.Section;
import bantin.article.SiteSettings;
import bantin.http.Json;
import bantin.http.Problem;
import bantin.http.RequestReasons;
import bantin.http.Text;
import bantin.manuscript.Manuscript;
import bantin.newsroom.Action;
import bantin.newsroom.Bylines;
import bantin.newsroom.Newsroom;
import bantin.newsroom.Photo;
import bantin.newsroom.Revision;
import bantin.newsroom.StaleVersion;
import bantin.newsroom.Standing;
import bantin.newsroom.State;
import bantin.newsroom.WorkingCopy;
import bantin.person.Person;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Actions on articles, with the rules for each role and state. */
final class Desk {
  private static final Text FOR_EDITORS =
      new Text(
          "Publishing and withdrawing is for editors: hand the article in.",
          "Chỉ biên tập viên được đăng và gỡ bài: hãy gửi duyệt.");

  private static final Text FOR_ADMINISTRATORS =
      new Text("Pages are for administrators.", "Chỉ quản trị viên được viết trang cố định.");

  /** Earliest publication time. Times sort as text, so a year has four digits. */
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

  private static final Duration PREVIEW = Duration.ofDays(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Newsroom newsroom;
  private final UsedPhotos photos;
  private final Bylines bylines;
  private final SiteSettings settings;

  Desk(Newsroom newsroom, UsedPhotos photos, Bylines bylines, SiteSettings settings) {
    this.newsroom = newsroom;
    this.photos = photos;
    this.bylines = bylines;
    this.settings = settings;
  }

  /**
   * Creates a draft. A request that is sent again, because its answer was lost, finds the draft
   * that it created and saves its text there. Where that draft is in the trash by now, it creates
   * another.
   *
   * @param key the same for each attempt of a request; null where the client gives none
   * @throws StaleVersion if the draft of this key was saved again meanwhile
   */
  WorkingCopy create(Manuscript manuscript, @Nullable String key, Person by, Instant now) {
    requireWriter(manuscript, by);
    ArticleId id = key == null ? ArticleId.random() : ArticleId.of(by.name(), key);
    WorkingCopy copy = WorkingCopy.draft(id, manuscript, by.name(), now);
    List<Photo> shown = photos.note(id, manuscript.body());
    WorkingCopy before = newsroom.create(copy, Photo.contents(shown));
    if (before == null) {
      return copy;
    } else if (before.state() == State.TRASH) {
      return create(manuscript, null, by, now);
    } else if (before.manuscript().equals(manuscript)) {
      return before;
    }
    return save(id, copy.version(), manuscript, by, now);
  }

  /**
   * @throws Problem 404 where there is no such article, 403 where it is another person's and the
   *     reader is a reporter
   */
  WorkingCopy read(ArticleId id, Person by) {
    WorkingCopy copy = newsroom.find(id);
    if (copy == null) {
      throw DeskReasons.NO_ARTICLE.problem();
    }
    requireOwn(copy, by);
    return copy;
  }

  private static void requireOwn(WorkingCopy copy, Person by) {
    if (!by.mayEditAny() && !copy.createdBy().equals(by.name())) {
      throw DeskReasons.NOT_YOURS.problem();
    }
  }

  /**
   * Lists the asked working copies and one more, last changed first. A reporter's list holds their
   * own articles, as {@link #read} does.
   */
  List<WorkingCopy> list(DeskQuery query, Person by, Instant now) {
    int limit = query.limit() + 1;
    String createdBy = query.mine() || !by.mayEditAny() ? by.name() : null;
    List<WorkingCopy> found = new ArrayList<>();
    for (State state : states(query.state())) {
      found.addAll(
          newsroom.list(state, limit, query.before(), createdBy, copy -> query.wants(copy, now)));
    }
    return found.stream()
        .sorted(Comparator.comparing(WorkingCopy::savedAt).reversed())
        .limit(limit)
        .toList();
  }

  private static List<State> states(@Nullable String word) {
    if (word == null) {
      return List.of(State.DRAFT, State.SUBMITTED, State.PUBLISHED, State.WITHDRAWN);
    }
    if (word.equals("scheduled")) {
      return List.of(State.PUBLISHED);
    }
    for (State state : State.values()) {
      if (state.word().equals(word)) {
        return List.of(state);
      }
    }
    throw RequestReasons.invalid(
        "state",
        new Text(
            "Ask for draft, submitted, published, scheduled, withdrawn or trash, or leave it out.",
            "Hãy hỏi draft, submitted, published, scheduled, withdrawn hoặc trash, hoặc bỏ"
                + " trống."));
  }

  WorkingCopy save(ArticleId id, long version, Manuscript manuscript, Person by, Instant now) {
    WorkingCopy copy = mine(id, version, by);
    requireWriter(manuscript, by);
    List<Photo> shown = photos.note(id, manuscript.body());
    Publication publication = copy.publication();
    if (publication != null
        && publication.isScheduled(now)
        && missing(manuscript, now).isEmpty()
        && waiting(shown).isEmpty()) {
      WorkingCopy next = copy.corrected(manuscript, by.name(), now);
      publish(copy, next, publication, Action.SAVED, shown);
      return next;
    }
    WorkingCopy next = copy.saved(manuscript, by.name(), now);
    newsroom.save(copy, next, Action.SAVED, Photo.contents(shown));
    return next;
  }

  private void publish(
      WorkingCopy before,
      WorkingCopy after,
      Publication publication,
      Action action,
      List<Photo> shown) {
    if (after.standing() == null) {
      newsroom.publish(before, after, publication, action, shown);
    } else {
      newsroom.replaceLater(before, after, action, shown);
    }
  }

  /** Version that readers go on seeing while another is scheduled; null where none is public. */
  private static @Nullable Standing standing(WorkingCopy copy, Instant now) {
    Publication publication = copy.publication();
    if (publication == null) {
      return null;
    } else if (publication.isScheduled(now)) {
      return copy.standing();
    }
    return publication.isOn(now) ? new Standing(publication, copy.publishedVersion()) : null;
  }

  WorkingCopy submit(ArticleId id, long version, Person by, Instant now) {
    WorkingCopy copy = mine(id, version, by);
    if (copy.state() == State.PUBLISHED) {
      throw DeskReasons.ALREADY_PUBLISHED.problem();
    }
    requireComplete(copy.manuscript(), now);
    WorkingCopy next = copy.submitted(by.name(), now);
    newsroom.save(copy, next, Action.SUBMITTED, photos.contents(copy.manuscript().body()));
    bylines.note(copy.manuscript().authors());
    return next;
  }

  /**
   * @param at null for now, or for the earlier publication time
   * @param end null for no end
   */
  WorkingCopy publish(
      ArticleId id,
      long version,
      @Nullable Instant at,
      @Nullable Instant end,
      Person by,
      Instant now) {
    by.requirePublisher(FOR_EDITORS);
    WorkingCopy copy = current(id, version, by);
    requireComplete(copy.manuscript(), now);
    Instant from = at == null ? unlessGiven(copy, now) : at.truncatedTo(ChronoUnit.MILLIS);
    if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
      throw RequestReasons.invalid(
          "at",
          new Text(
              "Give a time between 1900 and 9000.", "Hãy ghi thời điểm từ năm 1900 đến 9000."));
    }
    if (end != null && copy.manuscript().section().equals(Section.PAGES)) {
      throw RequestReasons.invalid(
          "until",
          new Text("A page has no end: withdraw it.", "Trang cố định không có hạn: hãy gỡ trang."));
    }
    Instant until = end == null ? null : end.truncatedTo(ChronoUnit.MILLIS);
    if (until != null && (!until.isAfter(from) || until.isAfter(LATEST))) {
      throw RequestReasons.invalid(
          "until",
          new Text(
              "The end must come after the beginning.",
              "Thời điểm kết thúc phải sau lúc bắt đầu."));
    }
    Publication publication = new Publication(from, until);
    List<Photo> shown = photos.in(copy.manuscript().body());
    requireSettled(shown);
    boolean isScheduled = publication.isScheduled(now);
    Standing standing = isScheduled ? standing(copy, now) : null;
    WorkingCopy next =
        standing == null
            ? copy.published(publication, by.name(), now)
            : copy.scheduled(publication, standing, by.name(), now);
    publish(copy, next, publication, isScheduled ? Action.SCHEDULED : Action.PUBLISHED, shown);
    bylines.note(copy.manuscript().authors());
    return next;
  }

  /**
   * Publication time where none was given. A correction keeps the time that readers know, also
   * after a withdrawal; a scheduled article appears now.
   */
  private static Instant unlessGiven(WorkingCopy copy, Instant now) {
    Publication before = copy.publication();
    Standing standing = copy.standing();
    Instant first = copy.firstAt();
    if (before != null && !before.isScheduled(now)) {
      return before.at();
    } else if (standing != null) {
      return standing.publication().at();
    }
    return first == null ? now.truncatedTo(ChronoUnit.MILLIS) : first;
  }

  /** Withdraws a public article, or takes back a scheduled version. */
  WorkingCopy withdraw(ArticleId id, long version, String notice, Person by, Instant now) {
    by.requirePublisher(FOR_EDITORS);
    WorkingCopy copy = current(id, version, by);
    if (copy.state() != State.PUBLISHED) {
      throw DeskReasons.NOT_PUBLISHED.problem();
    }
    Publication publication = copy.publication();
    if (publication != null && publication.isScheduled(now)) {
      WorkingCopy next = copy.cancelled(by.name(), now);
      newsroom.cancel(copy, next, photos.contents(copy.manuscript().body()));
      return next;
    }
    if (copy.manuscript().section().equals(Section.PAGES) && settings.current().links(id)) {
      throw DeskReasons.PAGE_LINKED.problem();
    }
    WorkingCopy next = copy.withdrawn(notice, by.name(), now);
    newsroom.withdraw(copy, next, photos.contents(copy.manuscript().body()));
    return next;
  }

  void delete(ArticleId id, long version, Person by, Instant now) {
    WorkingCopy copy = mine(id, version, by);
    if (copy.state() == State.PUBLISHED) {
      throw DeskReasons.STILL_PUBLISHED.problem();
    }
    newsroom.delete(copy, copy.deleted(by.name(), now), photos.contents(copy.manuscript().body()));
  }

  /** Brings an article back from the trash, as a draft. */
  WorkingCopy restore(ArticleId id, long version, Person by, Instant now) {
    WorkingCopy copy = newsroom.findEvenInTrash(id, now);
    if (copy == null) {
      throw DeskReasons.NO_ARTICLE.problem();
    }
    requireOwn(copy, by);
    requireWriter(copy.manuscript(), by);
    if (copy.version() != version) {
      throw new StaleVersion(copy);
    }
    if (copy.state() != State.TRASH) {
      throw DeskReasons.NOT_IN_TRASH.problem();
    }
    WorkingCopy next = copy.restored(by.name(), now);
    newsroom.save(copy, next, Action.RESTORED, photos.contents(copy.manuscript().body()));
    return next;
  }

  /**
   * Versions of an article, latest first. Only editors see versions of a deleted article, from
   * which they may make a new one.
   */
  List<Revision> revisions(ArticleId id, long before, int limit, Person by) {
    requireReader(id, by);
    return newsroom.revisions(id, before, limit);
  }

  Revision revision(ArticleId id, long version, Person by) {
    requireReader(id, by);
    Revision revision = newsroom.revision(id, version);
    if (revision == null) {
      throw DeskReasons.NO_VERSION.problem();
    }
    return revision;
  }

  private void requireReader(ArticleId id, Person by) {
    if (by.mayEditAny() && newsroom.find(id) == null && !newsroom.revisions(id, 0, 1).isEmpty()) {
      return;
    }
    read(id, by);
  }

  /**
   * Shows the working copy under an address of its own.
   *
   * @param token random text of the address
   * @param until end of the preview
   */
  record Preview(String token, Instant until) {}

  Preview preview(ArticleId id, Person by, Instant now) {
    WorkingCopy copy = read(id, by);
    Publication publication = copy.publication();
    Publication shown = new Publication(publication == null ? now : publication.at(), null);
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Instant until = now.plus(PREVIEW);
    newsroom.preview(token, copy.article(shown, Set.of()), until);
    return new Preview(token, until);
  }

  private static void requireWriter(Manuscript manuscript, Person by) {
    if (manuscript.section().equals(Section.PAGES)) {
      by.requireAdministrator(FOR_ADMINISTRATORS);
    }
  }

  /** Reads an article that this person may change. */
  private WorkingCopy mine(ArticleId id, long version, Person by) {
    WorkingCopy copy = current(id, version, by);
    if (!by.mayEditAny() && copy.state() != State.DRAFT && copy.state() != State.SUBMITTED) {
      throw DeskReasons.PUBLISHED_FOR_EDITORS.problem();
    }
    return copy;
  }

  private WorkingCopy current(ArticleId id, long version, Person by) {
    WorkingCopy copy = read(id, by);
    requireWriter(copy.manuscript(), by);
    if (copy.version() != version) {
      throw new StaleVersion(copy);
    }
    return copy;
  }

  /** Refuses photos whose upload may still arrive, because nobody can have approved them. */
  private static void requireSettled(List<Photo> photos) {
    ArrayNode waiting = waiting(photos);
    if (!waiting.isEmpty()) {
      throw DeskReasons.PHOTOS_WAITING.problem().with("photos", waiting);
    }
  }

  private static ArrayNode waiting(List<Photo> photos) {
    ArrayNode waiting = Json.array();
    for (Photo photo : photos) {
      if (photo.state() == Photo.State.WAITING) {
        waiting.add(photo.id().value());
      }
    }
    return waiting;
  }

  private List<String> missing(Manuscript manuscript, Instant now) {
    List<String> missing = new ArrayList<>(manuscript.missing());
    String section = manuscript.section();
    // The site may have removed the section since.
    if (!section.isEmpty() && !settings.with(section, now).hasPlace(section)) {
      missing.add("section");
    }
    return missing;
  }

  private void requireComplete(Manuscript manuscript, Instant now) {
    List<String> missing = missing(manuscript, now);
    if (!missing.isEmpty()) {
      var names = Json.array();
      missing.forEach(names::add);
      throw DeskReasons.INCOMPLETE.problem(String.join(", ", missing)).with("missing", names);
    }
  }
}
