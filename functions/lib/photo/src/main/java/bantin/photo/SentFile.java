package bantin.photo;

import java.time.Instant;

/**
 * A file that somebody announced, to make a draft of.
 *
 * @param name of the file it was, on its owner's disk; its ending says what it is
 * @param size in bytes, as announced
 */
public record SentFile(PhotoId id, String name, long size, Instant savedAt, String savedBy) {}
