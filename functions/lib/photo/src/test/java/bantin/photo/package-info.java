@NullMarked
package bantin.photo;

import org.jspecify.annotations.NullMarked;
