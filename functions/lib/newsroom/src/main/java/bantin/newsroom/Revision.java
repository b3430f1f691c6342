package bantin.newsroom;

import bantin.manuscript.Manuscript;
import java.time.Instant;
import java.util.SortedMap;

/**
 * A version as it was saved: what was written, and who did what to it when.
 *
 * @param from the version it was made of, 0 for the first
 * @param action a word of {@link Action}
 * @param photos {@link Photo#content} by id, of its photos that were ready; empty in old revisions
 */
public record Revision(
    long version,
    long from,
    String action,
    String savedBy,
    Instant savedAt,
    Manuscript manuscript,
    SortedMap<String, String> photos) {}
