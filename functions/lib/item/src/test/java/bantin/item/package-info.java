@NullMarked
package bantin.item;

import org.jspecify.annotations.NullMarked;
