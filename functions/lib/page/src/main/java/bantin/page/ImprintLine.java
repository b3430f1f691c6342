package bantin.page;

import org.jspecify.annotations.Nullable;

/**
 * Line at the foot of a page.
 *
 * @param label name of the line's content in the reader's language; empty where the text says it
 * @param address address that the text links to, such as {@code mailto:tin@xa.example}; null where
 *     it is no link
 */
public record ImprintLine(String label, String text, @Nullable String address) {}
