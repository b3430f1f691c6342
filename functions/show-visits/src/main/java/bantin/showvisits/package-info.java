/** Shows the numbers: of the visit box, of an article, and of the most read. */
@NullMarked
package bantin.showvisits;

import org.jspecify.annotations.NullMarked;
