package bantin.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An article as the public may read it.
 *
 * @param body sanitised HTML, safe to show as it is
 * @param source where it was taken from, if it was
 * @param updatedAt when this text was published
 */
public record Article(Headline headline, String body, @Nullable String source, Instant updatedAt) {}
