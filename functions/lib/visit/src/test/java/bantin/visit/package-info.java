@NullMarked
package bantin.visit;

import org.jspecify.annotations.NullMarked;
