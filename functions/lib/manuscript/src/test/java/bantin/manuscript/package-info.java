@NullMarked
package bantin.manuscript;

import org.jspecify.annotations.NullMarked;
