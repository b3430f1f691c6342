package bantin.newsroom;

import bantin.photo.PhotoId;
import java.time.Instant;

/**
 * File that a person announced, to make a draft of it.
 *
 * @param name name of the file on its owner's disk; the ending tells its type
 * @param size in bytes, as announced
 */
public record SentFile(PhotoId id, String name, long size, Instant savedAt, String savedBy) {}
