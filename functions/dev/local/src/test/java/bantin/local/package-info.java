@NullMarked
package bantin.local;

import org.jspecify.annotations.NullMarked;
