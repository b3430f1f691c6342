@NullMarked
package bantin.log;

import org.jspecify.annotations.NullMarked;
