/** Manuscripts: the text of an article, and the rules for it wherever it comes from. */
@NullMarked
package bantin.manuscript;

import org.jspecify.annotations.NullMarked;
