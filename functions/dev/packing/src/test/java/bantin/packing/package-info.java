@NullMarked
package bantin.packing;

import org.jspecify.annotations.NullMarked;
