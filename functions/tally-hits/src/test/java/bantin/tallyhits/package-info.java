@NullMarked
package bantin.tallyhits;

import org.jspecify.annotations.NullMarked;
