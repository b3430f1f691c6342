package bantin.newsroom;

import bantin.photo.AttachmentType;
import bantin.photo.ContentHash;
import bantin.photo.PhotoId;
import bantin.photo.PhotoKeys;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Photo or attachment in the newsroom. An attachment has no pixels.
 *
 * @param name name of the file on its owner's disk
 * @param type media type, as its owner's browser named it
 * @param size in bytes, as announced
 * @param why code and sentence of the refusal; empty where there is none
 * @param width in pixels, of the upright original; 0 until it is ready
 * @param height in pixels, of the upright original; 0 until it is ready
 * @param original {@link ContentHash} of the upload that the files are made of; empty until then
 * @param content {@link ContentHash} of the files for readers in ascending width, the WebP files
 *     last; empty until ready
 * @param webp whether it has WebP files and the width for phones; older photos have JPEG files of
 *     three widths only
 * @param small whether it has the small renditions for lists, too
 * @param usedBy articles that ever held it
 */
public record Photo(
    PhotoId id,
    String name,
    String type,
    long size,
    State state,
    Instant savedAt,
    String savedBy,
    String why,
    int width,
    int height,
    String original,
    String content,
    boolean webp,
    boolean small,
    Set<String> usedBy) {
  public Photo {
    usedBy = Set.copyOf(usedBy);
  }

  /** State of the upload. */
  public enum State {
    /** The upload is not there yet, or not checked yet. */
    WAITING("waiting"),
    READY("ready"),
    REFUSED("refused");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Photo that was just announced. */
  public static Photo announced(
      PhotoId id, String name, String type, long size, Instant savedAt, String savedBy) {
    return new Photo(
        id,
        name,
        type,
        size,
        State.WAITING,
        savedAt,
        savedBy,
        "",
        0,
        0,
        "",
        "",
        false,
        false,
        Set.of());
  }

  /** Type of the attachment; null where it is a photo. */
  public @Nullable AttachmentType attachment() {
    return AttachmentType.ofMediaType(type);
  }

  /** {@link #content} by id, of the photos that are ready. */
  public static SortedMap<String, String> contents(Collection<Photo> photos) {
    SortedMap<String, String> contents = new TreeMap<>();
    for (Photo photo : photos) {
      if (!photo.content().isEmpty()) {
        contents.put(photo.id().value(), photo.content());
      }
    }
    return contents;
  }

  /** Ids of the photos that have the small renditions. */
  static Set<PhotoId> small(Collection<Photo> photos) {
    return photos.stream().filter(Photo::small).map(Photo::id).collect(Collectors.toSet());
  }

  /** Address by which articles name it. It tells readers' pages which renditions there are. */
  public String url() {
    AttachmentType attachment = attachment();
    if (attachment != null) {
      return "/" + PhotoKeys.attachment(id, attachment);
    }
    return webp ? id.phoneUrl() : id.url();
  }
}
