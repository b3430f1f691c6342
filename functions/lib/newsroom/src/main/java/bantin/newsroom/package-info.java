/** Working copies and revisions, and how the {@code Newsroom} table holds them. */
@NullMarked
package bantin.newsroom;

import org.jspecify.annotations.NullMarked;
