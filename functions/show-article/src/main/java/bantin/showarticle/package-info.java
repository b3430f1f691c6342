/** One article: its page and its JSON, and the page for unknown addresses. */
@NullMarked
package bantin.showarticle;

import org.jspecify.annotations.NullMarked;
