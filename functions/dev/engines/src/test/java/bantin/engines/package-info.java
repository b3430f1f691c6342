@NullMarked
package bantin.engines;

import org.jspecify.annotations.NullMarked;
