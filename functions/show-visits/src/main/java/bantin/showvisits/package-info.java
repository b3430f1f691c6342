/** Shows the numbers of the visit box and of an article, and the most read articles. */
@NullMarked
package bantin.showvisits;

import org.jspecify.annotations.NullMarked;
