/** One article: its page and its JSON; and the page for what is not there. */
@NullMarked
package bantin.showarticle;

import org.jspecify.annotations.NullMarked;
