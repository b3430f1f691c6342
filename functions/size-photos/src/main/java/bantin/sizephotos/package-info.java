/** Looks at what was uploaded, and makes of it what readers see. */
@NullMarked
package bantin.sizephotos;

import org.jspecify.annotations.NullMarked;
