/** Tests of the benches. */
@NullMarked
package bantin.bench;

import org.jspecify.annotations.NullMarked;
