package bantin.newsroom;

import bantin.article.Publication;

/**
 * Version that readers see until a scheduled one takes its place.
 *
 * @param publication time in which it is shown, as if no other version came
 */
public record Standing(Publication publication, long version) {}
