@NullMarked
package bantin.desk;

import org.jspecify.annotations.NullMarked;
