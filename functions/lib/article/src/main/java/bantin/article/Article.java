package bantin.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Article as the public may read it.
 *
 * @param body sanitised HTML, safe to show as it is
 * @param source source of the text; null where it is the site's own
 * @param updatedAt time when this text was published
 */
public record Article(Headline headline, String body, @Nullable String source, Instant updatedAt) {}
