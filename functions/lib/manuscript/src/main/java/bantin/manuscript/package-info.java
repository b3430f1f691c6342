/** What people write of an article, and the rules that it keeps wherever it comes from. */
@NullMarked
package bantin.manuscript;

import org.jspecify.annotations.NullMarked;
