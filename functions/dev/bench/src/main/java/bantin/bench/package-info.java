/** Benches that print figures. No build depends on them. */
@NullMarked
package bantin.bench;

import org.jspecify.annotations.NullMarked;
