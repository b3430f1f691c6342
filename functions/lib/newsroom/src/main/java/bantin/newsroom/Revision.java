package bantin.newsroom;

import bantin.manuscript.Manuscript;
import java.time.Instant;
import java.util.SortedMap;

/**
 * Version as it was saved: its text, with the person, action and time.
 *
 * @param from version it was made of, 0 for the first
 * @param action word of an {@link Action}
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
