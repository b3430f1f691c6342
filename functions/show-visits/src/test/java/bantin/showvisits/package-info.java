@NullMarked
package bantin.showvisits;

import org.jspecify.annotations.NullMarked;
