package bantin.photo;

import java.time.Instant;
import java.util.Set;

/**
 * A photo in the newsroom.
 *
 * @param name of the file it was, on its owner's disk
 * @param type as its owner's browser called it
 * @param size in bytes, as announced
 * @param why a code and a sentence where it was refused, otherwise empty
 * @param width in pixels, of the upright original; 0 until it is ready
 * @param height in pixels, of the upright original; 0 until it is ready
 * @param original {@link ContentHash} of the one upload that is made into files; empty until then
 * @param content {@link ContentHash} of the files for readers in ascending width; empty until ready
 * @param usedBy the articles that ever held it
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
    Set<String> usedBy) {
  public Photo {
    usedBy = Set.copyOf(usedBy);
  }

  /** What has become of the upload. */
  public enum State {
    /** It is not there yet, or not looked at. */
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

  /** Just announced. */
  public static Photo announced(
      PhotoId id, String name, String type, long size, Instant savedAt, String savedBy) {
    return new Photo(
        id, name, type, size, State.WAITING, savedAt, savedBy, "", 0, 0, "", "", Set.of());
  }
}
