@NullMarked
package bantin.snapshot;

import org.jspecify.annotations.NullMarked;
